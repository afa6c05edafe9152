import { http, HttpResponse } from 'msw';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aService,
  blueprint,
  individual,
  orderOptions,
  postgresql,
} from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { CataloguePage } from './CataloguePage';

const retired = aService('sandbox-old', {
  lifecycle: 'deprecated',
  validUntil: '2020-12-31',
  successor: 'cloudservice:default/sandbox-postgresql',
  tier: 'iaas',
});
const forProduction = aService('sandbox-production', {
  stages: ['production'],
  simulated: true,
});
const entities = [postgresql, individual, blueprint, retired, forProduction];

describe('CataloguePage', () => {
  const { answer } = startBackend();

  it('shows two lanes, each saying what it means', async () => {
    renderPage(<CataloguePage />, { entities });
    const standard = await screen.findByRole('region', {
      name: 'Standard services (4)',
    });
    expect(standard).toHaveTextContent('set up automatically, charged by use');
    const lane = screen.getByRole('region', {
      name: 'Individual services (1)',
    });
    expect(lane).toHaveTextContent('Never ordered by button');
    expect(within(lane).getByText('Vehicle register')).toBeInTheDocument();
    expect(
      within(standard).queryByText('Vehicle register'),
    ).not.toBeInTheDocument();
  });

  it('leads to the order form, or says why there is none', async () => {
    renderPage(<CataloguePage />, { entities });
    expect(
      await screen.findByRole('link', { name: 'Order PostgreSQL' }),
    ).toHaveAttribute(
      'href',
      '/create/templates/default/order-sandbox-postgresql',
    );
    expect(
      screen.getByRole('link', { name: 'Order Web application' }),
    ).toHaveAttribute(
      'href',
      '/create/templates/default/order-web-application',
    );

    expect(
      screen.getByRole('link', { name: 'Ask for this service' }),
    ).toHaveAttribute('href', 'mailto:service@example.com');
    expect(
      screen.getByText(/it could be used until Dec 31, 2020/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/you may not order at that stage/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Order Vehicle register' }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('Simulated')).toBeInTheDocument();
  });

  it('names the configured contact where a service has none of its own', async () => {
    const { requestContact, ...spec } = individual.spec;
    renderPage(<CataloguePage />, {
      entities: [individual, aService('other', spec)],
      requestContact: 'https://requests.example.com',
    });
    const links = await screen.findAllByRole('link', {
      name: 'Ask for this service',
    });
    expect(links.map(link => link.getAttribute('href')).sort()).toEqual([
      'https://requests.example.com',
      requestContact,
    ]);
  });

  it('says so when no commission lets the person order', async () => {
    answer(
      http.get(backend('/order-options'), () =>
        HttpResponse.json(orderOptions({ systems: [] })),
      ),
    );
    renderPage(<CataloguePage />, { entities: [postgresql] });
    expect(
      await screen.findByText(/no commission in force lets you order/),
    ).toBeInTheDocument();
  });

  it('filters by what the address says', async () => {
    renderPage(<CataloguePage />, {
      entities,
      at: '/?tier=iaas',
    });
    expect(await screen.findByText('1 of 5 entries')).toBeInTheDocument();
    expect(screen.getByText('sandbox-old')).toBeInTheDocument();
    expect(screen.queryByText('PostgreSQL')).not.toBeInTheDocument();
  });

  it('filters by text as one types, and by a party', async () => {
    renderPage(<CataloguePage />, {
      entities,
      at: '/?party=group%3Adefault%2Fkraftfahrtamt',
    });
    expect(await screen.findByText('1 of 5 entries')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('5 of 5 entries')).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in the catalogue' }),
      'relational',
    );
    expect(await screen.findByText('1 of 5 entries')).toBeInTheDocument();
    expect(screen.getByText('PostgreSQL')).toBeInTheDocument();
  });

  it('warns of a broker that does not answer', async () => {
    answer(
      http.get(backend('/brokers'), () =>
        HttpResponse.json({
          items: [
            {
              name: 'sandbox',
              title: 'Sandbox',
              state: 'failing',
              lastSuccessAt: '2026-11-23T08:00:00.000Z',
            },
          ],
        }),
      ),
    );
    renderPage(<CataloguePage />, { entities });
    expect(
      await screen.findByText(
        /The catalogue of Sandbox may be out of date since/,
      ),
    ).toBeInTheDocument();
  });

  it('says what an empty catalogue means', async () => {
    renderPage(<CataloguePage />, { entities: [] });
    expect(
      await screen.findByText('The catalogue is empty'),
    ).toBeInTheDocument();
  });

  it('speaks German, the services too', async () => {
    renderPage(<CataloguePage />, { entities, language: 'de' });
    expect(
      await screen.findByRole('link', {
        name: 'PostgreSQL-Datenbank bestellen',
      }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Standardservices (4)' }),
      ).toBeInTheDocument(),
    );
    expect(screen.getByText('Eine relationale Datenbank')).toBeInTheDocument();
  });
});

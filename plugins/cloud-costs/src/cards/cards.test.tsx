import type { JSX } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { aBudget, aPriceListVersion } from '../__testUtils__/billingFixtures';
import { anAnomaly, aReport, liveEnvironment } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import {
  EnvironmentCostsCard,
  GroupCostsCard,
  HomeWidget,
  ServicePricesCard,
  SystemCostsCard,
} from '.';

const MONTHS = aReport({
  from: '2025-12-01',
  to: '2026-11-27',
  intervals: ['2026-09', '2026-10', '2026-11'],
  points: ['900000000', '1000000000', '600000000'],
  groups: [],
});

const NOTHING = aReport({
  intervals: ['2026-10', '2026-11'],
  points: ['0', '0'],
  groups: [],
});

const period = {
  from: '2026-11-01',
  to: '2026-11-30',
  soFar: '600000000',
  expected: '1200000000',
  low: '1100000000',
  high: '1300000000',
};

const refusal = () =>
  errorAnswer(403, { name: 'NotAllowedError', message: 'not for you' });

const asked: string[] = [];
const { answer } = startBackend(
  http.get(backend('/costs'), ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json(MONTHS);
  }),
  http.get(backend('/forecast'), () =>
    HttpResponse.json({
      currency: 'EUR',
      asOf: '2026-11-27',
      month: { ...period, days: [] },
      year: period,
      method: '',
    }),
  ),
  http.get(backend('/budgets'), () =>
    HttpResponse.json({ items: [aBudget()] }),
  ),
  http.get(backend('/anomalies'), () =>
    HttpResponse.json({
      pending: false,
      items: [
        anAnomaly({ days: 3 }),
        anAnomaly({ id: 'seen', acknowledgedAt: '2026-11-02T08:00:00Z' }),
      ],
    }),
  ),
);
beforeEach(() => asked.splice(0));

function entity(kind: string, name: string, spec: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
    spec: { ...spec },
  };
}

const renderCard = (card: JSX.Element, of: Entity, language?: string) =>
  renderPage(<EntityProvider entity={of}>{card}</EntityProvider>, { language });

describe('the card of costs', () => {
  const system = entity('System', 'kfz-portal');

  it('says what a system costs, what to expect, and how its budgets stand', async () => {
    renderCard(<SystemCostsCard />, system);
    expect(
      await screen.findByText('Expected until Nov 30, 2026'),
    ).toBeVisible();
    const figures = Array.from(
      document.querySelectorAll('dl > div'),
      one => one.textContent,
    );
    expect(figures).toEqual([
      'This month so far€600.00',
      'October 2026€1,000.00',
      'Expected until Nov 30, 2026€1,200.00+20% against last month',
    ]);
    expect(
      screen.getByRole('row', { name: 'September 2026 €900.00' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Fachverfahren 2026' }),
    ).toHaveAttribute('href', '/billing/budgets#budget-1');
    expect(screen.getByRole('link', { name: 'Open costs' })).toHaveAttribute(
      'href',
      '/costs?system=system%3Adefault%2Fkfz-portal',
    );
    expect(asked[0]).toContain('system=system%3Adefault%2Fkfz-portal');
  });

  it('asks for an environment by its id', async () => {
    renderCard(<EnvironmentCostsCard />, liveEnvironment, 'de');
    expect(await screen.findByText('Dieser Monat bisher')).toBeVisible();
    expect(asked[0]).toContain('environment=environment-1');
  });

  it('says that there are other currencies too', async () => {
    answer(
      http.get(backend('/costs'), () =>
        HttpResponse.json({ ...MONTHS, currencies: ['EUR', 'CHF'] }),
      ),
    );
    renderCard(<SystemCostsCard />, system);
    expect(
      await screen.findByText('Costs in CHF come on top.'),
    ).toBeInTheDocument();
  });

  it('says what to wait for where nothing has cost anything', async () => {
    answer(http.get(backend('/costs'), () => HttpResponse.json(NOTHING)));
    renderCard(<SystemCostsCard />, system);
    expect(
      await screen.findByText(/Costs appear here within minutes/),
    ).toBeInTheDocument();
  });

  it('is not there for those who may not see costs', async () => {
    let refusals = 0;
    answer(
      http.get(backend('/costs'), () => {
        refusals += 1;
        return refusal();
      }),
    );
    renderCard(<SystemCostsCard />, system);
    await waitFor(() => expect(refusals).toBe(1));
    await waitFor(() => expect(screen.queryByText('Costs')).toBeNull());
  });
});

describe('the card of a group', () => {
  it('shows an agency what it pays, and what others pay for it', async () => {
    renderCard(
      <GroupCostsCard />,
      entity('Group', 'kraftfahrtamt', { type: 'agency' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'What it pays' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('heading', {
        name: 'What runs for it, whoever pays',
      }),
    ).toBeVisible();
    const scopes = asked.map(query => [...new URLSearchParams(query)][0]);
    expect(scopes).toEqual([
      ['payer', 'group:default/kraftfahrtamt'],
      ['customer', 'group:default/kraftfahrtamt'],
    ]);
  });

  it('shows a team what it looks after', async () => {
    renderCard(<GroupCostsCard />, entity('Group', 'team', { type: 'team' }));
    expect(
      await screen.findByRole('heading', { name: 'What it looks after' }),
    ).toBeVisible();
    expect(asked).toHaveLength(1);
  });
});

describe('the prices of a cloud service', () => {
  const service: Entity = {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name: 'postgresql' },
    spec: {},
  };
  const { summary } = aPriceListVersion();
  const priceLists = (...items: object[]) =>
    http.get(backend('/price-lists'), () => HttpResponse.json({ items }));
  const version = http.get(
    backend('/price-lists/standard/versions/:version'),
    () => HttpResponse.json(aPriceListVersion()),
  );

  it('are those that hold and those announced, and what it earns', async () => {
    answer(
      priceLists(
        {
          ...summary,
          version: '2027-01',
          status: 'announced',
          validFrom: '2027-01-01',
        },
        { ...summary, validTo: '2026-12-31' },
        { ...summary, version: '2025-07', status: 'superseded' },
      ),
      version,
    );
    renderCard(<ServicePricesCard />, service);
    const today = await screen.findByRole('heading', { name: 'Prices today' });
    const section = today.closest('section') as HTMLElement;
    expect(section).toHaveTextContent('Valid until Dec 31, 2026.');
    expect(
      await within(section).findByRole('row', { name: /Base price/ }),
    ).toHaveTextContent('€18.50 a month');
    expect(
      screen.getByRole('heading', { name: 'Prices from Jan 1, 2027' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/2025/)).toBeNull();
    expect(
      await screen.findByText(
        'Revenue this month so far: €600.00; last month: €1,000.00.',
      ),
    ).toBeInTheDocument();
  });

  it('say that using it costs nothing where no list names it', async () => {
    answer(priceLists());
    renderCard(<ServicePricesCard />, service);
    expect(
      await screen.findByText(/No price list names this service/),
    ).toBeInTheDocument();
  });
});

describe('on the home page', () => {
  it('one sees what one pays, what stands out and which budget is in danger', async () => {
    renderPage(<HomeWidget />);
    expect(await screen.findByText('This month so far')).toBeVisible();
    // One of two has been looked at; the other lasted three days and is one thing.
    expect(
      await screen.findByRole('link', { name: /^1 anomaly of this month/ }),
    ).toHaveAttribute('href', '/costs?view=anomalies');
    expect(
      await screen.findByRole('link', { name: 'Fachverfahren 2026' }),
    ).toBeVisible();
  });

  it('who may not see costs is told whom to ask', async () => {
    answer(http.get(backend('/costs'), refusal));
    renderPage(<HomeWidget />);
    expect(
      await screen.findByText(/Ask the lead of your organisation/),
    ).toBeVisible();
  });

  it('who has none yet is told when there will be some', async () => {
    answer(http.get(backend('/costs'), () => HttpResponse.json(NOTHING)));
    renderPage(<HomeWidget />);
    expect(await screen.findByText('No costs so far')).toBeVisible();
  });
});

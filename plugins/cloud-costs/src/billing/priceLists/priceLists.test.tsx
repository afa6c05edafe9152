import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aPriceListVersion } from '../../__testUtils__/billingFixtures';
import { backend, renderPage, startBackend } from '../../__testUtils__/render';
import { BillingRouter } from '../BillingRouter';

const { summary } = aPriceListVersion();

const entities = [
  {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name: 'postgresql', title: 'PostgreSQL' },
    spec: {
      plans: [
        { name: 'small', title: { en: 'Small', de: 'Klein' } },
        { name: 'large', title: { en: 'Large', de: 'Groß' } },
      ],
    },
  },
];

const { answer } = startBackend(
  http.get(backend('/price-lists'), () =>
    HttpResponse.json({
      items: [
        summary,
        {
          ...summary,
          list: 'kfz',
          version: '1',
          titles: { en: 'Vehicle Registration' },
          status: 'superseded',
          validTo: '2026-09-30',
          customerRef: 'group:default/kraftfahrtamt',
        },
      ],
    }),
  ),
  http.get(backend('/price-lists/standard/versions/2026-07'), () =>
    HttpResponse.json(aPriceListVersion()),
  ),
  http.get(backend('/usage-problems'), () =>
    HttpResponse.json({ unpriced: [], priceLists: [] }),
  ),
);

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ');

describe('price lists', () => {
  it('say from when to when they hold, and for whom', async () => {
    renderPage(<BillingRouter />, { at: '/price-lists' });
    const row = await screen.findByRole('row', { name: /Standard services/ });
    expect(row).toHaveTextContent('In force');
    expect(row).toHaveTextContent('from Jul 1, 2026');
    expect(
      within(row).getByRole('link', { name: 'Standard services 2026-07' }),
    ).toHaveAttribute('href', '/billing/price-lists/standard/versions/2026-07');
    const agreed = screen.getByRole('row', { name: /Vehicle Registration/ });
    expect(agreed).toHaveTextContent('Superseded');
    expect(agreed).toHaveTextContent('Jul 1 – Sep 30, 2026');
    expect(agreed).toHaveTextContent('Agreed with kraftfahrtamt');
  });

  it('tell the provider what has no price, and which documents were refused', async () => {
    answer(
      http.get(backend('/usage-problems'), () =>
        HttpResponse.json({
          unpriced: [
            {
              serviceRef: 'cloudservice:default/postgresql',
              plan: 'large',
              meter: 'connections',
              allocations: 3,
            },
          ],
          priceLists: [
            {
              entityRef: 'pricelist:default/standard-2027',
              foundAt: '2026-11-20T10:00:00.000Z',
              problems: [
                {
                  line: 12,
                  column: 7,
                  path: 'spec.currency',
                  rule: 'required',
                  message: 'is missing',
                },
              ],
            },
          ],
        }),
      ),
    );
    renderPage(<BillingRouter />, { at: '/price-lists', entities });
    const refused = await screen.findByText(
      /A price list was refused on Nov 20/,
    );
    const notice = refused.closest<HTMLElement>('[role="status"]');
    expect(notice).toHaveTextContent('standard-2027');
    expect(notice).toHaveTextContent('spec.currency is missing');
    const table = screen.getByRole('region', {
      name: 'Measured without a price',
    });
    const row = await within(table).findByRole('row', { name: /Large/ });
    expect(row).toHaveTextContent('connections');
    expect(row).toHaveTextContent('3');
  });

  it('show the plans of a service side by side, in words', async () => {
    renderPage(<BillingRouter />, {
      at: '/price-lists/standard/versions/2026-07',
      entities,
      language: 'de',
    });
    await screen.findByRole('columnheader', { name: 'Groß' });
    const cells = screen
      .getAllByRole('row')
      .map(row => Array.from(row.children, one => plain(one.textContent)));
    expect(cells).toEqual([
      ['Wofür', 'Klein', 'Groß'],
      [
        'Grundpreis',
        '18,50 € je MonatAuf die Sekunde, solange es läuft.',
        '1.800,00 € je JahrJedes angefangene Jahr zählt ganz.',
      ],
      [
        'Speicher',
        'Gestaffelt, je 730 GiB-Stunden; jeder Teil zu seinem eigenen Preis' +
          'bis 1.460 GiB-Stunden: 0,22 €' +
          'über 1.460 GiB-Stunden: 0,165 € und 2,00 € einmalig' +
          'Mindestens 1,00 € im Monat.',
        '–',
      ],
      ['setup', '–', '45,00 € einmalig'],
      ['change', '–', '20,00 € beim Wechsel hierhin'],
      [
        'messages',
        '–',
        '0,40 € für je angefangene 100.000 Nachrichten' +
          '1.000.000 Nachrichten im Monat sind frei.',
      ],
      ['running', '–', '0,036 € je StundeMo–Fr 20:00–24:00: 0,02 €'],
    ]);
    expect(screen.getByText(/Schultarif: 7,5 % weniger für/)).toBeVisible();
  });
});

describe('a draft', () => {
  const openDraft = async (text: string) => {
    renderPage(<BillingRouter />, { at: '/price-lists/draft' });
    const field = await screen.findByRole('textbox', {
      name: /Draft of a price list/,
    });
    await userEvent.click(field);
    await userEvent.paste(text);
  };

  it('is checked before it is simulated, and says in which line it is wrong', async () => {
    let simulations = 0;
    answer(
      http.post(backend('/price-lists/check'), () =>
        HttpResponse.json({
          problems: [
            {
              path: 'spec.services.0.plans.0.components.1.tiers',
              rule: 'gap',
              message: 'has a gap between 10 and 20',
              line: 12,
              column: 7,
            },
          ],
        }),
      ),
      http.post(backend('/price-lists/simulate'), () => {
        simulations += 1;
        return HttpResponse.json({});
      }),
    );
    await openDraft('kind: PriceList');
    await userEvent.click(screen.getByRole('button', { name: 'Simulate' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The draft has 1 problem');
    expect(alert).toHaveTextContent(
      'Line 12, column 7: spec.services.0.plans.0.components.1.tiers has a gap between 10 and 20',
    );
    expect(simulations).toBe(0);
  });

  it('shows who would have paid more or less, and forgets that when it changes', async () => {
    answer(
      http.post(backend('/price-lists/check'), () =>
        HttpResponse.json({ problems: [], summary }),
      ),
      http.post(backend('/price-lists/simulate'), async ({ request }) => {
        const { from, to } = (await request.json()) as Record<string, string>;
        return HttpResponse.json({
          currency: 'EUR',
          from,
          to,
          total: '300000000',
          simulatedTotal: '290000000',
          groups: [
            {
              payerRef: 'group:default/a',
              amount: '100000000',
              simulated: '110000000',
            },
            {
              payerRef: 'group:default/b',
              amount: '200000000',
              simulated: '180000000',
            },
          ],
        });
      }),
    );
    await openDraft('kind: PriceList');
    await userEvent.click(screen.getByRole('button', { name: 'Simulate' }));
    expect(
      await screen.findByText(
        'Standard services 2026-07 would be valid from Jul 1, 2026.',
      ),
    ).toBeVisible();
    const table = screen.getByRole('table');
    const rows = within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);
    expect(rows.slice(1)).toEqual([
      'b€200.00€180.00-€20.00 (-10%)',
      'a€100.00€110.00+€10.00 (+10%)',
      'Total€300.00€290.00-€10.00 (-3.3%)',
    ]);
    await userEvent.type(
      screen.getByRole('textbox', { name: /Draft of a price list/ }),
      ' ',
    );
    expect(screen.queryByRole('table')).toBeNull();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type { Quote } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { OrderQuotePanel } from './QuotePanel';

function aQuote(overrides: Partial<Quote> = {}): Quote {
  return {
    currency: 'EUR',
    monthly: '57500000',
    oneTime: '25000000',
    total: '140000000',
    until: '2027-01-31T12:00:00Z',
    lines: [
      {
        item: 0,
        component: 'base',
        titles: { en: 'Base price', de: 'Grundpreis' },
        type: 'recurring',
        monthly: '50000000',
        oneTime: '25000000',
        total: '125000000',
        assumption: 'none',
      },
      {
        item: 1,
        component: 'messages',
        titles: { en: 'Messages', de: 'Nachrichten' },
        type: 'usage',
        monthly: '7500000',
        total: '15000000',
        quantity: '1200000',
        unit: 'message',
        assumption: 'average',
      },
    ],
    unpriced: [],
    ...overrides,
  };
}

const ITEMS = [
  { serviceRef: 'cloudservice:default/postgresql', plan: 'medium', name: 'db' },
  { serviceRef: 'cloudservice:default/mqtt', plan: 'small', name: 'messages' },
];

const asked: unknown[] = [];
const { answer } = startBackend(
  http.post(backend('/quotes'), async ({ request }) => {
    asked.push(await request.json());
    return HttpResponse.json(aQuote());
  }),
);
beforeEach(() => asked.splice(0));

describe('expected costs of an order', () => {
  it('are said a month, once and in all, with what they are made of', async () => {
    renderPage(
      <OrderQuotePanel
        items={ITEMS}
        stage="test"
        until="2027-01-31T12:00:00Z"
      />,
      { language: 'de' },
    );
    expect(await screen.findByText(/57,50.€ im Monat/)).toBeVisible();
    expect(screen.getByText(/25,00.€ einmalig\./)).toBeVisible();
    expect(
      screen.getByText(/140,00.€ insgesamt bis 31\.01\.2027\./),
    ).toBeVisible();
    expect(screen.getByText(/Angenommen ist die Nutzung/)).toBeVisible();
    await userEvent.click(screen.getByText('Woraus es sich zusammensetzt'));
    const row = screen.getByRole('row', { name: /Nachrichten/ });
    expect(row).toHaveTextContent('1.200.000 Nachrichten');
    expect(row).toHaveTextContent('messages');
    expect(within(row).getByText('–')).toBeVisible();
    expect(asked).toEqual([
      { items: ITEMS, stage: 'test', until: '2027-01-31T12:00:00Z' },
    ]);
  });

  it('of a changed plan are compared with today', async () => {
    const [current] = ITEMS;
    answer(
      http.post(backend('/quotes'), async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(
          aQuote({
            oneTime: '0',
            total: undefined,
            until: undefined,
            current: { oneTime: '0', monthly: '18500000' },
          }),
        );
      }),
    );
    renderPage(
      <OrderQuotePanel
        items={[{ ...current, plan: 'large' }]}
        current={[current]}
      />,
    );
    expect(
      await screen.findByText('+€39.00 a month against €18.50 today.'),
    ).toBeVisible();
    expect(screen.queryByText(/once\./)).toBeNull();
    expect(asked).toMatchObject([{ current: { items: [current] } }]);
  });

  it('of a longer life are compared in total, a month stays the same', async () => {
    const [current] = ITEMS;
    answer(
      http.post(backend('/quotes'), async ({ request }) => {
        asked.push(await request.json());
        const { monthly } = aQuote();
        return HttpResponse.json(
          aQuote({
            total: '120000000',
            current: { oneTime: '0', monthly, total: '80500000' },
          }),
        );
      }),
    );
    renderPage(
      <OrderQuotePanel
        items={[current]}
        current={[current]}
        currentUntil="2026-12-31T22:59:59Z"
        until="2027-02-28T22:59:59Z"
      />,
    );
    expect(
      await screen.findByText(
        '+€39.50 in total against €80.50 as it is today.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/a month against/)).toBeNull();
    expect(asked).toMatchObject([
      {
        until: '2027-02-28T22:59:59Z',
        current: { items: [current], until: '2026-12-31T22:59:59Z' },
      },
    ]);
  });

  it('name what has no price, what is not known, and what is exceeded already', async () => {
    const [, line] = aQuote().lines;
    answer(
      http.post(backend('/quotes'), () =>
        HttpResponse.json(
          aQuote({
            lines: [{ ...line, assumption: 'unknown' }],
            unpriced: ['cloudservice:default/vm small'],
            budgets: [
              {
                budgetId: '1',
                name: 'KFZ 2027',
                remaining: '-5000000',
                breaks: true,
                refuses: false,
              },
            ],
          }),
        ),
      ),
    );
    renderPage(<OrderQuotePanel items={ITEMS} />);
    expect(
      await screen.findByText(
        'Not included, as nothing is known of the usage yet: Messages.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/Without a price so far: .*vm small/),
    ).toBeVisible();
    expect(
      screen.getByText(
        'It is exceeded by €5.00 already. The order is taken, and its owners are warned.',
      ),
    ).toBeVisible();
  });

  it('say what to choose first, and that one can order all the same', async () => {
    const { unmount } = renderPage(<OrderQuotePanel items={[]} />);
    expect(
      await screen.findByText('Choose a plan to see what it will cost.'),
    ).toBeVisible();
    unmount();
    answer(
      http.post(backend('/quotes'), () =>
        errorAnswer(500, { name: 'Error', message: 'no' }),
      ),
    );
    renderPage(<OrderQuotePanel items={ITEMS} />);
    expect(
      await screen.findByText(/it can be ordered all the same/),
    ).toBeVisible();
  });
});

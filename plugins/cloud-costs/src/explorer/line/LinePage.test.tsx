import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import {
  aLine,
  anExplanation,
  liveEnvironment,
} from '../../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../../__testUtils__/render';
import { CostsRouter } from '../CostsRouter';

const LINE = '7.202610.202610.3.usage.storage';

const { answer } = startBackend(
  http.get(backend(`/costs/lines/${LINE}`), () =>
    HttpResponse.json(anExplanation()),
  ),
  http.get(backend('/usage-events'), () => HttpResponse.json({ items: [] })),
);

const rowsOf = (name: string) =>
  within(screen.getByRole('region', { name })).getAllByRole('row');

describe('why this figure', () => {
  it('shows each step as one could do it with a pocket calculator', async () => {
    renderPage(<CostsRouter />, {
      at: `/lines/${LINE}`,
      entities: [liveEnvironment],
    });
    await screen.findByRole('heading', {
      name: 'Storage of kfz-test-database',
    });
    const steps = rowsOf('Table: Step by step').map(row => row.textContent);
    expect(steps).toEqual([
      'StepCalculationAmount',
      'Measured: 1,500.5 GiB·h (storage-gib-hours)',
      '100 of it cost nothing, 1,400.5 are left to pay',
      'Tier above 0 up to 1,0001,000 × €0.0135€13.50',
      'Tier above 1,000400.5 ÷ 100 × €1.00€4.005',
      'This line€17.505',
    ]);
    expect(
      screen.getByRole('link', { name: 'standard, version 2026-07' }),
    ).toHaveAttribute('href', '/billing/price-lists/standard/versions/2026-07');
    expect(
      await screen.findByRole('link', { name: 'kfz-test' }),
    ).toHaveAttribute('href', '/environments/environment-1');
  });

  it('takes off what was billed in another month', async () => {
    answer(
      http.get(backend(`/costs/lines/${LINE}`), () =>
        HttpResponse.json(
          anExplanation({
            line: aLine({ amount: '16505000' }),
            adjustments: [{ billedMonth: '2026-11', amount: '1000000' }],
          }),
        ),
      ),
    );
    renderPage(<CostsRouter />, { at: `/lines/${LINE}`, language: 'de' });
    await screen.findByRole('region', { name: 'Tabelle: Schritt für Schritt' });
    const rows = screen
      .getAllByRole('row')
      .map(row => row.textContent?.replace(/\u00a0/g, ' '));
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/17,505 €$/),
        expect.stringMatching(/November 2026-1,00 €$/),
        expect.stringMatching(/16,505 €$/),
      ]),
    );
  });

  it.each([
    ['hours', { seconds: '7200', price: '0.5' }, '7,200 s ÷ 3,600 × €0.50'],
    [
      'band',
      {
        days: 'mon,fri',
        from: '08:00',
        to: '18:00',
        seconds: '60',
        price: '1',
      },
      'Mon, Fri 08:00–18:0060 s ÷ 3,600 × €1.00',
    ],
    ['package', { packages: '3', size: '100', price: '2' }, '3 × €2.00'],
    ['periods', { periods: '2', period: 'day', price: '4' }, '2 × €4.00'],
    [
      'prorated',
      { price: '31', period: 'month', seconds: '86400', ofSeconds: '2678400' },
      '€31.00 × 86,400 s ÷ 2,678,400 s',
    ],
    ['minimum', { minimum: '5' }, 'Up to the minimum of €5.00'],
    ['discount', { base: '10', percent: '7.5' }, '−€10.00 × 7.5 %'],
    ['rounding', {}, 'Difference from rounding'],
  ])('has words for %s', async (kind, params, text) => {
    answer(
      http.get(backend(`/costs/lines/${LINE}`), () =>
        HttpResponse.json(
          anExplanation({ steps: [{ kind, params, amount: '1000000' }] }),
        ),
      ),
    );
    renderPage(<CostsRouter />, { at: `/lines/${LINE}` });
    await screen.findByRole('region', { name: 'Table: Step by step' });
    expect(rowsOf('Table: Step by step')[1]).toHaveTextContent(text);
  });

  it('shows the raw events of the month, corrections marked', async () => {
    const asked: URLSearchParams[] = [];
    answer(
      http.get(backend('/usage-events'), ({ request }) => {
        const query = new URL(request.url).searchParams;
        asked.push(query);
        const event = {
          source: 'sandbox',
          id: query.get('cursor') ? 'event-1' : 'event-2',
          time: '2026-10-02T09:10:00Z',
          receivedAt: '2026-10-02T09:11:00Z',
          meter: 'storage-gib-hours',
          unit: 'GiB·h',
          quantity: '-0.5',
        };
        return HttpResponse.json(
          query.get('cursor')
            ? { items: [{ ...event, quantity: '700.25' }] }
            : {
                items: [
                  {
                    ...event,
                    corrects: { source: 'sandbox', id: 'event-1' },
                    reason: 'counted twice',
                    late: true,
                  },
                ],
                nextCursor: 'next',
              },
        );
      }),
    );
    renderPage(<CostsRouter />, { at: `/lines/${LINE}` });
    const correction = await screen.findByRole('row', {
      name: /of event-1: counted twice/,
    });
    expect(correction).toHaveTextContent('Correction');
    expect(correction).toHaveTextContent('Late');
    expect(correction).toHaveTextContent('-0.5 GiB·h');
    expect(Object.fromEntries(asked[0])).toMatchObject({
      allocationId: '7',
      meter: 'storage-gib-hours',
      from: '2026-10-01T08:00:00.000Z',
      to: '2026-10-02T10:00:00.000Z',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(
      await screen.findByRole('row', { name: /700.25 GiB·h/ }),
    ).toBeInTheDocument();
  });

  it('says when a line is not there or not for one to see', async () => {
    answer(
      http.get(backend(`/costs/lines/${LINE}`), () =>
        errorAnswer(404, { name: 'NotFoundError', message: 'no such line' }),
      ),
    );
    renderPage(<CostsRouter />, { at: `/lines/${LINE}` });
    expect(await screen.findByRole('alert')).toHaveTextContent('no such line');
  });
});

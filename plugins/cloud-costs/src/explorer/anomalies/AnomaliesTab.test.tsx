import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { anAnomaly } from '../../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../../__testUtils__/render';
import { useCostView } from '../view';
import { AnomaliesTab } from './AnomaliesTab';

const OCTOBER = '/costs?period=own&from=2026-10-01&to=2026-10-31';

const { answer } = startBackend(
  http.get(backend('/anomalies'), () =>
    HttpResponse.json({ pending: false, items: [anAnomaly()] }),
  ),
);

function Tab() {
  return <AnomaliesTab control={useCostView()} />;
}

it('shows what caused a day, takes a note, and then says who has looked', async () => {
  let isDone = false;
  let body: unknown;
  answer(
    http.get(backend('/anomalies'), () =>
      HttpResponse.json({
        pending: false,
        items: [
          anAnomaly(
            isDone
              ? {
                  acknowledgedAt: '2026-10-15T08:00:00Z',
                  acknowledgedBy: 'user:default/jana.brandt',
                  note: 'load test',
                }
              : {},
          ),
        ],
      }),
    ),
    http.post(
      backend('/anomalies/anomaly-1/acknowledge'),
      async ({ request }) => {
        expect(request.headers.get('Idempotency-Key')).toBeTruthy();
        body = await request.json();
        isDone = true;
        return HttpResponse.json(anAnomaly());
      },
    ),
  );
  renderPage(<Tab />, { at: OCTOBER });
  const row = await screen.findByRole('row', { name: /Oct 14, 2026/ });
  expect(row).toHaveTextContent('storage: €90.00, usually €4.50');
  expect(row).toHaveTextContent('9,000 GiB·h, usually 450 GiB·h');
  expect(row).toHaveTextContent('11 times what it usually varies by');
  await userEvent.click(
    within(row).getByRole('button', {
      name: 'Mark as looked at: kfz-test, Oct 14, 2026',
    }),
  );
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByRole('textbox'), 'load test');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Mark as looked at' }),
  );
  expect(await screen.findByText('Looked at on Oct 15, 2026')).toBeVisible();
  expect(screen.getByText('load test')).toBeVisible();
  expect(body).toEqual({ note: 'load test' });
});

it('shows days that follow each other as one, in the words of the reader', async () => {
  const [cause] = anAnomaly().causes;
  answer(
    http.get(backend('/anomalies'), () =>
      HttpResponse.json({
        pending: false,
        items: [
          anAnomaly({
            lastDay: '2026-10-20',
            days: 5,
            causes: [
              {
                ...cause,
                titles: { en: 'Messages', de: 'Nachrichten' },
                unit: 'message',
              },
            ],
          }),
        ],
      }),
    ),
  );
  renderPage(<Tab />, { at: OCTOBER, language: 'de' });
  const row = await screen.findByRole('row', { name: /14\.–20\.10\.2026/ });
  expect(row).toHaveTextContent('5 Tage');
  expect(row).toHaveTextContent('Nachrichten: 90,00 €, üblich 4,50 €');
  expect(row).toHaveTextContent('9.000 Nachrichten, üblich 450 Nachrichten');
});

it('says that every day was as usual', async () => {
  answer(
    http.get(backend('/anomalies'), () =>
      HttpResponse.json({ pending: false, items: [] }),
    ),
  );
  renderPage(<Tab />, { at: OCTOBER });
  expect(await screen.findByText('No day stands out')).toBeInTheDocument();
});

it('does not claim that nothing stands out before it has looked, and shows what it finds', async () => {
  let hasLooked = false;
  answer(
    http.get(backend('/anomalies'), () =>
      HttpResponse.json({
        pending: !hasLooked,
        items: hasLooked ? [anAnomaly()] : [],
      }),
    ),
  );
  renderPage(<Tab />, { at: OCTOBER });
  const behind = /^Costs have changed\./;
  expect(await screen.findByText(behind)).toBeVisible();
  expect(screen.queryByText('No day stands out')).not.toBeInTheDocument();
  hasLooked = true;
  const options = { timeout: 10_000 };
  await screen.findByRole('row', { name: /Oct 14, 2026/ }, options);
  expect(screen.queryByText(behind)).not.toBeInTheDocument();
}, 20_000);

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import { Route, Routes } from 'react-router-dom';
import { aLevel, anOutage, anOutageDetail } from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { OutagePage } from './OutagePage';

const AT = '/service-levels/outages/outage-1';

const outage = (
  overrides: Partial<Outage> = {},
  history: Parameters<typeof anOutageDetail>[1] = [],
) =>
  http.get(backend('/outages/outage-1'), () =>
    HttpResponse.json(anOutageDetail(overrides, history)),
  );

const { answer } = startBackend(
  outage(),
  http.get(backend('/service-levels'), () =>
    HttpResponse.json({ items: [aLevel(), aLevel({ id: 'level-2' })] }),
  ),
  http.get(backend('/service-levels/level-1/explanation'), () =>
    HttpResponse.json({
      outages: [
        {
          outage: anOutage(),
          seconds: 7_200,
          countedSeconds: 3_600,
          notCounted: [{ why: 'outside-service-hours', seconds: 3_600 }],
          counted: [],
        },
      ],
    }),
  ),
);

const page = (language?: string) =>
  renderPage(
    <Routes>
      <Route
        path="/service-levels/outages/:outageId"
        element={<OutagePage />}
      />
    </Routes>,
    { at: AT, language },
  );

async function openDialog(button: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  return screen.findByRole('dialog');
}

it('says what happened, whom it touches, how much of it counts and where that is explained', async () => {
  answer(
    outage({}, [
      {
        id: 1,
        at: '2026-06-08T11:00:00Z',
        by: 'user:default/paul.richter',
        action: 'reported',
      },
      {
        id: 2,
        at: '2026-06-08T12:00:00Z',
        by: 'user:default/selin.aydin',
        action: 'attributed',
        reason: 'The agency changed the DNS',
        before: { cause: 'provider' },
        after: { cause: 'customer' },
      },
    ]),
  );
  page();
  expect(
    await screen.findByRole('heading', { name: 'Load balancer' }),
  ).toBeVisible();
  await screen.findByText(/Outside the service hours/);
  const touched = screen.getByRole('row', { name: /June 2026/ });
  expect(within(touched).getByRole('cell', { name: '1:00:00' })).toBeVisible();
  expect(touched).toHaveTextContent('1:00:00: Outside the service hours');
  expect(within(touched).getByRole('link')).toHaveAttribute(
    'href',
    '/service-levels/levels/level-1/objectives/availability?period=2026-06',
  );
  expect(
    screen.getByRole('row', { name: /The agency changed the DNS/ }),
  ).toHaveTextContent('IT service provider → Agency');
  // On the clock of the agreement, whatever the reader's own is.
  expect(screen.getByText('Jun 8, 2026, 10:00 AM')).toBeVisible();
});

it.each<[Outage['deeds'], string[]]>([
  [['comment'], ['Comment']],
  [
    ['confirm', 'attribute', 'comment'],
    ['Confirm', 'Reject', 'Say who caused it', 'Comment'],
  ],
  [
    ['dispute', 'comment'],
    ['Dispute', 'Comment'],
  ],
  [
    ['settle', 'correct', 'comment'],
    ['Settle the dispute', 'Correct times', 'Comment'],
  ],
])('offers what the API allows: %p', async (deeds, buttons) => {
  answer(outage({ deeds }));
  page();
  await screen.findByRole('button', { name: 'Comment' });
  expect(
    screen.getAllByRole('button').map(button => button.textContent),
  ).toEqual(buttons);
});

it('takes a dispute with a reason, and then shows what came of it', async () => {
  const sent: unknown[] = [];
  answer(
    outage({ deeds: ['dispute', 'comment'] }),
    http.post(backend('/outages/outage-1/dispute'), async ({ request }) => {
      expect(request.headers.get('Idempotency-Key')).toBeTruthy();
      sent.push(await request.json());
      answer(outage({ state: 'disputed', claimedCause: 'customer' }));
      return HttpResponse.json(anOutage());
    }),
  );
  page('de');
  const dialog = await openDialog('Bestreiten');
  const submit = within(dialog).getByRole('button', { name: 'Bestreiten' });
  await userEvent.click(submit);
  expect(within(dialog).getByText(/^Pflichtfeld: Bitte/)).toBeVisible();
  expect(within(dialog).getByText(/mindestens 3 Zeichen/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Behörde' }));
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Begründung' }),
    'Die Behörde hat den DNS geändert',
  );
  await userEvent.click(submit);
  expect(await screen.findByText('Bestritten')).toBeVisible();
  expect(screen.getByText(/geltend gemacht wird: Behörde/)).toBeVisible();
  expect(sent).toEqual([
    { claimedCause: 'customer', reason: 'Die Behörde hat den DNS geändert' },
  ]);
});

it('shows times that wait for a second person, who answers with a reason only to say no', async () => {
  const sent: unknown[] = [];
  answer(
    outage({
      deeds: ['confirm', 'comment'],
      pending: {
        interval: { from: '2026-06-08T08:00:00Z', to: '2026-06-08T09:00:00Z' },
        by: 'user:default/selin.aydin',
        reason: 'The log says so',
      },
    }),
    http.post(
      backend('/outages/outage-1/confirmation'),
      async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(anOutage());
      },
    ),
  );
  page();
  expect(await screen.findByText(/The log says so/)).toBeVisible();
  const rejecting = await openDialog('Reject');
  await userEvent.click(
    within(rejecting).getByRole('button', { name: 'Reject' }),
  );
  expect(within(rejecting).getByText(/at least 3 characters/)).toBeVisible();
  await userEvent.click(
    within(rejecting).getByRole('button', { name: 'Cancel' }),
  );
  const confirming = await openDialog('Confirm');
  await userEvent.click(
    within(confirming).getByRole('button', { name: 'Confirm' }),
  );
  await waitFor(() => expect(sent).toEqual([{ confirmed: true }]));
});

it('proposes other times on the clock of the agreement', async () => {
  const sent: unknown[] = [];
  answer(
    outage({ deeds: ['correct', 'comment'] }),
    http.post(backend('/outages/outage-1/correction'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(anOutage());
    }),
  );
  page();
  await screen.findByText('Jun 8, 2026, 10:00 AM');
  const dialog = await openDialog('Correct times');
  expect(within(dialog).getByLabelText('Began')).toHaveValue(
    '2026-06-08T10:00',
  );
  const to = within(dialog).getByLabelText(/^Ended/);
  await userEvent.clear(to);
  await userEvent.type(to, '2026-06-08T11:00');
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'The log');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Correct times' }),
  );
  await waitFor(() =>
    expect(sent).toEqual([
      {
        from: '2026-06-08T08:00:00Z',
        to: '2026-06-08T09:00:00Z',
        reason: 'The log',
      },
    ]),
  );
});

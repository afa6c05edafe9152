import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aLevel, anOutage } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { OutagesTab } from './OutagesTab';

const JUNE = '/service-levels/outages?period=2026-06';

const outages = (items: unknown[], mayReport = false) =>
  http.get(backend('/outages'), () =>
    HttpResponse.json({ items, totalItems: items.length, mayReport }),
  );

const { answer } = startBackend(
  outages([anOutage()]),
  http.get(backend('/service-levels'), () =>
    HttpResponse.json({ items: [aLevel()] }),
  ),
);

it('lists what was down, since when, how long, by whom, and how far people are with it', async () => {
  renderPage(<OutagesTab />, { at: JUNE });
  const row = await screen.findByRole('row', { name: /Load balancer/ });
  expect(row).toHaveTextContent('kfz-zulassung');
  expect(row).toHaveTextContent('2:00:00');
  expect(row).toHaveTextContent('IT service provider');
  expect(row).toHaveTextContent('Recorded by hand');
  expect(row).toHaveTextContent('Confirmed');
  expect(within(row).getByRole('link')).toHaveAttribute(
    'href',
    '/service-levels/outages/outage-1',
  );
  // Only the provider records outages.
  expect(screen.queryByRole('button', { name: 'Record an outage' })).toBeNull();
});

it('is narrowed down by what is in the address', async () => {
  const asked: URLSearchParams[] = [];
  answer(
    http.get(backend('/outages'), ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: [], totalItems: 0 });
    }),
  );
  renderPage(<OutagesTab />, {
    at: `${JUNE}&state=disputed&cause=customer&source=report`,
  });
  expect(await screen.findByText('No outage here')).toBeVisible();
  expect(Object.fromEntries(asked[0])).toMatchObject({
    from: new Date(2026, 5, 1).toISOString(),
    to: new Date(2026, 6, 1).toISOString(),
    state: 'disputed',
    cause: 'customer',
    source: 'report',
  });
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/service-levels/outages?period=2026-06',
    ),
  );
});

it('records an outage on the clock of the agreement, and says at each field what is missing', async () => {
  const sent: unknown[] = [];
  answer(
    outages([], true),
    http.post(backend('/outages'), async ({ request }) => {
      sent.push(await request.json());
      return sent.length === 1
        ? errorAnswer(400, {
            name: 'InputError',
            message: 'from: must be later',
            details: [{ field: 'from', rule: 'x', message: 'must be later' }],
          })
        : HttpResponse.json(anOutage({ id: 'outage-9' }), { status: 201 });
    }),
  );
  renderPage(<OutagesTab />, { at: JUNE });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Record an outage' }),
  );
  const dialog = await screen.findByRole('dialog');
  const submit = within(dialog).getByRole('button', {
    name: 'Record an outage',
  });
  await userEvent.click(submit);
  expect(within(dialog).getAllByText(/^Required: choose/)).toHaveLength(2);
  expect(within(dialog).getByText('Required: a day and a time.')).toBeVisible();
  const reason = within(dialog).getByLabelText('Reason');
  expect(reason).toHaveAccessibleDescription(
    'Required: at least 3 characters.',
  );
  expect(sent).toEqual([]);

  await userEvent.click(
    within(dialog).getByRole('button', { name: /Service level/ }),
  );
  await userEvent.click(
    await screen.findByRole('option', { name: /Vehicle Registration/ }),
  );
  const field = (name: string) => within(dialog).getByLabelText(name);
  await userEvent.type(field('Began'), '2026-06-08T10:00');
  const to = field('Ended (leave empty while it goes on)');
  await userEvent.type(to, '2026-06-08T09:00');
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Agency' }));
  await userEvent.type(reason, 'The log says so');
  await userEvent.click(submit);
  expect(to).toHaveAccessibleDescription(/Must be after the begin/);
  await userEvent.clear(to);
  await userEvent.click(submit);
  await waitFor(() => expect(sent).toHaveLength(1));
  await waitFor(() =>
    expect(field('Began')).toHaveAccessibleDescription(/must be later/),
  );
  await userEvent.click(submit);
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/service-levels/outages/outage-9',
    ),
  );
  expect(sent[1]).toEqual({
    commitmentId: 'level-1',
    from: '2026-06-08T08:00:00Z',
    cause: 'customer',
    impact: 'down',
    reason: 'The log says so',
  });
});

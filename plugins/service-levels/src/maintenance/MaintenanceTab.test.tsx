import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aLevel, aWindow, KFZ } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { MaintenanceTab } from './MaintenanceTab';

const windows = (items: unknown[], mayAnnounce = false) =>
  http.get(backend('/maintenance-windows'), () =>
    HttpResponse.json({ items, mayAnnounce }),
  );

const { answer } = startBackend(
  windows([aWindow()]),
  http.get(backend('/service-levels'), () =>
    HttpResponse.json({ items: [aLevel()] }),
  ),
  http.get(backend('/agreements/:agreement/:version'), () =>
    HttpResponse.json({ effective: { maintenance: { notice: 'P10D' } } }),
  ),
);

const item = async (name: string) =>
  (await screen.findByRole('heading', { name })).closest('li') as HTMLElement;

it('shows on the clock of the agreement what is planned, and whether it counts', async () => {
  answer(
    windows([
      aWindow({
        id: 'late',
        titles: { en: 'Too late' },
        commitments: [
          {
            commitmentId: 'level-1',
            counts: false,
            noticeSeconds: 2 * 86_400,
            requiredNoticeSeconds: 10 * 86_400,
          },
        ],
      }),
      aWindow({
        id: 'past',
        titles: { en: 'Long ago' },
        state: 'withdrawn',
      }),
      aWindow(),
      aWindow({
        id: 'servicecalendar:default/extended-hours/sunday',
        recurring: true,
        calendar: 'servicecalendar:default/extended-hours',
        titles: { en: 'Servicing of the platform' },
        commitments: [],
      }),
    ]),
  );
  renderPage(<MaintenanceTab />);
  const planned = await item('Database upgrade');
  expect(planned).toHaveTextContent('Counts as planned time');
  await waitFor(() => expect(planned).toHaveTextContent(/7:00.+9:00.PM/));
  expect(planned).toHaveTextContent('On the clock of Europe/Berlin.');
  expect(within(planned).queryByRole('button')).toBeNull();
  expect(await item('Too late')).toHaveTextContent(
    'Counts as outage: announced 2 days before, agreed are 10 days',
  );
  const past = screen.getByRole('list', { name: 'Past and withdrawn' });
  expect(within(past).getByRole('heading')).toHaveTextContent('Long ago');
  expect(
    screen.getByRole('row', { name: /Servicing of the platform/ }),
  ).toBeVisible();
  expect(
    screen.queryByRole('button', { name: 'Announce a window' }),
  ).toBeNull();
});

it('takes the objection of the customer', async () => {
  const sent: unknown[] = [];
  answer(
    windows([aWindow({ deeds: ['object'] })]),
    http.post(
      backend('/maintenance-windows/window-1/objection'),
      async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aWindow());
      },
    ),
  );
  renderPage(<MaintenanceTab />, { language: 'de' });
  await userEvent.click(
    await screen.findByRole('button', {
      name: /^Update der Datenbank widersprechen/,
    }),
  );
  const dialog = await screen.findByRole('dialog');
  const submit = within(dialog).getByRole('button', { name: 'Widersprechen' });
  await userEvent.click(submit);
  expect(within(dialog).getByText(/mindestens 3 Zeichen/)).toBeVisible();
  await userEvent.type(within(dialog).getByRole('textbox'), 'Wahlen');
  await userEvent.click(submit);
  await waitFor(() =>
    expect(sent).toEqual([{ commitmentId: 'level-1', reason: 'Wahlen' }]),
  );
});

it('is withdrawn only after a question, with a reason', async () => {
  const sent: unknown[] = [];
  answer(
    windows([aWindow({ deeds: ['withdraw'] })]),
    http.post(
      backend('/maintenance-windows/window-1/withdrawal'),
      async ({ request }) => {
        sent.push(await request.json());
        return errorAnswer(409, {
          name: 'ConflictError',
          message: 'the maintenance window is withdrawn already',
        });
      },
    ),
  );
  renderPage(<MaintenanceTab />);
  await userEvent.click(
    await screen.findByRole('button', { name: /^Withdraw Database upgrade/ }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(sent).toEqual([]);
  await userEvent.type(within(dialog).getByRole('textbox'), 'Postponed');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Withdraw' }),
  );
  expect(await within(dialog).findByText(/withdrawn already/)).toBeVisible();
  expect(sent).toEqual([{ reason: 'Postponed' }]);
});

it('is announced with what the agreements have to say, and faults at their fields', async () => {
  const sent: unknown[] = [];
  answer(
    windows([], true),
    http.post(backend('/maintenance-windows'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(aWindow(), { status: 201 });
    }),
  );
  renderPage(<MaintenanceTab />);
  expect(await screen.findByText('No maintenance is planned')).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', { name: 'Announce a window' }),
  );
  const dialog = await screen.findByRole('dialog');
  const submit = within(dialog).getByRole('button', {
    name: 'Announce a window',
  });
  await userEvent.click(submit);
  expect(within(dialog).getAllByText(/^Required: choose/)).toHaveLength(3);
  expect(within(dialog).getAllByText(/a day and a time/)).toHaveLength(2);

  await userEvent.click(
    within(dialog).getByRole('button', { name: /What is serviced/ }),
  );
  await userEvent.click(
    await screen.findByRole('option', { name: 'kfz-zulassung' }),
  );
  await userEvent.keyboard('{Escape}');
  const inDays = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const field = (name: string) => within(dialog).getByLabelText(name);
  await userEvent.type(field('From'), `${inDays(3)}T20:00`);
  await userEvent.type(field('To'), `${inDays(40)}T22:00`);
  expect(field('To')).toHaveAccessibleDescription(/at most 31 days/);
  await userEvent.clear(field('To'));
  await userEvent.type(field('To'), `${inDays(3)}T22:00`);
  expect(
    await within(dialog).findByText(
      /has to be announced 10 days before. This one comes too late/,
    ),
  ).toBeVisible();
  await userEvent.type(field('Title in English'), 'Upgrade');
  await userEvent.type(field('Title in German'), 'Update');
  await userEvent.click(submit);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    subjectRefs: [KFZ],
    impact: 'down',
    titles: { en: 'Upgrade', de: 'Update' },
  });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

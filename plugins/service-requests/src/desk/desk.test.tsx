import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import type { Entity } from '@backstage/catalog-model';
import { aTicket } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  LEVELS_URL,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { CalendarPage } from './calendar';
import { DeskPage } from './list';
import { ReportPage } from './report';
import { TicketPage } from './ticket';

const asked: URLSearchParams[] = [];
const tickets = (items: unknown[]) =>
  http.get(backend('/tickets'), ({ request }) => {
    asked.push(new URL(request.url).searchParams);
    return HttpResponse.json({ items, totalItems: items.length });
  });
const ticket = (change = {}) =>
  http.get(backend('/tickets/ticket-1'), () =>
    HttpResponse.json(aTicket(change)),
  );
const list = (of: string, items: unknown[]) =>
  http.get(backend(`/tickets/ticket-1/${of}`), () =>
    HttpResponse.json({ items }),
  );
const levels = (path: string, items: unknown[]) =>
  http.get(`${LEVELS_URL}${path}`, () => HttpResponse.json({ items }));

const { answer } = startBackend(
  tickets([
    aTicket({ title: 'Sign-in fails' }),
    aTicket({
      id: 'ticket-2',
      number: 'PRB-2026-0001',
      kind: 'problem',
      title: 'Memory runs full',
      state: 'in-analysis',
      stateTitles: { en: 'In analysis' },
      incidentClass: undefined,
    }),
  ]),
  ticket(),
  list('history', []),
  list('comments', []),
  levels('/agreements', []),
  levels('/incidents', []),
  levels('/maintenance-windows', []),
);

beforeEach(() => {
  asked.length = 0;
});

const group = (name: string, type: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type, children: [], profile: { displayName: name } },
});

const service: Entity = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: { name: 'records' },
  spec: { lane: 'standard', title: { en: 'Records', de: 'Akten' } },
};

const PAGES = (
  <Routes>
    <Route path="/service-desk" element={<DeskPage />} />
    <Route path="/service-desk/report" element={<ReportPage />} />
    <Route path="/service-desk/calendar" element={<CalendarPage />} />
    <Route path="/service-desk/:ticketId" element={<TicketPage />} />
  </Routes>
);
const show = (path: string, language?: string) =>
  renderPage(PAGES, {
    at: `/service-desk${path}`,
    language,
    entities: [service, group('office', 'agency'), group('desk', 'team')],
  });

describe('the list', () => {
  it('begins with what is open, and is put in the order that one chooses', async () => {
    show('');
    const row = await screen.findByRole('row', { name: /INC-2026-0001/ });
    expect(row).toHaveTextContent('Impedes operation');
    expect(await within(row).findByText('desk')).toBeVisible();
    expect(asked.at(-1)!.get('open')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Title' }));
    const titles = screen
      .getAllByRole('row')
      .slice(1)
      .map(one => within(one).getByRole('link').textContent);
    expect(titles).toEqual(['Memory runs full', 'Sign-in fails']);
  });

  it('is narrowed down by what the address says, without states of another kind', async () => {
    answer(tickets([]));
    show('?scope=waiting-for-me&kind=problem&state=restored&q=memory');
    expect(await screen.findByText('Nothing fits')).toBeVisible();
    expect(Object.fromEntries(asked.at(-1)!)).toEqual({
      scope: 'waiting-for-me',
      kind: 'problem',
      q: 'memory',
      limit: '50',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });
});

describe('a ticket', () => {
  it('says what is next, how to get on meanwhile, who answers and until when', async () => {
    answer(
      ticket({ workaround: 'Use the old form.' }),
      levels('/incidents', [
        {
          source: 'service-requests',
          id: 'ticket-1',
          times: [
            {
              commitmentId: 'c',
              objective: 'restore',
              type: 'restoration-time',
              seconds: 3600,
              withinSeconds: 7200,
              running: true,
            },
          ],
        },
      ]),
    );
    show('/ticket-1');
    expect(await screen.findByText('desk takes it up.')).toBeVisible();
    expect(screen.getByText('Use the old form.')).toBeVisible();
    expect(
      await screen.findByText(/as the agreement says for “application”/),
    ).toBeVisible();
    expect(
      await screen.findByText(
        'Restored within 2 hr 0 min of service time: 1 hr 0 min left',
      ),
    ).toBeVisible();
  });

  it('goes on at once, or after one has said what is needed', async () => {
    const sent: unknown[] = [];
    answer(
      http.post(backend('/tickets/ticket-1/events'), async call => {
        sent.push(await call.request.json());
        return HttpResponse.json(aTicket());
      }),
    );
    show('/ticket-1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take up' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/It ends as “Withdrawn”/)).toBeVisible();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Withdraw for good' }),
    );
    expect(await dialog.findByText('Fill this in.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox'), 'My mistake');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Withdraw for good' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([
      { event: 'take-up', revision: 3 },
      { event: 'withdraw', reason: 'My mistake', revision: 3 },
    ]);
  });

  it('is scheduled in a window whose end comes after its begin', async () => {
    const sent: Array<Record<string, string>> = [];
    answer(
      ticket({
        kind: 'change',
        state: 'in-assessment',
        possible: [
          {
            event: 'schedule',
            titles: { en: 'Schedule' },
            to: 'scheduled',
            needs: ['window'],
          },
        ],
      }),
      http.post(backend('/tickets/ticket-1/events'), async call => {
        sent.push((await call.request.json()) as Record<string, string>);
        return HttpResponse.json(aTicket());
      }),
    );
    show('/ticket-1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Schedule' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const until = dialog.getByLabelText('Planned until');
    await userEvent.type(
      dialog.getByLabelText('Planned from'),
      '2026-12-03T20:00',
    );
    await userEvent.type(until, '2026-12-03T18:00');
    await userEvent.click(dialog.getByRole('button', { name: 'Schedule' }));
    expect(
      await dialog.findByText('The end has to be after the begin.'),
    ).toBeVisible();
    await userEvent.clear(until);
    await userEvent.type(until, '2026-12-03T22:00');
    await userEvent.click(dialog.getByRole('button', { name: 'Schedule' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [{ plannedFrom, plannedTo }] = sent;
    expect(Date.parse(plannedTo) - Date.parse(plannedFrom)).toBe(7_200_000);
  });

  it('is linked, and asks before a link is taken away', async () => {
    const done: string[] = [];
    const record = (method: 'put' | 'delete', status: number) =>
      http[method](
        backend('/tickets/ticket-1/links/:kind/:id'),
        ({ request, params }) => {
          done.push(`${request.method} ${params.kind} ${params.id}`);
          return status === 204
            ? new HttpResponse(null, { status })
            : HttpResponse.json(aTicket());
        },
      );
    answer(
      record('put', 200),
      record('delete', 204),
      ticket({
        otherLinks: 2,
        links: [
          {
            kind: 'request',
            id: 'request-1',
            request: { number: 'R-2026-0001', title: 'Register' },
          },
        ],
      }),
    );
    show('/ticket-1');
    expect(
      await screen.findByText('2 more that you may not see.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Link' }));
    const adding = within(await screen.findByRole('dialog'));
    await userEvent.click(
      await adding.findByRole('button', {
        name: /^Choose/,
      }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /PRB-2026-0001/ }),
    );
    await userEvent.click(adding.getByRole('button', { name: 'Link' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove the link with R-2026-0001' }),
    );
    const removing = within(await screen.findByRole('dialog'));
    await userEvent.click(removing.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(done).toEqual(['PUT ticket ticket-2', 'DELETE request request-1']);
  });

  it('counts as an outage since when it was reported, unless one says otherwise', async () => {
    const sent: Array<{ from: string }> = [];
    answer(
      ticket({ faultSince: '2026-12-01T06:30:00Z', mayConfirmOutage: true }),
      http.put(backend('/tickets/ticket-1/outage'), async call => {
        sent.push((await call.request.json()) as { from: string });
        return HttpResponse.json(aTicket());
      }),
    );
    show('/ticket-1');
    expect(await screen.findByText('Fault there since')).toBeVisible();
    const open = async () => {
      await userEvent.click(
        screen.getByRole('button', { name: 'Confirm an outage' }),
      );
      return within(await screen.findByRole('dialog'));
    };
    const dialog = await open();
    expect(dialog.getByText(/The report says: since/)).toBeVisible();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Confirm an outage' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent).toEqual([{ from: '2026-12-01T06:30:00.000Z' }]);
  });

  it('offers neither work nor notes to those who may only write', async () => {
    answer(ticket({ mayWork: false, mayManage: false, possible: [] }));
    show('/ticket-1');
    expect(await screen.findByText('Nothing has been said yet.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Hand on' })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Take up' })).toBeNull();
  });
});

describe('a report', () => {
  const ofRecords = {
    serviceRef: 'cloudservice:default/records',
    inForce: true,
  };

  it('says at its fields what is lacking, and leads to the ticket', async () => {
    const sent: unknown[] = [];
    answer(
      http.post(backend('/tickets'), async call => {
        sent.push(await call.request.json());
        return sent.length === 1
          ? errorAnswer(400, {
              name: 'InputError',
              message: 'title: is too vague',
              details: [
                { field: 'faultSince', rule: 'past', message: 'is too late' },
                { field: 'title', rule: 'clear', message: 'is too vague' },
              ],
            })
          : HttpResponse.json(aTicket(), { status: 201 });
      }),
    );
    show('/report?kind=incident&service=cloudservice:default/records');
    const open = await screen.findByRole('list', { name: 'Open already' });
    expect(open).toHaveTextContent('Sign-in fails');
    await userEvent.click(screen.getByRole('button', { name: 'Report' }));
    expect(await screen.findAllByText(/Fill this in\./)).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Impedes operation' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Title/ }),
      'Slow',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Description/ }),
      'All of it',
    );
    fireEvent.change(screen.getByLabelText(/^Fault there since/), {
      target: { value: '2026-12-01T08:30' },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Report' }));
    expect(await screen.findByText('is too late')).toBeVisible();
    expect(await screen.findAllByText(/is too vague/)).not.toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Report' }));
    expect(await screen.findByText('What happens next')).toBeVisible();
    expect(sent.at(-1)).toEqual({
      kind: 'incident',
      title: 'Slow',
      description: 'All of it',
      serviceRef: 'cloudservice:default/records',
      incidentClass: 'operation-impeding',
      faultSince: new Date('2026-12-01T08:30').toISOString(),
    });
  });

  it('names the part that it is about, where the agreement tells parts apart', async () => {
    const sent: unknown[] = [];
    answer(
      http.post(backend('/tickets'), async call => {
        sent.push(await call.request.json());
        return HttpResponse.json(aTicket(), { status: 201 });
      }),
      levels('/agreements', [
        { ...ofRecords, agreement: 'records', version: '1', kind: 'general' },
        {
          ...ofRecords,
          agreement: 'records-ours',
          version: '2',
          kind: 'special',
          customerRef: 'group:default/registry',
        },
        { ...ofRecords, inForce: false, agreement: 'records-ours' },
      ]),
      http.get(`${LEVELS_URL}/agreements/records-ours/2`, () =>
        HttpResponse.json({
          effective: {
            responsibilities: [
              {
                part: 'platform',
                titles: { en: 'Platform', de: 'Plattform' },
                answers: 'provider',
              },
              { part: 'application', answers: 'software-provider' },
            ],
          },
        }),
      ),
    );
    show('/report?kind=incident&service=cloudservice:default/records');
    await userEvent.click(
      await screen.findByRole('button', { name: /Part of the service/ }),
    );
    const offered = await screen.findAllByRole('option');
    expect(offered.map(({ textContent }) => textContent)).toEqual([
      'I do not know',
      'Platform',
      'application',
    ]);
    await userEvent.click(screen.getByRole('option', { name: 'Platform' }));
    await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Impedes operation' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Title/ }),
      'Slow',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Description/ }),
      'Since nine',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Report' }));
    expect(await screen.findByText('What happens next')).toBeVisible();
    expect(sent).toMatchObject([{ part: 'platform' }]);
  });
});

describe('the release calendar', () => {
  const calendar = (items: unknown[]) =>
    http.get(backend('/release-calendar'), ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items });
    });

  it('shows changes and maintenance by their days, a month at a time', async () => {
    answer(
      calendar([
        {
          kind: 'change',
          id: 'ticket-1',
          number: 'CHG-2026-0001',
          title: 'Release 2.4',
          state: 'scheduled',
          stateTitles: { en: 'Scheduled', de: 'Eingeplant' },
          serviceRef: 'cloudservice:default/records',
          from: '2026-12-03T12:00:00Z',
          to: '2026-12-03T14:00:00Z',
        },
      ]),
      levels('/maintenance-windows', [
        {
          id: 'window-1',
          titles: { en: 'New disks', de: 'Neue Platten' },
          interval: {
            from: '2026-12-02T12:00:00Z',
            to: '2026-12-02T13:00:00Z',
          },
          subjectRefs: ['cloudservice:default/records'],
          state: 'announced',
        },
      ]),
    );
    show('/calendar?month=2026-12', 'de');
    const days = await screen.findAllByRole('heading', { level: 3 });
    expect(days.map(({ textContent }) => textContent)).toEqual([
      'Mittwoch, 2. Dezember 2026',
      'Donnerstag, 3. Dezember 2026',
    ]);
    expect(screen.getByText('Neue Platten')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Release 2.4' })).toHaveAttribute(
      'href',
      '/service-desk/ticket-1',
    );
    answer(calendar([]), levels('/maintenance-windows', []));
    await userEvent.click(
      screen.getByRole('button', { name: 'Nächster Monat' }),
    );
    expect(
      await screen.findByText('In diesem Monat ist nichts geplant'),
    ).toBeVisible();
    expect(screen.getByText('Januar 2027')).toBeVisible();
    expect(asked.at(-1)!.get('from')).toBe(new Date(2027, 0, 1).toISOString());
  });

  it('does without maintenance where service levels are not installed', async () => {
    answer(
      calendar([]),
      http.get(`${LEVELS_URL}/maintenance-windows`, () =>
        errorAnswer(404, { name: 'NotFoundError', message: 'no such route' }),
      ),
    );
    show('/calendar');
    expect(
      await screen.findByText('Nothing is planned in this month'),
    ).toBeVisible();
  });
});

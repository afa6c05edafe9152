import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import type { Entity } from '@backstage/catalog-model';
import type {
  Connector,
  ConnectorConflict,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { aTicket } from '../../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../../__testUtils__/render';
import { DeskPage } from '../list';
import { TicketPage } from '../ticket';
import { ConnectorsPage } from '.';

const CONFLICT: ConnectorConflict = {
  id: 'conflict-1',
  connector: 'webhook',
  ticketId: 'ticket-1',
  number: 'INC-2026-0001',
  kind: 'incident',
  title: 'Sign-in fails',
  field: 'state',
  before: 'new',
  ours: 'closed',
  oursBy: 'user:default/paul.richter',
  oursAt: '2026-06-01T08:00:00Z',
  theirs: 'in-progress',
  at: '2026-06-01T09:00:00Z',
};

const CONNECTOR: Connector = {
  id: 'webhook',
  state: 'failing',
  waiting: 1,
  conflicts: 1,
  told: {
    lastAt: '2026-06-01T08:00:00Z',
    failingSince: '2026-06-01T08:30:00Z',
    nextAt: '2026-06-01T09:31:00Z',
    problem: 'it answered 503',
  },
  heard: {},
  stuck: [
    {
      ticketId: 'ticket-2',
      number: 'PRB-2026-0001',
      title: 'Memory runs full',
      attempts: 3,
      nextAt: '2026-06-01T09:31:00Z',
      problem: 'no such queue',
    },
  ],
  refused: [
    { externalId: 'EXT-7', reason: 'no service', at: '2026-06-01T07:00:00Z' },
  ],
};

const items = (path: string, list: unknown[]) =>
  http.get(backend(path), () =>
    HttpResponse.json({ items: list, totalItems: list.length }),
  );

const { answer } = startBackend(
  items('/connectors', [CONNECTOR]),
  items('/connector-conflicts', [CONFLICT]),
  items('/tickets', []),
  items('/tickets/ticket-1/history', [
    {
      at: '2026-06-01T09:00:00Z',
      by: 'connector:webhook',
      event: 'exchange',
    },
  ]),
  items('/tickets/ticket-1/comments', []),
  http.get(backend('/tickets/ticket-1'), () =>
    HttpResponse.json(aTicket({ mayManage: true })),
  ),
);

const provider: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'provider' },
  spec: { type: 'it-service-provider', children: [] },
};

const show = (path: string, options: { language?: string } = {}) =>
  renderPage(
    <Routes>
      <Route path="/service-desk" element={<DeskPage />} />
      <Route path="/service-desk/connectors" element={<ConnectorsPage />} />
      <Route path="/service-desk/:ticketId" element={<TicketPage />} />
    </Routes>,
    { at: `/service-desk${path}`, entities: [provider], ...options },
  );

it('tells of each system whether it works, what waits and what was not taken', async () => {
  show('/connectors');
  expect(await screen.findByText('Does not work')).toBeVisible();
  expect(screen.getByText('it answered 503')).toBeVisible();
  expect(screen.getByText('Never yet')).toBeVisible();
  const stuck = screen.getByRole('row', { name: /no such queue/ });
  expect(within(stuck).getByRole('link')).toHaveAttribute(
    'href',
    '/service-desk/ticket-2',
  );
  expect(screen.getByRole('row', { name: /EXT-7 no service/ })).toBeVisible();
});

it('shows both versions, and overwrites one only once that is confirmed', async () => {
  const sent: unknown[] = [];
  answer(
    http.post(
      backend('/connector-conflicts/conflict-1/settlement'),
      async ({ request }) => {
        sent.push(await request.json());
        answer(items('/connector-conflicts', []));
        return HttpResponse.json({ ...CONFLICT, side: 'theirs' });
      },
    ),
  );
  show('/connectors');
  expect(
    await screen.findByText(/Both sides have changed: State/),
  ).toBeVisible();
  expect(screen.getByText('Closed')).toBeVisible();
  expect(screen.getByRole('link', { name: /paul.richter/ })).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', {
      name: 'Take theirs: State of INC-2026-0001',
    }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/The other version is overwritten/)).toBeVisible();
  expect(sent).toEqual([]);
  await userEvent.click(dialog.getByRole('button', { name: 'Settle' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([{ side: 'theirs' }]);
  expect(await screen.findByText(/^None\. If both sides/)).toBeVisible();
});

it('says what to do where no system is connected, and to others that it is not theirs', async () => {
  answer(items('/connectors', []), items('/connector-conflicts', []));
  const { unmount } = show('/connectors', { language: 'de' });
  expect(
    await screen.findByText('Kein Ticketsystem ist angebunden'),
  ).toBeVisible();
  unmount();
  const refusal = () =>
    errorAnswer(403, { name: 'NotAllowedError', message: 'not yours' });
  answer(
    http.get(backend('/connectors'), refusal),
    http.get(backend('/connector-conflicts'), refusal),
  );
  show('/connectors');
  expect(await screen.findByText('not yours')).toBeVisible();
  expect(screen.queryByText('No ticket system is connected')).toBeNull();
});

it('leads there from a ticket only those who may settle, and names the system in the history', async () => {
  const { unmount } = show('/ticket-1');
  expect(await screen.findByText(/Ticket system “webhook”/)).toBeVisible();
  expect(screen.queryByRole('link', { name: /webhook/ })).toBeNull();
  // The reader is not of the IT service provider.
  expect(screen.queryByText(/says something else/)).toBeNull();
  unmount();
  show('');
  await screen.findByText('Nothing is open');
  expect(
    screen.queryByRole('link', { name: 'Connected ticket systems' }),
  ).toBeNull();
});

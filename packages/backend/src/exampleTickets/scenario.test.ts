import path from 'node:path';
import {
  initialTicketState,
  ticketEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { readDocument } from '../exampleData';
import { toWindow } from './ExampleReporter';
import { type ExampleTicket, parseTickets } from './scenario';

const FILE = path.resolve(__dirname, '../../../../examples/tickets.yaml');

/** Where a ticket ends up. @throws Error if a step is not possible or lacks something */
function walk({ wish, steps, name }: ExampleTicket): string {
  return steps.reduce((state, step) => {
    if (!('event' in step)) return state;
    const event = ticketEvent(wish.kind, state, step.event);
    const lacks = event?.needs?.find(need => !step[need]);
    if (!event || lacks) {
      throw new Error(`${name}: ${JSON.stringify(step)} in ${state}`);
    }
    return event.to;
  }, initialTicketState(wish.kind).id);
}

it('shows tickets of each kind on their way, linked only with what was there before', async () => {
  const tickets = parseTickets(await readDocument(FILE), FILE);
  const found = tickets.map(ticket => `${ticket.wish.kind} ${walk(ticket)}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'incident new',
      'incident in-progress',
      'incident waiting',
      'incident restored',
      'incident closed',
      'problem in-analysis',
      'problem known-error',
      'change requested',
      'change scheduled',
      'change closed',
    ]),
  );
  const unknown = tickets.flatMap(({ steps }, index) => {
    const before = tickets.slice(0, index).map(({ wish }) => wish.title);
    return steps.filter(step => 'link' in step && !before.includes(step.link));
  });
  expect(unknown).toEqual([]);
});

it('counts the days of a window from today', () => {
  expect(
    toWindow({ inDays: 3, fromHour: 18, hours: 2 }, Date.UTC(2026, 10, 28, 9)),
  ).toEqual({
    plannedFrom: '2026-12-01T18:00:00.000Z',
    plannedTo: '2026-12-01T20:00:00.000Z',
  });
});

import fc from 'fast-check';
import {
  initialTicketState,
  possibleTicketEvents,
  TICKET_PROCESSES,
  ticketEvent,
  ticketState,
} from '.';
import type { TicketKind, TicketRole } from './types';

const KINDS = Object.keys(TICKET_PROCESSES) as TicketKind[];
const ROLES: TicketRole[] = [
  'reporter',
  'customer',
  'software-provider',
  'provider',
  'assignee',
];

describe.each(KINDS)('the process of %ss', kind => {
  const { states, events } = TICKET_PROCESSES[kind];

  it('names only states that there are, in two languages', () => {
    const ids = states.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to, by } of events) {
      expect(ids).toEqual(expect.arrayContaining([...from, to]));
      expect(by).not.toEqual([]);
    }
    for (const { titles } of [...states, ...events]) {
      expect([titles.en, titles.de]).toEqual([
        expect.stringMatching(/\w/),
        expect.stringMatching(/\w/),
      ]);
    }
  });

  it('reaches every state, and from each of them an end', () => {
    const reach = (from: string) => {
      const seen = new Set([from]);
      for (const id of seen) {
        events
          .filter(event => event.from.includes(id))
          .forEach(({ to }) => seen.add(to));
      }
      return seen;
    };
    const isEnd = (id: string) =>
      possibleTicketEvents(kind, id, new Set(ROLES)).length === 0;
    expect(reach(initialTicketState(kind).id).size).toBe(states.length);
    for (const { id } of states) expect([...reach(id)].some(isEnd)).toBe(true);
    for (const { id, open } of states.filter(one => isEnd(one.id))) {
      expect([id, open]).toEqual([id, false]);
    }
  });

  it('lets nobody do what is not theirs, whatever they try', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(...events.map(({ id }) => id)),
            fc.constantFrom(...ROLES),
          ),
          { maxLength: 30 },
        ),
        tries => {
          let state = initialTicketState(kind).id;
          for (const [id, role] of tries) {
            const event = ticketEvent(kind, state, id);
            const possible = possibleTicketEvents(kind, state, new Set([role]));
            const isPossible = possible.some(one => one.id === id);
            expect(isPossible).toBe(Boolean(event?.by.includes(role)));
            if (isPossible) state = ticketState(kind, event!.to).id;
          }
        },
      ),
    );
  });

  it('never waits for somebody who can do nothing', () => {
    for (const { id, waitsFor } of states) {
      if (!waitsFor) continue;
      expect([
        id,
        possibleTicketEvents(kind, id, new Set([waitsFor])).length > 0,
      ]).toEqual([id, true]);
    }
  });
});

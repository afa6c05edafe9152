import {
  TICKET_PROCESSES,
  type TicketEventSpec,
  type TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import { invalidField } from '@dualcloud/foundation-node';
import { moveTicket, type StoredTicket } from '../tickets';

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 20_000;

const CLASSES: ReadonlyArray<TicketFields['incidentClass']> = [
  'operation-preventing',
  'operation-impeding',
  'minor',
];

/** What is exchanged of a ticket. */
export function fieldsOf(ticket: StoredTicket): TicketFields {
  const { title, description, state, incidentClass } = ticket;
  const { workaround, resolution } = ticket;
  return { title, description, state, incidentClass, workaround, resolution };
}

/** What differs from what was exchanged last. */
export function changedFields(
  fields: TicketFields,
  base: Partial<TicketFields>,
): Partial<TicketFields> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) =>
        value !== undefined && value !== base[field as keyof TicketFields],
    ),
  );
}

/** @throws InputError that names a field with which no ticket of the kind can do anything */
export function requireFitting(
  kind: TicketKind,
  fields: Partial<TicketFields>,
): void {
  for (const [field, value] of Object.entries(fields)) {
    const longest = field === 'title' ? LONGEST_TITLE : LONGEST_TEXT;
    if (!value?.trim()) {
      throw invalidField(`fields.${field}`, 'required', 'must say something');
    }
    if (value.length > longest) {
      throw invalidField(
        `fields.${field}`,
        'too-long',
        `must have ${longest} characters at most`,
      );
    }
  }
  const states = TICKET_PROCESSES[kind].states.map(({ id }) => id);
  if (fields.state && !states.includes(fields.state)) {
    throw invalidField(
      'fields.state',
      'known-state',
      `must be a state of this ${kind}: ${states.join(', ')}`,
    );
  }
  if (fields.incidentClass && kind !== 'incident') {
    throw invalidField(
      'fields.incidentClass',
      'incidents-only',
      'only incidents have a class',
    );
  }
  if (fields.incidentClass && !CLASSES.includes(fields.incidentClass)) {
    throw invalidField(
      'fields.incidentClass',
      'known-class',
      `must be ${CLASSES.join(', ')}`,
    );
  }
}

/**
 * The ticket with a field as the other system has it. A state is reached by the
 * events of the process, however many it takes.
 * @returns undefined if the ticket cannot become so
 */
export function withField(
  ticket: StoredTicket,
  field: keyof TicketFields,
  value: string,
  at: number,
): StoredTicket | undefined {
  if (field !== 'state') return { ...ticket, [field]: value };
  const words = 'As the connected ticket system says';
  return pathBetween(ticket.kind, ticket.state, value)?.reduce(
    (moved, event) =>
      moveTicket(
        moved,
        event,
        {
          reason: words,
          ...Object.fromEntries(
            (event.needs ?? []).map(need => [
              need,
              moved[need as 'workaround' | 'resolution'] ?? words,
            ]),
          ),
        },
        at,
      ),
    ticket,
  );
}

/** The shortest way from one state to another. A change is never scheduled from outside: its window is not known there. */
function pathBetween(
  kind: TicketKind,
  from: string,
  to: string,
): TicketEventSpec[] | undefined {
  const paths = new Map<string, TicketEventSpec[]>([[from, []]]);
  for (const [state, path] of paths) {
    if (state === to) return path;
    for (const event of TICKET_PROCESSES[kind].events) {
      const isOpen =
        event.from.includes(state) && !event.needs?.includes('window');
      if (isOpen && !paths.has(event.to)) {
        paths.set(event.to, [...path, event]);
      }
    }
  }
  return undefined;
}

import {
  ticketState,
  TICKET_PROCESSES,
  type Ticket,
  type TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';

/** In the order in which people look for them. */
export const KINDS: readonly TicketKind[] = ['incident', 'problem', 'change'];

/** From what stops all work to what can wait. */
export const CLASSES: readonly NonNullable<Ticket['incidentClass']>[] = [
  'operation-preventing',
  'operation-impeding',
  'minor',
];

/** A kind that an address or a filter names. */
export function kindNamed(name: string | undefined): TicketKind | undefined {
  return KINDS.find(kind => kind === name);
}

/** A state of that kind; the address may still name one of another kind. */
export function stateNamed(
  kind: TicketKind | undefined,
  name: string | undefined,
): string | undefined {
  return (
    kind && TICKET_PROCESSES[kind].states.find(({ id }) => id === name)?.id
  );
}

/** Names of states, in the reader's language. */
export function useStateNames() {
  const { text } = useWords();
  return {
    nameOf: (kind: TicketKind, state: string) =>
      text(ticketState(kind, state).titles),
    /** For a choice. */
    optionsOf: (kind: TicketKind) =>
      TICKET_PROCESSES[kind].states.map(({ id, titles }) => ({
        id,
        label: text(titles),
      })),
  };
}

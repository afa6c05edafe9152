import {
  TICKET_PROCESSES,
  type TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';

type Table = Record<string, string>;

/** Of RT's lifecycle `default`. */
const USUAL: Record<TicketKind, Table> = {
  incident: {
    new: 'new',
    'in-progress': 'open',
    waiting: 'stalled',
    restored: 'resolved',
    closed: 'resolved',
    withdrawn: 'rejected',
  },
  problem: {
    recorded: 'new',
    'in-analysis': 'open',
    'known-error': 'stalled',
    resolved: 'resolved',
    closed: 'resolved',
    withdrawn: 'rejected',
  },
  change: {
    requested: 'new',
    'in-assessment': 'open',
    scheduled: 'stalled',
    'in-implementation': 'open',
    implemented: 'resolved',
    closed: 'resolved',
    rejected: 'rejected',
    'rolled-back': 'rejected',
    withdrawn: 'rejected',
  },
};

/**
 * Which status a state of the portal is in Request Tracker. It may be that of
 * several states; on the way back it is then the first of them in the process.
 */
export class Statuses {
  private constructor(private readonly tables: Record<TicketKind, Table>) {}

  /** @param changes - statuses by kind and state that are not the usual ones */
  static create(changes: Partial<Record<TicketKind, Table>> = {}): Statuses {
    const tableOf = (kind: TicketKind) => ({
      ...USUAL[kind],
      ...changes[kind],
    });
    return new Statuses({
      incident: tableOf('incident'),
      problem: tableOf('problem'),
      change: tableOf('change'),
    });
  }

  /** What is no state of the portal's is a status that had no counterpart. */
  ofState(kind: TicketKind, state: string): string {
    return this.tables[kind][state] ?? state;
  }

  /** @returns undefined if the portal has no counterpart */
  toState(kind: TicketKind, status: string): string | undefined {
    return TICKET_PROCESSES[kind].states.find(
      ({ id }) => this.tables[kind][id] === status,
    )?.id;
  }
}

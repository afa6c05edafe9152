import {
  type CalendarEntry,
  requestReadPermission,
  type Ticket,
  type TicketDetail,
  type TicketEvent,
  type TicketLink,
  ticketReadPermission,
  type TicketRole,
  ticketUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  cutPage,
  invalidField,
  notAllowed,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  type Decisions,
  resourceOf,
  type ServiceRequestsResource,
} from '../authorization';
import { restrictTickets, type TicketFilter } from './filter';
import {
  instant,
  presentPossible,
  presentTicket,
  presentTicketStep,
} from './presentTicket';
import { rolesTo, worksOn } from './roles';
import type { LinkTarget, TicketStore } from './TicketStore';
import { type StoredTicket, type TicketRow, toRow, toTicket } from './types';

const PERMISSIONS = [
  ticketReadPermission,
  ticketUpdatePermission,
  requestReadPermission,
];

/** Query of `GET /release-calendar`. */
export type CalendarFilter = {
  from: string;
  to: string;
  service?: string;
  system?: string;
};

/** States in which a planned window does not hold. */
const NOT_PLANNED = ['requested', 'in-assessment', 'rejected', 'withdrawn'];
const LONGEST_CALENDAR_MS = 400 * 24 * 60 * 60_000;

/** A ticket that the caller may see, with what follows from who they are. */
export type SeenTicket = {
  ticket: StoredTicket;
  resource: ServiceRequestsResource;
  roles: ReadonlySet<TicketRole>;
  decisions: Decisions;
};

type Deps = { knex: Knex; access: Access; store: TicketStore };

/**
 * Tickets as somebody may see them. A problem may bring together incidents of
 * several customers: whoever works on it sees of what is linked only what is
 * theirs, and only the IT service provider learns that there is more.
 */
export class TicketReader {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketReader {
    return new TicketReader(deps);
  }

  async list(
    caller: Caller,
    filter: TicketFilter,
  ): Promise<{ items: Ticket[]; totalItems: number; nextCursor?: string }> {
    const { access, store } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [ticketReadPermission]);
    const query = store.query();
    decisions.restrict(query, 'tickets', ticketReadPermission);
    restrictTickets(query, caller, filter);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'tickets.updated_at',
      cursor: filter.cursor,
      limit,
    });
    const found: TicketRow[] = await query.select('tickets.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.updated_at);
    return {
      items: rows.map(row => presentTicket(toTicket(row))),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<TicketDetail> {
    return this.present(await this.see(caller, id));
  }

  async history(caller: Caller, id: string): Promise<TicketEvent[]> {
    const { ticket, decisions } = await this.see(caller, id);
    const steps = await this.deps.store.steps(id);
    const shown = steps.map(step => presentTicketStep(step, ticket));
    const linked = shown.map(({ details }) => targetOf(details));
    const visible = await this.visibleTargets(
      decisions,
      linked.filter(target => target !== undefined),
    );
    return shown.filter((_, index) => {
      const target = linked[index];
      return !target || visible.has(keyOf(target));
    });
  }

  /** Changes whose planned windows overlap with a period, in their order. */
  async calendar(
    caller: Caller,
    filter: CalendarFilter,
  ): Promise<CalendarEntry[]> {
    const { access, store } = this.deps;
    const [from, to] = readPeriod(filter);
    const decisions = await access.decide(caller, [ticketReadPermission]);
    const query = store.query();
    decisions.restrict(query, 'tickets', ticketReadPermission);
    const { service, system } = filter;
    restrictTickets(query, caller, { kind: 'change', service, system });
    const rows: TicketRow[] = await query
      .whereNotIn('tickets.state', NOT_PLANNED)
      .where('tickets.planned_from', '<', to)
      .where('tickets.planned_to', '>', from)
      .orderBy(['tickets.planned_from', 'tickets.id'])
      .limit(1000)
      .select('tickets.*');
    return rows.map(toTicket).map(ticket => ({
      kind: 'change' as const,
      id: ticket.id,
      number: ticket.number,
      title: ticket.title,
      state: ticket.state,
      stateTitles: presentTicket(ticket).stateTitles,
      serviceRef: ticket.serviceRef,
      systemRef: ticket.systemRef,
      environmentId: ticket.environmentId,
      from: instant(ticket.plannedFrom)!,
      to: instant(ticket.plannedTo)!,
    }));
  }

  /**
   * Reads a ticket for whoever may see it.
   * @throws NotFoundError
   */
  async see(caller: Caller, id: string): Promise<SeenTicket> {
    const { access, store } = this.deps;
    const [ticket, decisions] = await Promise.all([
      store.get(id),
      access.decide(caller, PERMISSIONS),
    ]);
    const seen = ticket && seenBy(caller, ticket, decisions);
    if (!seen || !decisions.allow(ticketReadPermission, seen.resource, 'see')) {
      throw notFound('ticket', id);
    }
    return seen;
  }

  /** For a ticket that is only being reported. */
  async seenByReporter(
    caller: Caller,
    ticket: StoredTicket,
  ): Promise<SeenTicket> {
    const decisions = await this.deps.access.decide(caller, PERMISSIONS);
    return seenBy(caller, ticket, decisions);
  }

  /** @throws NotAllowedError unless the caller may take part */
  requirePart({ decisions, resource }: SeenTicket): void {
    if (!decisions.allow(ticketUpdatePermission, resource, 'take-part')) {
      throw notAllowed('you may see this ticket, but not work on it');
    }
  }

  /** Those who work on it: the IT service provider, the assigned group, and 3rd level on problems and changes. */
  requireWorker(seen: SeenTicket): void {
    this.requirePart(seen);
    if (!worksOn(seen.ticket.kind, seen.roles)) {
      throw notAllowed(
        'you may see this ticket, but it is worked on by the IT service provider and the group that it is assigned to; write a comment instead',
      );
    }
  }

  /** Internal comments are the provider's. */
  isManager({ decisions, resource }: SeenTicket): boolean {
    return decisions.allow(ticketUpdatePermission, resource, 'manage');
  }

  /** The ticket as it is now, for whoever has been found to see it. */
  async present(
    seen: SeenTicket,
    ticket: StoredTicket = seen.ticket,
    knex: Knex = this.deps.knex,
  ): Promise<TicketDetail> {
    const { decisions, resource } = seen;
    const roles = rolesTo(decisions.caller, ticket);
    const mayWrite = decisions.allow(
      ticketUpdatePermission,
      resource,
      'take-part',
    );
    const targets = await this.deps.store.links(ticket.id, knex);
    const visible = await this.visibleTargets(decisions, targets, knex);
    const hidden = targets.length - visible.size;
    return {
      ...presentTicket(ticket),
      description: ticket.description,
      possible: mayWrite ? presentPossible(ticket, roles) : [],
      links: targets.flatMap(target => visible.get(keyOf(target)) ?? []),
      ...(this.isManager(seen) && hidden > 0 && { otherLinks: hidden }),
      mayWrite,
      mayWork: mayWrite && worksOn(ticket.kind, roles),
      mayManage: this.isManager(seen),
      mayConfirmOutage:
        mayWrite &&
        roles.has('provider') &&
        ticket.kind === 'incident' &&
        ticket.state !== 'withdrawn',
    };
  }

  /** Of what is linked, what the caller may see. Outages and environments are told by their own plugins. */
  private async visibleTargets(
    decisions: Decisions,
    targets: LinkTarget[],
    knex: Knex = this.deps.knex,
  ): Promise<Map<string, TicketLink>> {
    const visible = new Map<string, TicketLink>();
    const idsOf = (kind: LinkTarget['kind']) =>
      targets.filter(one => one.kind === kind).map(({ id }) => id);
    const tickets = knex('tickets').whereIn('tickets.id', idsOf('ticket'));
    decisions.restrict(tickets, 'tickets', ticketReadPermission);
    for (const row of (await tickets.select('tickets.*')) as TicketRow[]) {
      const { number, title, kind, state } = row;
      visible.set(keyOf({ kind: 'ticket', id: row.id }), {
        kind: 'ticket',
        id: row.id,
        ticket: { number, title, kind, state },
      });
    }
    const requests = knex('requests').whereIn('requests.id', idsOf('request'));
    decisions.restrict(requests, 'requests', requestReadPermission);
    for (const row of await requests.select('requests.*')) {
      const { id, number, title } = row;
      visible.set(keyOf({ kind: 'request', id }), {
        kind: 'request',
        id,
        request: { number, title },
      });
    }
    for (const target of targets) {
      if (target.kind === 'ticket' || target.kind === 'request') continue;
      visible.set(keyOf(target), target);
    }
    return visible;
  }
}

function seenBy(
  caller: Caller,
  ticket: StoredTicket,
  decisions: Decisions,
): SeenTicket {
  const resource = resourceOf('ticket', toRow(ticket));
  return { ticket, resource, roles: rolesTo(caller, ticket), decisions };
}

function readPeriod({ from, to }: CalendarFilter): [number, number] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  if (end <= begin || end - begin > LONGEST_CALENDAR_MS) {
    throw invalidField(
      'to',
      'period',
      'must be after `from`, by 400 days at most',
    );
  }
  return [begin, end];
}

function keyOf({ kind, id }: LinkTarget): string {
  return `${kind}:${id}`;
}

function targetOf(details: TicketEvent['details']): LinkTarget | undefined {
  const link = details?.link as LinkTarget | undefined;
  return link && { kind: link.kind, id: link.id };
}

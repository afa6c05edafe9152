import type { TicketKind } from '@dualcloud/backstage-plugin-service-requests-common';
import type {
  IncomingTicket,
  PulledTickets,
  TicketFields,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { z } from 'zod';
import { FieldMap } from './FieldMap';
import { referredTicket } from './reference';
import type {
  RequestTrackerApi,
  RtTicket,
  RtTransaction,
} from './RequestTrackerApi';
import { KINDS, type Settings } from './settings';

/** Up to where transactions were read, and which ones after it were seen. */
const cursorSchema = z.object({
  after: z.number(),
  seen: z.array(z.number()),
});

/**
 * A transaction gets its number before it can be seen, so that one with a lower
 * number may come to light after one with a higher; so many are looked at again.
 */
const OVERLAP = 100;

const LONGEST_REMARK = 9_000;

/** Of the portal's fields, those that are read back; the first text is never changed. */
const READ_BACK = [
  'title',
  'state',
  'incidentClass',
  'workaround',
  'resolution',
] as const;

type Known = { kind: TicketKind; ticket: RtTicket };

/** Reads what others than the portal's user have done in Request Tracker. */
export class NewsReader {
  private readonly fields: FieldMap;
  private readonly queues: string[];
  private kinds?: Promise<Map<string, TicketKind>>;

  constructor(
    private readonly api: RequestTrackerApi,
    private readonly settings: Settings,
  ) {
    this.fields = new FieldMap(settings);
    this.queues = [...new Set(Object.values(settings.queues))];
  }

  async read(cursor: string | undefined): Promise<PulledTickets> {
    if (!cursor) {
      const after = await this.api.newestTransaction(this.queues);
      return { tickets: [], cursor: JSON.stringify({ after, seen: [] }) };
    }
    const { after, seen } = cursorSchema.parse(JSON.parse(cursor));
    const { unseen, next } = await this.unseen(after, new Set(seen));
    const tickets: IncomingTicket[] = [];
    for (const [id, transactions] of byTicket(unseen)) {
      const news = await this.news(id, transactions);
      if (news) tickets.push(news);
    }
    return { tickets, cursor: JSON.stringify(next) };
  }

  private async unseen(after: number, seen: Set<number>) {
    const all: RtTransaction[] = [];
    for (let from = after; ; ) {
      const some = await this.api.transactionsAfter(from, this.queues);
      all.push(...some);
      if (all.some(({ id }) => !seen.has(id)) || some.length === 0) break;
      from = some[some.length - 1].id;
    }
    const newest = Math.max(after, ...all.map(({ id }) => id));
    const nextAfter = Math.max(after, newest - OVERLAP);
    return {
      unseen: all.filter(({ id }) => !seen.has(id)),
      next: {
        after: nextAfter,
        seen: all.map(({ id }) => id).filter(id => id > nextAfter),
      },
    };
  }

  /** What others have done to a ticket; undefined if nothing of it is for the portal. */
  private async news(
    id: string,
    transactions: RtTransaction[],
  ): Promise<IncomingTicket | undefined> {
    const { user } = this.settings;
    if (transactions.every(({ Creator }) => Creator.id === user))
      return undefined;
    const ticket = await this.api.ticket(id);
    const kind = ticket && (await this.kindOf(ticket));
    if (!ticket || !kind) return undefined;
    const known: Known = { kind, ticket };
    const ticketId = referredTicket(ticket);
    const begins = !ticketId && transactions.some(mayBegin);
    const remarks = await this.remarks(transactions);
    const fields = begins
      ? await this.allFields(known)
      : this.pick(known, changedByOthers(transactions, user));
    if (!begins && remarks.length === 0 && Object.keys(fields).length === 0) {
      return undefined;
    }
    return {
      messageId: `transaction-${transactions[transactions.length - 1].id}`,
      externalId: id,
      ticketId,
      opens: begins ? this.opening(known) : undefined,
      fields,
      remarks,
    };
  }

  /** By its queue; a ticket of another one is not for the portal. */
  private async kindOf({ Queue }: RtTicket): Promise<TicketKind | undefined> {
    this.kinds ??= this.readKinds();
    try {
      return (await this.kinds).get(Queue.id);
    } catch (error) {
      this.kinds = undefined;
      throw error;
    }
  }

  private async readKinds(): Promise<Map<string, TicketKind>> {
    const kinds = new Map<string, TicketKind>();
    for (const kind of KINDS) {
      const id = await this.api.queue(this.settings.queues[kind]);
      if (!kinds.has(id)) kinds.set(id, kind);
    }
    return kinds;
  }

  private opening({ kind, ticket }: Known): IncomingTicket['opens'] {
    return {
      kind,
      serviceRef: this.fields.valueIn(ticket, 'service'),
      customerRef: this.fields.valueIn(ticket, 'customer') || undefined,
    };
  }

  private async allFields(known: Known): Promise<Partial<TicketFields>> {
    const said = await this.api.conversation(known.ticket.id);
    const first = said.find(({ Type }) => Type === 'Create');
    const description = first && (await this.api.textOf(first.id));
    return {
      ...this.pick(known, new Set(READ_BACK)),
      description: description || known.ticket.Subject || '',
    };
  }

  private pick(
    { kind, ticket }: Known,
    names: Set<keyof TicketFields>,
  ): Partial<TicketFields> {
    const values: Partial<Record<keyof TicketFields, string>> = {};
    for (const field of names) {
      const value = this.fields.valueIn(ticket, field);
      const ours =
        field === 'state' ? this.settings.statuses.toState(kind, value) : value;
      if (ours) values[field] = ours;
    }
    return values as Partial<TicketFields>;
  }

  private async remarks(
    transactions: RtTransaction[],
  ): Promise<NonNullable<IncomingTicket['remarks']>> {
    const said = transactions.filter(
      ({ Type, Creator }) =>
        Type === 'Correspond' && Creator.id !== this.settings.user,
    );
    const remarks = [];
    for (const { id, Creator } of said) {
      const text = (await this.api.textOf(id)).slice(0, LONGEST_REMARK);
      if (text) remarks.push({ id: String(id), by: Creator.id, text });
    }
    return remarks;
  }
}

function byTicket(transactions: RtTransaction[]): Map<string, RtTransaction[]> {
  const tickets = new Map<string, RtTransaction[]>();
  for (const transaction of transactions) {
    const { ObjectId } = transaction;
    if (!ObjectId) continue;
    tickets.set(ObjectId, [...(tickets.get(ObjectId) ?? []), transaction]);
  }
  return tickets;
}

/** A ticket is taken in when it is created, or when it gets its service. */
function mayBegin({ Type }: RtTransaction): boolean {
  return Type === 'Create' || Type === 'CustomField';
}

/** A field counts as somebody's who changed it last. */
function changedByOthers(
  transactions: RtTransaction[],
  user: string,
): Set<keyof TicketFields> {
  const last = new Map<keyof TicketFields, string>();
  for (const { Type, Field, Creator } of transactions) {
    const changed: Array<keyof TicketFields> = [];
    if (Type === 'Status') changed.push('state');
    if (Type === 'Set' && Field === 'Subject') changed.push('title');
    if (Type === 'CustomField') {
      changed.push('incidentClass', 'workaround', 'resolution');
    }
    changed.forEach(field => last.set(field, Creator.id));
  }
  return new Set(
    [...last].filter(([, by]) => by !== user).map(([name]) => name),
  );
}

import type { TicketComment } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { speaksFor } from '../authorization';
import type { RequestLog } from '../record';
import type { TicketFollowers } from './TicketFollowers';
import type { TicketReader } from './TicketReader';
import type { TicketStore } from './TicketStore';
import type { StoredTicket } from './types';

/** A row of `ticket_comments`. */
export type CommentRow = {
  id: number | string;
  ticket_id: string;
  at: number | string;
  by: string;
  party: TicketComment['party'];
  internal: number;
  text: string;
};

type Deps = {
  knex: Knex;
  store: TicketStore;
  reader: TicketReader;
  followers: TicketFollowers;
  idempotency: IdempotencyStore;
  log: RequestLog;
  now: () => number;
};

/**
 * What is said about a ticket. Nothing is changed or removed afterwards, and
 * what the IT service provider notes for itself nobody else reads.
 */
export class TicketComments {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketComments {
    return new TicketComments(deps);
  }

  async list(caller: Caller, ticketId: string): Promise<TicketComment[]> {
    const { knex, reader } = this.deps;
    const seen = await reader.see(caller, ticketId);
    const query = knex('ticket_comments')
      .where('ticket_id', ticketId)
      .orderBy('id');
    if (!reader.isManager(seen)) query.where('internal', 0);
    const rows: CommentRow[] = await query;
    return rows.map(present);
  }

  async say(
    caller: UserCaller,
    ticketId: string,
    wish: { text: string; internal?: boolean },
    key: string,
  ): Promise<StoredAnswer<TicketComment>> {
    const { idempotency, reader, store, log } = this.deps;
    if (wish.text.trim() === '') {
      throw invalidField('text', 'required', 'must say something');
    }
    const route = `POST /tickets/${ticketId}/comments`;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route, body: wish },
      async () => {
        const seen = await reader.see(caller, ticketId);
        reader.requirePart(seen);
        if (wish.internal && !reader.isManager(seen)) {
          throw notAllowed('internal notes are for the IT service provider');
        }
      },
      async trx => {
        const ticket = await store.lock(trx, ticketId);
        if (!ticket) throw notFound('ticket', ticketId);
        const row = await this.add(trx, ticket, {
          by: caller.ref,
          party: speaksFor(caller.party),
          internal: Boolean(wish.internal),
          text: wish.text.trim(),
        });
        return { status: 201, response: present(row) };
      },
    );
    if (!answer.repeated) log.tell('tickets');
    return answer;
  }

  /** In the transaction that holds the ticket. */
  async add(
    trx: Knex.Transaction,
    ticket: StoredTicket,
    comment: Pick<CommentRow, 'by' | 'party' | 'text'> & { internal: boolean },
  ): Promise<CommentRow> {
    const { log, followers, now } = this.deps;
    const { by, party, internal, text } = comment;
    const [row]: CommentRow[] = await trx('ticket_comments')
      .insert({
        ticket_id: ticket.id,
        at: now(),
        by,
        party,
        internal: internal ? 1 : 0,
        text,
      })
      .returning('*');
    await log.note(
      trx,
      { kind: 'ticket', id: ticket.id },
      {
        actor: by,
        action: internal ? 'ticket-note' : 'ticket-comment',
      },
    );
    if (!internal) await followers.follow(trx, ticket);
    return row;
  }
}

function present(row: CommentRow): TicketComment {
  return {
    id: String(row.id),
    at: new Date(Number(row.at)).toISOString(),
    by: row.by,
    party: row.party,
    internal: Number(row.internal) === 1,
    text: row.text,
  };
}

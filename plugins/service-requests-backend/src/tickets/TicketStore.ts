import type { JsonObject } from '@backstage/types';
import { lockRows } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type StoredTicket, type TicketRow, toRow, toTicket } from './types';

/** One step, for the history. */
export type TicketStep = {
  at: number;
  by: string;
  event: string;
  from?: string;
  to?: string;
  reason?: string;
  details?: JsonObject;
};

/** A row of `ticket_events`. */
export type TicketStepRow = {
  id: number | string;
  ticket_id: string;
  at: number | string;
  by: string;
  event: string;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  details: string | null;
};

/** What is linked to a ticket. */
export type LinkTarget = {
  kind: 'ticket' | 'request' | 'outage' | 'environment';
  id: string;
};

/** Tickets, their steps and their links. */
export class TicketStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): TicketStore {
    return new TicketStore(knex);
  }

  query(): Knex.QueryBuilder {
    return this.knex('tickets');
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredTicket | undefined> {
    const row: TicketRow | undefined = await knex('tickets')
      .where({ id })
      .first();
    return row && toTicket(row);
  }

  /** As it is now, and by nobody else changed until the transaction has ended. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredTicket | undefined> {
    await lockRows(trx, 'tickets', [id]);
    return this.get(id, trx);
  }

  async insert(trx: Knex.Transaction, ticket: StoredTicket): Promise<void> {
    await trx('tickets').insert(toRow(ticket));
  }

  /** Stores it with a revision of its own. */
  async update(
    trx: Knex.Transaction,
    ticket: StoredTicket,
  ): Promise<StoredTicket> {
    const next = { ...ticket, revision: ticket.revision + 1 };
    const { id, ...row } = toRow(next);
    await trx('tickets').where({ id }).update(row);
    return next;
  }

  async addStep(
    trx: Knex.Transaction,
    ticketId: string,
    step: TicketStep,
  ): Promise<void> {
    await trx('ticket_events').insert({
      ticket_id: ticketId,
      at: step.at,
      by: step.by,
      event: step.event,
      from_state: step.from ?? null,
      to_state: step.to ?? null,
      reason: step.reason ?? null,
      details: step.details ? JSON.stringify(step.details) : null,
    });
  }

  async steps(ticketId: string): Promise<TicketStepRow[]> {
    return this.knex('ticket_events')
      .where('ticket_id', ticketId)
      .orderBy('id');
  }

  /** What is linked to it, from whichever side. */
  async links(ticketId: string, knex: Knex = this.knex): Promise<LinkTarget[]> {
    const rows: Array<{
      ticket_id: string;
      kind: LinkTarget['kind'];
      target_id: string;
    }> = await knex('ticket_links')
      .where('ticket_id', ticketId)
      .orWhere({ kind: 'ticket', target_id: ticketId })
      .orderBy(['at', 'target_id']);
    return rows.map(row => ({
      kind: row.kind,
      id: row.ticket_id === ticketId ? row.target_id : row.ticket_id,
    }));
  }

  /** @returns false if it was linked already */
  async link(
    trx: Knex.Transaction,
    ticketId: string,
    target: LinkTarget,
    { by, at }: { by: string; at: number },
  ): Promise<boolean> {
    const known = await this.links(ticketId, trx);
    if (known.some(one => one.kind === target.kind && one.id === target.id)) {
      return false;
    }
    await trx('ticket_links').insert({
      ticket_id: ticketId,
      kind: target.kind,
      target_id: target.id,
      by,
      at,
    });
    return true;
  }

  /** @returns false if there was no such link */
  async unlink(
    trx: Knex.Transaction,
    ticketId: string,
    { kind, id }: LinkTarget,
  ): Promise<boolean> {
    const removed = await trx('ticket_links')
      .where({ ticket_id: ticketId, kind, target_id: id })
      .orWhere(other =>
        other.where({ ticket_id: id, kind, target_id: ticketId }),
      )
      .delete();
    return removed > 0;
  }
}

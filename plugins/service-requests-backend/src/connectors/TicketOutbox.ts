import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  PushedTicket,
  TicketConnector,
  TicketFields,
} from '@dualcloud/backstage-plugin-service-requests-node';
import {
  databaseNow,
  fromJson,
  type Lease,
  Leases,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { StoredTicket, TicketFollower, TicketStore } from '../tickets';
import {
  type ConnectorStates,
  describeProblem,
  pauseAfter,
} from './ConnectorStates';
import { dispute } from './disputes';
import { exchange, type ExchangeRow, type Frozen } from './exchange';
import { fieldsOf } from './fields';
import { nextMessage } from './nextMessage';

type Deps = {
  knex: Knex;
  leases: Leases;
  store: TicketStore;
  states: ConnectorStates;
  connectors: readonly TicketConnector[];
  logger: LoggerService;
  now: () => number;
};

const AT_ONCE = 50;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const MOST_ATTEMPTS = 1000;

/**
 * Tickets on their way to connected ticket systems.
 *
 * A change of a ticket marks it as due, in its own transaction. What is told is
 * worked out when it is told: the difference from what was last exchanged. That
 * message is stored before it is sent, and sent again under the same id until the
 * system has taken it; what has changed meanwhile goes with the next one. So a
 * system that is down for an hour misses nothing and gets nothing twice. One
 * replica at a time serves a system, under a lease.
 *
 * A system that fails is left alone for a while. One that works and refuses a
 * ticket is told the others; what was tried least comes first, so that no ticket
 * stands in the way of the rest.
 */
export class TicketOutbox implements TicketFollower {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketOutbox {
    return new TicketOutbox(deps);
  }

  async follow(
    trx: Knex.Transaction,
    { id }: Pick<StoredTicket, 'id'>,
  ): Promise<void> {
    for (const connector of this.deps.connectors) {
      await trx('connector_tickets')
        .insert({
          connector: connector.id,
          ticket_id: id,
          base: '{}',
          told_comment: 0,
          due: 1,
          attempts: 0,
          next_at: databaseNow(trx),
        })
        .onConflict(['connector', 'ticket_id'])
        .merge({ due: 1 });
    }
  }

  /** Follows what was open before a system was connected. */
  async enrol(): Promise<void> {
    const { knex, connectors } = this.deps;
    for (const connector of connectors) {
      const known = knex('connector_tickets')
        .where('connector', connector.id)
        .select('ticket_id');
      const ids: string[] = await knex('tickets')
        .where('open', 1)
        .whereNotIn('id', known)
        .pluck('id');
      for (const id of ids) {
        await transact(knex, trx => this.follow(trx, { id }));
      }
    }
  }

  /** Tells every system what is due; never throws. */
  async tell(): Promise<void> {
    const { connectors, leases, logger, states } = this.deps;
    for (const connector of connectors) {
      try {
        if (!(await states.mayTry(connector.id, 'tell'))) continue;
        await leases.run(`connector-${connector.id}`, lease =>
          this.tellAll(connector, lease),
        );
      } catch (error) {
        logger.warn(`Tickets could not be told to ${connector.id}: ${error}`);
      }
    }
  }

  private async tellAll(
    connector: TicketConnector,
    lease: Lease,
  ): Promise<void> {
    const { knex } = this.deps;
    for (;;) {
      const rows: ExchangeRow[] = await knex('connector_tickets')
        .where({ connector: connector.id, due: 1 })
        .where('next_at', '<=', databaseNow(knex))
        .orderBy(['attempts', 'next_at', 'ticket_id'])
        .limit(AT_ONCE);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (!(await lease.renew())) return;
        if (!(await this.tellOne(connector, row))) return;
      }
    }
  }

  /** @returns false if the system does not work */
  private async tellOne(
    connector: TicketConnector,
    row: ExchangeRow,
  ): Promise<boolean> {
    const { states, logger } = this.deps;
    const frozen = await this.freeze(row);
    if (!frozen) return true;
    try {
      const answer = await connector.push(frozen.message);
      await this.acknowledge(row, frozen, answer);
    } catch (error) {
      const isRefusal = (error as Error).name === 'TicketRefusedError';
      logger.warn(
        `${connector.id} did not take ${frozen.message.number}: ${error}`,
      );
      await this.postpone(row, error, isRefusal);
      if (!isRefusal) {
        await states.failed(connector.id, 'tell', error);
        return false;
      }
    }
    await states.worked(connector.id, 'tell');
    return true;
  }

  /** The message on its way; else the next one, stored. None: there is nothing to tell. */
  private async freeze(row: ExchangeRow): Promise<Frozen | undefined> {
    const { knex, store } = this.deps;
    return transact(knex, async trx => {
      const ticket = await store.lock(trx, row.ticket_id);
      const current: ExchangeRow = await exchange(trx, row).first();
      if (current.outgoing) return fromJson<Frozen>(current.outgoing);
      const next = ticket && (await nextMessage(trx, ticket, current));
      await exchange(trx, row).update(
        next ? { outgoing: JSON.stringify(next) } : { due: 0 },
      );
      return next;
    });
  }

  private async acknowledge(
    row: ExchangeRow,
    { message, toldComment }: Frozen,
    { externalId, conflicts = {} }: PushedTicket,
  ): Promise<void> {
    const { knex, store, now } = this.deps;
    await transact(knex, async trx => {
      const ticket = await store.lock(trx, row.ticket_id);
      if (externalId) await requireFree(trx, row, externalId);
      const current: ExchangeRow = await exchange(trx, row).first();
      const taken = { ...message.fields };
      for (const [name, theirs] of Object.entries(conflicts)) {
        const field = name as keyof TicketFields;
        delete taken[field];
        const ours = ticket && fieldsOf(ticket)[field];
        await dispute(trx, row, field, { ours, theirs, at: now() });
      }
      await exchange(trx, row).update({
        base: JSON.stringify({
          ...fromJson<Partial<TicketFields>>(current.base),
          ...taken,
        }),
        told_comment: toldComment,
        told_at: databaseNow(trx),
        external_id: externalId ?? current.external_id,
        outgoing: null,
        attempts: 0,
        next_at: databaseNow(trx),
        problem: null,
      });
    });
  }

  private async postpone(
    row: ExchangeRow,
    error: unknown,
    isRefusal: boolean,
  ): Promise<void> {
    const { knex } = this.deps;
    const pause = isRefusal
      ? pauseAfter(row.attempts, FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
      : 0;
    await exchange(knex, row).update({
      attempts: Math.min(row.attempts + 1, MOST_ATTEMPTS),
      next_at: databaseNow(knex, pause),
      problem: describeProblem(error),
      // What was refused was surely not taken: by then there may be better to tell.
      ...(isRefusal && { outgoing: null }),
    });
  }
}

/** Two tickets of ours cannot be one of theirs. */
async function requireFree(
  trx: Knex.Transaction,
  row: ExchangeRow,
  externalId: string,
): Promise<void> {
  const other: ExchangeRow | undefined = await trx('connector_tickets')
    .where({ connector: row.connector, external_id: externalId })
    .whereNot('ticket_id', row.ticket_id)
    .first();
  if (other) {
    throw new Error(
      `it answers that this is its ticket ${externalId}, which is ${other.ticket_id} here already`,
    );
  }
}

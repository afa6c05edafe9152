import type {
  ConnectorConflict,
  TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import {
  conflict,
  databaseNow,
  fromJson,
  type IdempotencyStore,
  notFound,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { RequestLog } from '../record';
import type { Repeatable } from '../requests';
import type { TicketService, TicketStore } from '../tickets';
import { exchange } from './exchange';
import { withField } from './fields';
import { requireConnectorManager } from './requireConnectorManager';
import { type AuthorOf, whoChanged } from './whoChanged';

type ConflictRow = {
  id: string;
  connector: string;
  ticket_id: string;
  field: keyof TicketFields;
  ours: string;
  theirs: string;
  at: number | string;
  settled_by: string | null;
  settled_at: number | string | null;
  side: 'ours' | 'theirs' | null;
  number: string;
  kind: TicketKind;
  title: string;
  base: string;
};

type Deps = {
  knex: Knex;
  access: Access;
  store: TicketStore;
  tickets: TicketService;
  idempotency: IdempotencyStore;
  log: RequestLog;
  now: () => number;
};

const MOST = 500;

/** What both sides have changed since they last told each other; settled by the IT service provider. */
export class ConnectorConflicts {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ConnectorConflicts {
    return new ConnectorConflicts(deps);
  }

  /** Open ones, of one ticket or of all, oldest first. */
  async list(
    caller: UserCaller,
    filter: { ticketId?: string },
  ): Promise<ConnectorConflict[]> {
    const { access, knex } = this.deps;
    await requireConnectorManager(access, caller);
    const { ticketId } = filter;
    const query = this.query(knex)
      .whereNull('conflict.settled_at')
      .orderBy(['conflict.at', 'conflict.id'])
      .limit(MOST);
    if (ticketId) query.where('conflict.ticket_id', ticketId);
    const rows = await query;
    const authorOf = await whoChanged(
      knex,
      rows.map(row => row.ticket_id),
    );
    return rows.map(row => present(row, authorOf));
  }

  /** The chosen value becomes that of both sides. */
  async settle(
    caller: UserCaller,
    id: string,
    side: 'ours' | 'theirs',
    request: Repeatable,
  ): Promise<ConnectorConflict> {
    const { access, idempotency, log } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      () => requireConnectorManager(access, caller),
      async trx => ({
        status: 200,
        response: await this.settleWithin(trx, caller, id, side),
      }),
    );
    if (!repeated) log.tell('tickets');
    return response;
  }

  private async settleWithin(
    trx: Knex.Transaction,
    caller: UserCaller,
    id: string,
    side: 'ours' | 'theirs',
  ): Promise<ConnectorConflict> {
    const { store, tickets, now } = this.deps;
    const found = await this.query(trx).where('conflict.id', id).first();
    const ticket = found && (await store.lock(trx, found.ticket_id));
    if (!found || !ticket) throw notFound('conflict', id);
    const [row] = await this.query(trx).where('conflict.id', id);
    if (row.settled_at) {
      throw conflict(`it was settled by ${row.settled_by} already`);
    }
    const theirs = fromJson<string>(row.theirs);
    const chosen =
      side === 'theirs' ? withField(ticket, row.field, theirs, now()) : ticket;
    if (!chosen) {
      throw unprocessable(
        `the ticket is ${ticket.state} and cannot become ${theirs}; choose ours, or move it by hand`,
      );
    }
    const { base } = await exchange(trx, row).first();
    // They have their value, and are told of another if ours is chosen.
    await exchange(trx, row).update({
      base: JSON.stringify({ ...fromJson<object>(base), [row.field]: theirs }),
      due: 1,
      attempts: 0,
      next_at: databaseNow(trx),
    });
    const settled = { side, settled_by: caller.ref, settled_at: now() };
    const authorOf = await whoChanged(trx, [ticket.id]);
    await trx('connector_conflicts').where({ id }).update(settled);
    await tickets.store(trx, caller, chosen, {
      event: 'settle-conflict',
      ...(chosen.state !== ticket.state && {
        from: ticket.state,
        to: chosen.state,
      }),
      details: {
        connector: row.connector,
        side,
        field: row.field,
        ...(side === 'theirs' && { fields: [row.field] }),
      },
    });
    return present({ ...row, ...settled }, authorOf);
  }

  private query(knex: Knex): Knex.QueryBuilder<ConflictRow, ConflictRow[]> {
    return knex('connector_conflicts as conflict')
      .join('tickets', 'tickets.id', 'conflict.ticket_id')
      .join('connector_tickets as exchange', join =>
        join
          .on('exchange.connector', 'conflict.connector')
          .on('exchange.ticket_id', 'conflict.ticket_id'),
      )
      .select('conflict.*', 'tickets.number', 'tickets.title', 'exchange.base');
  }
}

function present(row: ConflictRow, authorOf: AuthorOf): ConnectorConflict {
  const { by, at } = authorOf(row.ticket_id, row.field);
  return {
    id: row.id,
    connector: row.connector,
    ticketId: row.ticket_id,
    number: row.number,
    kind: row.kind,
    title: row.title,
    field: row.field,
    before: fromJson<Partial<TicketFields>>(row.base)[row.field],
    ours: fromJson<string | null>(row.ours) ?? undefined,
    oursBy: by,
    oursAt: new Date(at).toISOString(),
    theirs: fromJson<string>(row.theirs),
    at: new Date(Number(row.at)).toISOString(),
    side: row.side ?? undefined,
    settledBy: row.settled_by ?? undefined,
  };
}

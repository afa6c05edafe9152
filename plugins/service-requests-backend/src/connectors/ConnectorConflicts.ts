import type { ConnectorConflict } from '@dualcloud/backstage-plugin-service-requests-common';
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
  title: string;
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

  /** Open ones, oldest first. */
  async list(caller: UserCaller): Promise<ConnectorConflict[]> {
    await requireConnectorManager(this.deps.access, caller);
    const rows = await this.query(this.deps.knex)
      .whereNull('conflict.settled_at')
      .orderBy(['conflict.at', 'conflict.id'])
      .limit(MOST);
    return rows.map(present);
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
    await trx('connector_conflicts').where({ id }).update(settled);
    await tickets.store(trx, caller, chosen, {
      event: 'settle-conflict',
      details: { connector: row.connector, field: row.field, side },
    });
    return present({ ...row, ...settled });
  }

  private query(knex: Knex): Knex.QueryBuilder<ConflictRow, ConflictRow[]> {
    return knex('connector_conflicts as conflict')
      .join('tickets', 'tickets.id', 'conflict.ticket_id')
      .select('conflict.*', 'tickets.number', 'tickets.title');
  }
}

function present(row: ConflictRow): ConnectorConflict {
  return {
    id: row.id,
    connector: row.connector,
    ticketId: row.ticket_id,
    number: row.number,
    title: row.title,
    field: row.field,
    ours: fromJson<string | null>(row.ours) ?? undefined,
    theirs: fromJson<string>(row.theirs),
    at: new Date(Number(row.at)).toISOString(),
    side: row.side ?? undefined,
    settledBy: row.settled_by ?? undefined,
  };
}

import {
  type Connector,
  type ConnectorLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TicketConnector } from '@dualcloud/backstage-plugin-service-requests-node';
import type { UserCaller } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { ConnectorStateRow, ConnectorStates } from './ConnectorStates';
import type { ExchangeRow } from './exchange';
import { requireConnectorManager } from './requireConnectorManager';

type Deps = {
  knex: Knex;
  access: Access;
  connectors: readonly TicketConnector[];
  states: ConnectorStates;
};

type StuckRow = ExchangeRow & { number: string; title: string };

/** Of each list; how many there are is counted beside it. */
const MOST = 50;

/** Whether the connected ticket systems get and tell everything. */
export class ConnectorOverview {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ConnectorOverview {
    return new ConnectorOverview(deps);
  }

  async list(caller: UserCaller): Promise<Connector[]> {
    const { access, connectors, states } = this.deps;
    await requireConnectorManager(access, caller);
    const rows = await states.all();
    return Promise.all(
      connectors.map(({ id }) =>
        this.describe(
          id,
          rows.filter(row => row.connector === id),
        ),
      ),
    );
  }

  private async describe(
    id: string,
    rows: ConnectorStateRow[],
  ): Promise<Connector> {
    const { knex } = this.deps;
    const due = knex('connector_tickets as exchange')
      .join('tickets', 'tickets.id', 'exchange.ticket_id')
      .where({ 'exchange.connector': id, 'exchange.due': 1 });
    const conflicts = knex('connector_conflicts')
      .where('connector', id)
      .whereNull('settled_at');
    const stuck: StuckRow[] = await due
      .clone()
      .where('exchange.attempts', '>', 0)
      .orderBy(['exchange.next_at', 'exchange.ticket_id'])
      .limit(MOST)
      .select('exchange.*', 'tickets.number', 'tickets.title');
    const refused: Array<{
      external_id: string;
      reason: string;
      at: number | string;
    }> = await knex('connector_refusals')
      .where('connector', id)
      .orderBy('at', 'desc')
      .limit(MOST);
    const [tell, read] = (['tell', 'read'] as const).map(direction =>
      rows.find(row => row.direction === direction),
    );
    const isFailing = [tell, read].some(row => row?.failing_since);
    return {
      id,
      state: isFailing ? 'failing' : 'working',
      waiting: await count(due),
      conflicts: await count(conflicts),
      told: presentLink(tell),
      heard: presentLink(read),
      stuck: stuck.map(row => ({
        ticketId: row.ticket_id,
        number: row.number,
        title: row.title,
        attempts: row.attempts,
        nextAt: instant(row.next_at)!,
        problem: row.problem ?? '',
      })),
      refused: refused.map(row => ({
        externalId: row.external_id,
        reason: row.reason,
        at: instant(row.at)!,
      })),
    };
  }
}

function presentLink(row: ConnectorStateRow | undefined): ConnectorLink {
  const isFailing = Boolean(row?.failing_since);
  return {
    lastAt: instant(row?.worked_at),
    failingSince: instant(row?.failing_since),
    nextAt: isFailing ? instant(row?.next_at) : undefined,
    problem: row?.problem ?? undefined,
  };
}

function instant(at: number | string | null | undefined): string | undefined {
  return at ? new Date(Number(at)).toISOString() : undefined;
}

async function count(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.clone().count({ count: '*' });
  return Number(row.count);
}

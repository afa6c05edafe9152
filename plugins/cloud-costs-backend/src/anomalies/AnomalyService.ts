import {
  type Anomaly,
  costReadPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  cutPage,
  databaseNow,
  fromJson,
  type IdempotencyStore,
  notFound,
  page,
  pageSize,
  toIsoTime,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import { type Access, allocationOf, type Decisions } from '../authorization';
import type { BillingCalendar } from '../calendar';
import {
  type FilterParameters,
  presentAllocation,
  readFilter,
  readPeriod,
} from '../costs';
import { applyScope } from '../costs/query';

type AnomalyRow = {
  id: string;
  allocation_id: number;
  day: number;
  currency: string;
  amount: string | number;
  expected: string | number;
  score: string;
  cause: string;
  acknowledged_by: string | null;
  acknowledged_at: string | number | null;
  note: string | null;
};

const EARLIEST = '2000-01-01';

/** Days that stand out, as callers may see them and say that they have. */
export class AnomalyService {
  private readonly allocations: AllocationStore;

  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      audit: AuditLog;
      calendar: BillingCalendar;
      idempotency: IdempotencyStore;
    },
  ) {
    this.allocations = AllocationStore.create(deps.knex);
  }

  static create(options: {
    knex: Knex;
    access: Access;
    audit: AuditLog;
    calendar: BillingCalendar;
    idempotency: IdempotencyStore;
  }): AnomalyService {
    return new AnomalyService(options);
  }

  /** The latest day first. */
  async list(
    caller: UserCaller,
    query: FilterParameters & {
      from?: string;
      to?: string;
      limit?: number;
      cursor?: string;
    },
  ): Promise<{ items: Anomaly[]; nextCursor?: string }> {
    const { knex, calendar } = this.deps;
    const decisions = await this.decide(caller);
    const today = calendar.formatDay(calendar.dayOf(Date.now()));
    const filter = readFilter(query);
    const limit = pageSize(query.limit);
    const rows = knex('anomalies')
      .join('allocations', 'allocations.id', 'anomalies.allocation_id')
      .select('anomalies.*');
    if (query.from !== undefined || query.to !== undefined) {
      const { from, to } = readPeriod(calendar, {
        from: query.from ?? query.to ?? EARLIEST,
        to: query.to ?? later(today, query.from),
      });
      if (query.from !== undefined) rows.where('anomalies.day', '>=', from);
      rows.where('anomalies.day', '<=', to);
    }
    applyScope(knex, rows, {
      filter,
      restrict: scoped =>
        decisions.restrict(scoped, 'allocations', costReadPermission),
    });
    if (filter.component) {
      rows.whereExists(
        knex('charges')
          .select(knex.raw('1'))
          .whereRaw('charges.allocation_id = anomalies.allocation_id')
          .whereRaw('charges.day = anomalies.day')
          .whereIn('charges.component', filter.component),
      );
    }
    page(rows, { column: 'anomalies.day', cursor: query.cursor, limit });
    const found: AnomalyRow[] = await rows;
    const cut = cutPage(found, limit, row => row.day);
    const items = await this.present(cut.rows);
    return cut.nextCursor === undefined
      ? { items }
      : { items, nextCursor: cut.nextCursor };
  }

  /** Whoever may see it may say that it has been looked at. */
  async acknowledge(
    caller: UserCaller,
    id: string,
    wanted: { note?: string },
    key: string,
  ): Promise<Anomaly> {
    const { audit, idempotency } = this.deps;
    const { repeated } = await idempotency.once(
      {
        actor: caller.ref,
        key,
        route: `POST /anomalies/${id}/acknowledge`,
        body: wanted,
      },
      () => this.visible(caller, id),
      async trx => {
        await trx('anomalies')
          .where({ id })
          .update({
            acknowledged_by: caller.ref,
            acknowledged_at: databaseNow(trx),
            note: wanted.note ?? null,
          });
        await audit.append(trx, {
          actor: caller.ref,
          action: 'anomaly-acknowledge',
          objectRef: `anomaly:${id}`,
          details: wanted.note === undefined ? {} : { note: wanted.note },
        });
        return { status: 200, response: {} };
      },
    );
    if (!repeated) void audit.publish();
    const [anomaly] = await this.present([await this.visible(caller, id)]);
    return anomaly;
  }

  private decide(caller: UserCaller): Promise<Decisions> {
    return this.deps.access.decide(caller, [costReadPermission]);
  }

  private async visible(caller: UserCaller, id: string): Promise<AnomalyRow> {
    const decisions = await this.decide(caller);
    const row: AnomalyRow | undefined = await this.deps
      .knex('anomalies')
      .where({ id })
      .first();
    const allocation = row && (await this.allocations.get(row.allocation_id));
    if (
      !allocation ||
      !decisions.allow(costReadPermission, allocationOf(allocation), 'see')
    ) {
      throw notFound('anomaly', id);
    }
    return row;
  }

  private async present(rows: AnomalyRow[]): Promise<Anomaly[]> {
    const allocations = new Map(
      (await this.allocations.list(rows.map(row => row.allocation_id))).map(
        (allocation): [number, StoredAllocation] => [allocation.id, allocation],
      ),
    );
    return rows.flatMap(row => {
      const allocation = allocations.get(row.allocation_id);
      return allocation ? [this.presentOne(row, allocation)] : [];
    });
  }

  private presentOne(row: AnomalyRow, allocation: StoredAllocation): Anomaly {
    const acknowledgedAt = toIsoTime(row.acknowledged_at);
    return {
      id: row.id,
      day: this.deps.calendar.formatDay(row.day),
      allocation: presentAllocation(allocation),
      amount: String(row.amount),
      expected: String(row.expected),
      currency: row.currency,
      score: row.score,
      causes: fromJson(row.cause),
      ...(row.acknowledged_by !== null && {
        acknowledgedBy: row.acknowledged_by,
      }),
      ...(acknowledgedAt !== undefined && { acknowledgedAt }),
      ...(row.note !== null && { note: row.note }),
    };
  }
}

function later(a: string, b?: string): string {
  return b !== undefined && b > a ? b : a;
}

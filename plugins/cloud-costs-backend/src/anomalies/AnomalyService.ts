import {
  type Anomaly,
  costReadPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  cutPage,
  databaseNow,
  type IdempotencyStore,
  notFound,
  page,
  pageSize,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, type StoredAllocation } from '../allocations';
import { type Access, allocationOf, type Decisions } from '../authorization';
import type { BillingCalendar } from '../calendar';
import { type FilterParameters, readFilter, readPeriod } from '../costs';
import { applyScope, type Restriction } from '../costs/query';
import type { PriceBook } from '../prices';
import { type AnomalyRow, AnomalyStore } from './AnomalyStore';
import { LookedAt } from './LookedAt';
import { presentRun } from './presentRun';

const EARLIEST = '2000-01-01';

/** What stands out, as callers may see it and say that they have. */
export class AnomalyService {
  private readonly allocations: AllocationStore;
  private readonly lookedAt: LookedAt;
  private readonly store: AnomalyStore;

  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      audit: AuditLog;
      calendar: BillingCalendar;
      idempotency: IdempotencyStore;
      priceBook: () => Promise<PriceBook>;
    },
  ) {
    this.allocations = AllocationStore.create(deps.knex);
    this.lookedAt = LookedAt.create(deps);
    this.store = AnomalyStore.create(deps.knex);
  }

  static create(options: {
    knex: Knex;
    access: Access;
    audit: AuditLog;
    calendar: BillingCalendar;
    idempotency: IdempotencyStore;
    priceBook: () => Promise<PriceBook>;
  }): AnomalyService {
    return new AnomalyService(options);
  }

  /** Days that follow each other are one; what began last comes first. */
  async list(
    caller: UserCaller,
    query: FilterParameters & {
      from?: string;
      to?: string;
      limit?: number;
      cursor?: string;
    },
  ): Promise<{ items: Anomaly[]; pending: boolean; nextCursor?: string }> {
    const { knex, calendar } = this.deps;
    const decisions = await this.decide(caller);
    const nowMs = Date.now();
    const today = calendar.formatDay(calendar.dayOf(nowMs));
    const filter = readFilter(query);
    const restrict: Restriction = scoped =>
      decisions.restrict(scoped, 'allocations', costReadPermission);
    const period = { from: 0, to: Infinity };
    const limit = pageSize(query.limit);
    const rows = knex('anomalies')
      .join('allocations', 'allocations.id', 'anomalies.allocation_id')
      .where('anomalies.id', knex.ref('anomalies.run_id'))
      .select('anomalies.*');
    if (query.from !== undefined || query.to !== undefined) {
      const { from, to } = readPeriod(calendar, {
        from: query.from ?? query.to ?? EARLIEST,
        to: query.to ?? later(today, query.from),
      });
      period.from = query.from === undefined ? 0 : from;
      period.to = to;
      rows.whereExists(
        knex({ one: 'anomalies' })
          .select(knex.raw('1'))
          .where('one.run_id', knex.ref('anomalies.run_id'))
          .whereBetween('one.day', [period.from, period.to]),
      );
    }
    applyScope(knex, rows, { filter, restrict });
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
    // Asked first: what is then found may be newer, never older than it says.
    const scope = { ...period, filter, restrict };
    const pending = await this.lookedAt.isBehind(nowMs, scope);
    const found: AnomalyRow[] = await rows;
    const cut = cutPage(found, limit, row => row.day);
    const items = await this.present(cut.rows);
    return cut.nextCursor === undefined
      ? { items, pending }
      : { items, pending, nextCursor: cut.nextCursor };
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

  /** Of the run that a day belongs to: which day is the first may have changed. */
  private async head(id: string): Promise<AnomalyRow | undefined> {
    const { knex } = this.deps;
    return knex('anomalies')
      .whereIn('id', knex('anomalies').where({ id }).select('run_id'))
      .first();
  }

  private async visible(caller: UserCaller, id: string): Promise<AnomalyRow> {
    const decisions = await this.decide(caller);
    const row = await this.head(id);
    const allocation = row && (await this.allocations.get(row.allocation_id));
    if (
      !allocation ||
      !decisions.allow(costReadPermission, allocationOf(allocation), 'see')
    ) {
      throw notFound('anomaly', id);
    }
    return row;
  }

  private async present(heads: AnomalyRow[]): Promise<Anomaly[]> {
    const { calendar, priceBook } = this.deps;
    const runs = await this.store.daysOf(heads.map(({ run_id }) => run_id));
    const allocations = new Map(
      (await this.allocations.list(heads.map(row => row.allocation_id))).map(
        (allocation): [number, StoredAllocation] => [allocation.id, allocation],
      ),
    );
    const book = await priceBook();
    return heads.flatMap(({ run_id, allocation_id }) => {
      const days = runs.get(run_id);
      const allocation = allocations.get(allocation_id);
      return days && allocation
        ? [presentRun(days, allocation, { calendar, book })]
        : [];
    });
  }
}

function later(a: string, b?: string): string {
  return b !== undefined && b > a ? b : a;
}

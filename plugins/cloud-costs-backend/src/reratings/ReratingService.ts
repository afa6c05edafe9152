import { randomUUID } from 'node:crypto';
import {
  type AuditLog,
  cutPage,
  type IdempotencyStore,
  invalidField,
  page,
  pageSize,
  requireReason,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type {
  Rerating,
  ReratingRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { RatingWorker } from '../charges';
import { rerateSlice } from './rerate';
import { type ReratingRow, toRerating } from './reratingRows';

const MOST_MONTHS = 120;

export type ReratingServiceOptions = {
  knex: Knex;
  audit: AuditLog;
  idempotency: IdempotencyStore;
  calendar: BillingCalendar;
  worker: RatingWorker;
  /** Refuses whoever may not have things rated again. */
  requireProvider: (caller: UserCaller) => Promise<void>;
  onRequested?: () => void;
  now?: () => number;
};

/** Rates a scope and period again, for a reason that stays. */
export class ReratingService {
  private constructor(private readonly options: ReratingServiceOptions) {}

  static create(options: ReratingServiceOptions): ReratingService {
    options.worker.addJob(slice => rerateSlice(slice, options.calendar));
    return new ReratingService(options);
  }

  async list(
    caller: UserCaller,
    wanted: { limit?: number; cursor?: string },
  ): Promise<{ items: Rerating[]; nextCursor?: string }> {
    const { knex, calendar, requireProvider } = this.options;
    await requireProvider(caller);
    const limit = pageSize(wanted.limit);
    const query = knex('reratings').select('*');
    page(query, {
      column: 'reratings.requested_at',
      cursor: wanted.cursor,
      limit,
    });
    const found: ReratingRow[] = await query;
    const { rows, nextCursor } = cutPage(found, limit, row => row.requested_at);
    return { items: rows.map(row => toRerating(row, calendar)), nextCursor };
  }

  async request(
    caller: UserCaller,
    wanted: ReratingRequest,
    key: string,
  ): Promise<Rerating> {
    const { idempotency, audit, calendar } = this.options;
    await this.options.requireProvider(caller);
    requireReason(wanted.reason);
    const period = this.readPeriod(wanted);
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /reratings', body: wanted },
      async () => undefined,
      async trx => {
        const row = {
          id: randomUUID(),
          scope: JSON.stringify(wanted.scope ?? {}),
          ...period,
          reason: wanted.reason,
          state: 'queued' as const,
          requested_by: caller.ref,
          requested_at: this.options.now?.() ?? Date.now(),
        };
        await trx('reratings').insert(row);
        await audit.append(trx, {
          actor: caller.ref,
          action: 'rerating-request',
          objectRef: `rerating:${row.id}`,
          details: {
            from: wanted.from,
            to: wanted.to,
            scope: { ...wanted.scope },
            reason: wanted.reason,
          },
        });
        return {
          status: 202,
          response: toRerating(
            {
              ...row,
              finished_at: null,
              last_allocation_id: 0,
              allocations: null,
              difference: null,
            },
            calendar,
          ),
        };
      },
    );
    if (!repeated) {
      void audit.publish();
      this.options.onRequested?.();
    }
    return response;
  }

  private readPeriod(wanted: ReratingRequest): {
    from_month: number;
    to_month: number;
  } {
    const { calendar } = this.options;
    const from = calendar.parseMonth(wanted.from);
    const to = calendar.parseMonth(wanted.to);
    if (to < from) {
      throw invalidField('to', 'period', 'must not be before "from"');
    }
    if (to > calendar.monthOf(this.options.now?.() ?? Date.now())) {
      throw invalidField('to', 'past', 'must not be in the future');
    }
    const months =
      (Math.floor(to / 100) - Math.floor(from / 100)) * 12 +
      ((to % 100) - (from % 100)) +
      1;
    if (months > MOST_MONTHS) {
      throw invalidField(
        'to',
        'period',
        `must be at most ${MOST_MONTHS} months after "from"`,
      );
    }
    return { from_month: from, to_month: to };
  }
}

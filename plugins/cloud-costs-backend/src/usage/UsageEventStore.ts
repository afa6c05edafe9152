import type { UsageEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField, pageSize } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';

/** Which raw events, newest first. */
export type UsageEventQuery = {
  allocationId: number;
  meter?: string;
  /** Milliseconds since 1970; the end is not included. */
  fromMs?: number;
  toMs?: number;
  limit?: number;
  cursor?: string;
};

type Row = {
  seq: number | string;
  source: string;
  event_id: string;
  time_ms: number | string;
  received_ms: number | string;
  meter: string;
  unit: string;
  quantity: number | string;
  reason: string | null;
  corrected_source: string | null;
  corrected_id: string | null;
};

/** Reads raw usage. */
export class UsageEventStore {
  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
  ) {}

  static create(knex: Knex, calendar: BillingCalendar): UsageEventStore {
    return new UsageEventStore(knex, calendar);
  }

  /** The raw events behind an allocation; who may see them is decided before. */
  async list(
    query: UsageEventQuery,
  ): Promise<{ items: UsageEvent[]; nextCursor?: string }> {
    const limit = pageSize(query.limit);
    const rows = await this.read(query, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(row => this.present(row)),
      ...(last &&
        rows.length > limit && { nextCursor: `${last.time_ms}-${last.seq}` }),
    };
  }

  private async read(query: UsageEventQuery, limit: number): Promise<Row[]> {
    const select = this.knex('usage_events as event')
      .join('meters', 'meters.id', 'event.meter_id')
      .join('sources', 'sources.id', 'event.source_id')
      .leftJoin(
        'usage_events as corrected',
        'corrected.seq',
        'event.corrects_seq',
      )
      .leftJoin(
        'sources as corrected_source',
        'corrected_source.id',
        'corrected.source_id',
      )
      .where('event.allocation_id', query.allocationId)
      .orderBy([
        { column: 'event.time_ms', order: 'desc' },
        { column: 'event.seq', order: 'desc' },
      ])
      .limit(limit)
      .select('event.seq', 'event.event_id', 'event.time_ms', 'event.quantity')
      .select('event.received_ms', 'event.reason', 'meters.unit')
      .select({ source: 'sources.name', meter: 'meters.name' })
      .select({
        corrected_source: 'corrected_source.name',
        corrected_id: 'corrected.event_id',
      });
    if (query.meter !== undefined) select.where('meters.name', query.meter);
    if (query.fromMs !== undefined) {
      select.where('event.time_ms', '>=', query.fromMs);
    }
    if (query.toMs !== undefined) {
      select.where('event.time_ms', '<', query.toMs);
    }
    if (query.cursor !== undefined) {
      const [timeMs, seq] = readPosition(query.cursor);
      select.where(later =>
        later
          .where('event.time_ms', '<', timeMs)
          .orWhere(same =>
            same.where('event.time_ms', timeMs).where('event.seq', '<', seq),
          ),
      );
    }
    return select;
  }

  private present(row: Row): UsageEvent {
    const timeMs = Number(row.time_ms);
    const receivedMs = Number(row.received_ms);
    const { calendar } = this;
    return {
      source: row.source,
      id: row.event_id,
      time: new Date(timeMs).toISOString(),
      receivedAt: new Date(receivedMs).toISOString(),
      meter: row.meter,
      unit: row.unit,
      quantity: formatDecimal(BigInt(row.quantity)),
      ...(row.corrected_source !== null &&
        row.corrected_id !== null && {
          corrects: { source: row.corrected_source, id: row.corrected_id },
        }),
      ...(row.reason !== null && { reason: row.reason }),
      // It came when its month was over.
      late: receivedMs >= calendar.monthBounds(calendar.monthOf(timeMs)).toMs,
    };
  }
}

function readPosition(cursor: string): [number, number] {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(cursor);
  if (!match) {
    throw invalidField(
      'cursor',
      'cursor',
      'is not one that an earlier page gave; begin without it',
    );
  }
  return [Number(match[1]), Number(match[2])];
}

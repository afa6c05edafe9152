import { isPostgres, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { readCursorValue } from '../rollup';

const DAY_MS = 86_400_000;
/** SQLite has one thread, which must be free again within 50 ms. */
const POSTGRES_SLICE = 10_000;
const SQLITE_SLICE = 2_000;

/**
 * Removes raw usage that is no longer kept; what it was added up to stays for
 * ever. Only what the rollup has added up goes.
 *
 * It counts from an event's arrival. As events older than `maxAgeDays` are
 * refused and `keepDays` is not less, an event whose trace is gone cannot come
 * again and be counted twice.
 */
export class UsageRetention {
  private constructor(
    private readonly knex: Knex,
    private readonly keepDays: number,
  ) {}

  static create(options: { knex: Knex; keepDays: number }): UsageRetention {
    return new UsageRetention(options.knex, options.keepDays);
  }

  /** @returns how many events it removed */
  async run(signal?: AbortSignal): Promise<number> {
    // One day more: an event may be from the near future when it comes.
    const before = Date.now() - (this.keepDays + 1) * DAY_MS;
    const slice = isPostgres(this.knex) ? POSTGRES_SLICE : SQLITE_SLICE;
    let removed = 0;
    while (!signal?.aborted) {
      const gone = await this.removeSlice(before, slice);
      removed += gone;
      if (gone === 0) break;
    }
    return removed;
  }

  /** Events come in the order of their numbers, so the oldest are the first. */
  private async removeSlice(before: number, limit: number): Promise<number> {
    return transact(this.knex, async trx => {
      const rolledUp = Number(await readCursorValue(trx, 'rollup'));
      const rows: Array<{
        seq: number | string;
        received_ms: number | string;
      }> = await trx('usage_events')
        .where('seq', '<=', rolledUp)
        .orderBy('seq')
        .limit(limit)
        .select('seq', 'received_ms');
      const old = rows.filter(row => Number(row.received_ms) < before);
      if (old.length === 0) return 0;
      return trx('usage_events')
        .where('seq', '>=', Number(old[0].seq))
        .where('seq', '<=', Number(old[old.length - 1].seq))
        .where('received_ms', '<', before)
        .delete();
    });
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import { isPostgres, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { integerArray, writesDerivedData } from '../database';
import { type Lease, LeaseLostError, LEASES, type Leases } from '../leases';
import { type Slice, sumSlices } from './aggregate';
import { lockCursor, moveCursor } from './cursors';
import { mergeDays, toDelta } from './mergeDays';
import { readersAtMost, withReaders } from './readers';

/*
 * From raw events to usage_days, each event exactly once.
 *
 * How far it has come is a sequence number, moved in the transaction that adds
 * up what lies between. That transaction locks the cursor, so two replicas can
 * never add up the same events, whatever has become of a lease; the lease only
 * keeps them from waiting for each other, and its fence stops a replica that
 * was frozen. Whoever moves raw events between allocations locks the cursor too
 * (see allocations/moveUsage).
 *
 * A sequence number is drawn before its transaction commits, so a reader might
 * see 8 while 7 is still on its way. Before each slice the rollup therefore
 * waits for the writers in flight: it takes a lock on the table, reads how far
 * the numbers go and lets go at once. What is added up then needs no lock.
 *
 * Adding up takes the time, so where much is waiting two more connections do it,
 * of different events, while the transaction waits and writes what they found.
 */

/**
 * Largest slice. Usage comes about in the order of time, so a slice is of few
 * hours, which fit into memory. SQLite has one thread, which must be free again
 * within 50 ms.
 */
const POSTGRES_SLICE = 500_000;
const SQLITE_SLICE = 10_000;
/**
 * Slices at a time where much is waiting, by so many connections. While these add
 * up, a third writes what they have come to.
 */
const SLICES_AT_ONCE = 4;
const READERS = 2;
/** Less than this part of a slice is not worth more connections than one. */
const WORTH_READERS = 0.04;
/** Such transactions wait for each other, and are not frozen then. */
const FROZEN_TOGETHER_MS = 30_000;
/** The lock on the table stops the intake for a moment, so not after each batch. */
const PAUSE_MS = 2_000;
const FIRST_WAIT_MS = 200;

type Progress = { added: boolean; more: boolean };

/** Adds up raw usage. */
export class Rollup {
  private running?: Promise<void>;
  private again = false;
  private timer?: NodeJS.Timeout;
  private lastEnd = 0;
  private stopped = false;
  private readonly listeners: Array<() => void> = [];

  private constructor(
    private readonly options: {
      knex: Knex;
      leases: Leases;
      calendar: BillingCalendar;
      logger: LoggerService;
      sliceSize: number;
    },
  ) {}

  static create(options: {
    knex: Knex;
    leases: Leases;
    calendar: BillingCalendar;
    logger: LoggerService;
    sliceSize?: number;
  }): Rollup {
    const usual = isPostgres(options.knex) ? POSTGRES_SLICE : SQLITE_SLICE;
    return new Rollup({ ...options, sliceSize: options.sliceSize ?? usual });
  }

  /** Called when there is something new to rate. */
  onProgress(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** There is new usage; it is added up soon, and once for many batches. */
  wake(): void {
    if (this.timer || this.stopped) return;
    const rest = this.lastEnd + PAUSE_MS - Date.now();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run().catch(error =>
        this.options.logger.error(`usage could not be added up: ${error}`),
      );
    }, Math.max(FIRST_WAIT_MS, rest));
    this.timer.unref();
  }

  /** Waits for what runs and does nothing any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running?.catch(() => {});
  }

  /** Adds up everything there is, unless another replica does. */
  async run(): Promise<void> {
    // What is under way may have looked before the newest was there.
    if (this.running) this.again = true;
    this.running ??= this.catchUp().finally(() => {
      this.running = undefined;
      this.lastEnd = Date.now();
    });
    return this.running;
  }

  private async catchUp(): Promise<void> {
    const { leases, logger } = this.options;
    let progress = false;
    const drain = async (lease: Lease) => {
      for (;;) {
        const { added, more } = await this.addSome(lease);
        progress ||= added;
        if (!more || this.stopped) return;
      }
    };
    try {
      do {
        this.again = false;
        await leases.run(LEASES.rollup, drain);
      } while (this.again && !this.stopped);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
      logger.warn(error.message);
    } finally {
      if (progress) this.listeners.forEach(listener => listener());
    }
  }

  /** @param most - connections besides the one that writes */
  private async addSome(lease: Lease, most = READERS): Promise<Progress> {
    const { knex, sliceSize, logger } = this.options;
    const reach = await reachOf(knex);
    const waiting = reach.to - reach.from;
    if (waiting <= 0) return { added: false, more: false };
    const wanted = waiting < sliceSize * WORTH_READERS ? 0 : most;
    const count = readersAtMost(knex, wanted);
    try {
      return await withReaders(
        knex,
        { count, frozenAfterMs: FROZEN_TOGETHER_MS },
        readers => this.addSlices(lease, reach, readers),
      );
    } catch (error) {
      if (count === 0 || error instanceof LeaseLostError) throw error;
      logger.warn(`usage is added up by one connection: ${error}`);
      return this.addSome(lease, 0);
    }
  }

  private async addSlices(
    lease: Lease,
    reach: Slice,
    readers: Knex.Transaction[],
  ): Promise<Progress> {
    const { knex, calendar, sliceSize } = this.options;
    const beside = readers.length > 0;
    const work = async (trx: Knex.Transaction) => {
      await lease.hold(trx);
      // Another replica may have been here.
      const cursor = Number(await lockCursor(trx, 'rollup'));
      const from = Math.max(cursor, reach.from);
      const most = sliceSize * (beside ? SLICES_AT_ONCE : 1);
      const to = Math.max(from, Math.min(reach.to, from + most));
      const lastUse = new Map<number, number>();
      await writesDerivedData(trx);
      await sumSlices(
        beside ? readers : [trx],
        slicesOf({ from, to }, sliceSize, readers.length || 1),
        async days => {
          await mergeDays(trx, calendar, days.map(toDelta), 'usage');
          for (const { allocation_id: id, last_ms } of days) {
            lastUse.set(id, Math.max(Number(last_ms), lastUse.get(id) ?? 0));
          }
        },
      );
      await noteLastUse(trx, lastUse);
      await moveCursor(trx, 'rollup', String(to));
      return { added: to > from, more: to < reach.to };
    };
    return transact(knex, work, beside ? FROZEN_TOGETHER_MS : undefined);
  }
}

/** As few slices as the size allows, equal ones, so that everybody has as many. */
function slicesOf({ from, to }: Slice, size: number, readers: number): Slice[] {
  const rounds = Math.ceil((to - from) / (size * readers));
  const each = Math.ceil((to - from) / (rounds * readers));
  const slices: Slice[] = [];
  for (let at = from; at < to; at += each) {
    slices.push({ from: at, to: Math.min(to, at + each) });
  }
  return slices;
}

type Reach = {
  value: string;
  first: number | string | null;
  last: number | string | null;
};

const WAITING = 'from usage_events where seq > cast(value as bigint)';
const REACH = `
  select value, (select min(seq) ${WAITING}) as first,
         (select max(seq) ${WAITING}) as last
  from cursors where name = 'rollup'`;

/**
 * What has not been added up yet, up to the highest sequence number below which
 * none is on its way any more. What was rolled back leaves numbers out.
 */
async function reachOf(knex: Knex): Promise<Slice> {
  const [row] = await lockedReach(knex);
  if (!row) throw new Error('the cursor "rollup" is missing');
  const from = Number(row.value);
  if (row.last === null) return { from, to: from };
  return { from: Number(row.first) - 1, to: Number(row.last) };
}

/** In one message, so that the lock is held for no way back and forth. */
async function lockedReach(knex: Knex): Promise<Reach[]> {
  if (!isPostgres(knex)) return knex.raw(REACH);
  const [, { rows }] = await knex.raw<[unknown, { rows: Reach[] }]>(
    `lock table usage_events in share mode; ${REACH}`,
  );
  return rows;
}

async function noteLastUse(
  trx: Knex.Transaction,
  last: Map<number, number>,
): Promise<void> {
  const entries = [...last].sort(([a], [b]) => a - b);
  const later = (ms: number) => (nested: Knex.QueryBuilder) =>
    nested.whereNull('last_used_ms').orWhere('last_used_ms', '<', ms);
  if (!isPostgres(trx)) {
    for (const [id, ms] of entries) {
      await trx('allocations')
        .where({ id })
        .where(later(ms))
        .update({ last_used_ms: ms });
    }
    return;
  }
  await trx.raw(
    `update allocations set last_used_ms = news.ms
     from unnest(?::int[], ?::bigint[]) as news (id, ms)
     where allocations.id = news.id
       and (last_used_ms is null or last_used_ms < news.ms)`,
    [
      integerArray(entries.map(([id]) => id)),
      integerArray(entries.map(([, ms]) => ms)),
    ],
  );
}

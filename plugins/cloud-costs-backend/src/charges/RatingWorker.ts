import type { LoggerService } from '@backstage/backend-plugin-api';
import { isPostgres, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { writesDerivedData } from '../database';
import { type Lease, LeaseLostError, LEASES, type Leases } from '../leases';
import type { PriceBook } from '../prices';
import type { DirtyMonth } from '../rollup';
import type { BillingPeriods } from '../statements/billing';
import { markAccruals } from './accrual';
import { deferDirty, takeDirty } from './dirtyQueue';
import { MonthRater } from './MonthRater';
import type { RatingOutcome } from './types';

/*
 * From months that are marked as dirty to charges.
 *
 * One replica at a time rates, under the lease `rating`. It works in slices,
 * each one transaction: take some marks away, read, rate, write what is other
 * than before. A crash undoes the slice with its marks, so nothing is lost and
 * nothing done twice. A mark says from which day on a month is to be rated, and
 * its charges from that day on are made from all of the month's usage (see
 * rating/usageBefore); so it does not matter how often or in which order months
 * are marked.
 *
 * Marks go first and are read after, the price lists too: whoever marks a month
 * again while it is being rated, because of a new price list for example, waits
 * for the slice and leaves a new mark.
 */

/** Months of allocations in a slice; SQLite's thread must be free again soon. */
const POSTGRES_SLICE = 100;
const SQLITE_SLICE = 8;
const PAUSE_MS = 1_000;
const FIRST_WAIT_MS = 100;

/** What a slice of a job has at hand. */
export type RatingSlice = {
  trx: Knex.Transaction;
  size: number;
  nowMs: number;
  rate: (items: DirtyMonth[]) => Promise<RatingOutcome[]>;
};

/** Work that needs the lease `rating`; answers whether there is more of it. */
export type RatingJob = (slice: RatingSlice) => Promise<boolean>;

export type RatingWorkerOptions = {
  knex: Knex;
  leases: Leases;
  periods: BillingPeriods;
  /** The price lists as they are now, as the transaction sees them. */
  priceBook: (trx: Knex.Transaction) => Promise<PriceBook>;
  logger: LoggerService;
  sliceSize?: number;
  now?: () => number;
};

/** Makes charges, and keeps them right. */
export class RatingWorker {
  private readonly rater: MonthRater;
  private readonly jobs: RatingJob[];
  private readonly listeners: Array<() => void> = [];
  private readonly now: () => number;
  private running?: Promise<void>;
  private again = false;
  private timer?: NodeJS.Timeout;
  private lastEnd = 0;
  private stopped = false;

  private constructor(private readonly options: RatingWorkerOptions) {
    this.rater = MonthRater.create(options);
    this.now = options.now ?? Date.now;
    this.jobs = [slice => this.rateDirty(slice)];
  }

  static create(options: RatingWorkerOptions): RatingWorker {
    return new RatingWorker(options);
  }

  /** Something else that has to exclude rating, or rates by itself. */
  addJob(job: RatingJob): void {
    this.jobs.push(job);
  }

  /** Called after charges have changed. */
  onCharged(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Something is to be rated; it soon will be, and once for many reasons. */
  wake(): void {
    if (this.timer || this.stopped) return;
    const rest = this.lastEnd + PAUSE_MS - Date.now();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run().catch(error =>
        this.options.logger.error(`usage could not be rated: ${error}`),
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

  /** Rates everything that has to be, unless another replica does. */
  async run(): Promise<void> {
    if (this.running) this.again = true;
    this.running ??= this.rateAll().finally(() => {
      this.running = undefined;
      this.lastEnd = Date.now();
    });
    return this.running;
  }

  private async rateAll(): Promise<void> {
    const { leases, logger } = this.options;
    let charged = false;
    const note = () => {
      charged = true;
    };
    try {
      do {
        this.again = false;
        await leases.run(LEASES.rating, async lease => {
          for (const job of this.jobs) {
            while (!this.stopped && (await this.slice(lease, job, note)));
          }
        });
      } while (this.again && !this.stopped);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
      logger.warn(error.message);
    } finally {
      if (charged) this.listeners.forEach(listener => listener());
    }
  }

  private async slice(
    lease: Lease,
    job: RatingJob,
    onCharged: () => void,
  ): Promise<boolean> {
    const { knex, priceBook, sliceSize } = this.options;
    const nowMs = this.now();
    const usual = isPostgres(knex) ? POSTGRES_SLICE : SQLITE_SLICE;
    let changed = false;
    const more = await transact(knex, async trx => {
      await lease.hold(trx);
      return job({
        trx,
        size: sliceSize ?? usual,
        nowMs,
        rate: async items => {
          const book = await priceBook(trx);
          const outcomes = await this.rater.rate(trx, items, { book, nowMs });
          changed ||= outcomes.some(({ difference }) => difference.size > 0);
          return outcomes;
        },
      });
    });
    if (changed) onCharged();
    return more;
  }

  private async rateDirty(slice: RatingSlice): Promise<boolean> {
    const { trx, size, rate } = slice;
    await writesDerivedData(trx);
    await markAccruals(slice, this.options.periods.calendar);
    const items = await takeDirty(trx, size);
    const failed = (await rate(items)).filter(({ failure }) => failure);
    for (const { allocationId, month, failure } of failed) {
      this.options.logger.error(
        `month ${month} of allocation ${allocationId} could not be rated and remains to be: ${failure}`,
      );
    }
    await deferDirty(trx, failed);
    // Whoever marks something meanwhile wakes this.
    return items.length === size;
  }
}

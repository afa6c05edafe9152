import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { IngestReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type {
  MeasurableInstance,
  UsageCollector,
} from '@dualcloud/backstage-plugin-cloud-costs-node';
import { databaseNow, readDatabaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { AllocationStore } from '../allocations';

/*
 * Collectors measure interval after interval, without a gap and without an
 * overlap. The interval is written down before it is measured: after a crash
 * the very same one is measured again, so that its events have the same ids and
 * the intake knows them. Two replicas cannot both go on from the same place,
 * because a cursor only moves from the value that was read.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What nobody measured for so long is left out: a collector remembers no more. */
const LONGEST_BACKLOG_MS = 24 * HOUR;
const PAGE = 500;

/** `<from>` when nothing is under way, `<from>-<to>` when an interval is. */
type Interval = { fromMs: number; toMs?: number };

/** Has usage measured by the collectors that modules bring. */
export class CollectorRunner {
  /** By collector: the interval of which it has been said that it has to wait. */
  private readonly waits = new Map<string, string>();

  private constructor(private readonly options: CollectorRunnerOptions) {}

  static create(options: CollectorRunnerOptions): CollectorRunner {
    for (const { id, intervalSeconds } of options.collectors) {
      if (intervalSeconds < 60 || intervalSeconds > 3600) {
        throw new Error(
          `the collector "${id}" wants to measure every ${intervalSeconds} seconds; it must be 60 to 3600`,
        );
      }
    }
    return new CollectorRunner(options);
  }

  async start(scheduler: SchedulerService): Promise<void> {
    for (const collector of this.options.collectors) {
      await scheduler.scheduleTask({
        id: `cloud-costs-collect-${collector.id}`,
        frequency: { seconds: collector.intervalSeconds },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        fn: async signal => {
          await this.run(collector, signal as AbortSignal);
        },
      });
    }
  }

  /**
   * Measures all that is due and can be known by now.
   * @returns how many intervals were measured
   * @throws what the collector throws; the interval stays due
   */
  async run(collector: UsageCollector, signal: AbortSignal): Promise<number> {
    const { knex } = this.options;
    let measured = 0;
    while (!signal.aborted) {
      const now = await readDatabaseNow(knex);
      const interval = await this.next(collector, now);
      if (!interval) return measured;
      if (!(await this.measure(collector, interval, signal))) return measured;
      measured += 1;
    }
    return measured;
  }

  /** Writes down what is measured next. */
  private async next(
    collector: UsageCollector,
    nowMs: number,
  ): Promise<Required<Interval> | undefined> {
    const current = await this.cursor(collector, nowMs);
    if (current.toMs !== undefined) return { ...current, toMs: current.toMs };
    const fromMs = Math.max(
      current.fromMs,
      Math.floor((nowMs - LONGEST_BACKLOG_MS) / MINUTE) * MINUTE,
    );
    // Usage belongs to one hour.
    const hourEnds = (Math.floor(fromMs / HOUR) + 1) * HOUR;
    const toMs = Math.min(hourEnds, Math.floor(nowMs / MINUTE) * MINUTE);
    const due = Math.min(hourEnds, fromMs + collector.intervalSeconds * 1000);
    if (toMs < due) return undefined;
    const moved = await this.move(collector, current, { fromMs, toMs });
    return moved ? { fromMs, toMs } : undefined;
  }

  /** @returns false if that is not possible yet */
  private async measure(
    collector: UsageCollector,
    interval: Required<Interval>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const events = await collector.collect({
      instances: await this.instances(interval),
      ...interval,
      signal,
    });
    if (!events) {
      this.sayOnce(collector, interval);
      return false;
    }
    if (events.length > 0) {
      const report = await this.options.ingest(events);
      for (const { message } of report.refused) {
        this.options.logger.warn(
          `Usage that the collector "${collector.id}" measured was refused: ${message}`,
        );
      }
    }
    await this.move(collector, interval, { fromMs: interval.toMs });
    return true;
  }

  private sayOnce({ id }: UsageCollector, interval: Required<Interval>): void {
    if (this.waits.get(id) === format(interval)) return;
    this.waits.set(id, format(interval));
    const [from, to] = [interval.fromMs, interval.toMs].map(ms =>
      new Date(ms).toISOString(),
    );
    this.options.logger.info(
      `What was used from ${from} to ${to} is not all known to the collector "${id}" yet; it is asked again`,
    );
  }

  private async instances(
    interval: Required<Interval>,
  ): Promise<MeasurableInstance[]> {
    const found = new Map<string, MeasurableInstance>();
    let afterId = 0;
    for (;;) {
      const page = await this.options.allocations.activeBetween({
        ...interval,
        afterId,
        limit: PAGE,
      });
      for (const { instanceId, serviceRef, plan, simulated } of page) {
        found.set(instanceId, { instanceId, serviceRef, plan, simulated });
      }
      if (page.length < PAGE) return [...found.values()];
      afterId = page[page.length - 1].id;
    }
  }

  private async cursor(
    collector: UsageCollector,
    nowMs: number,
  ): Promise<Interval> {
    const { knex } = this.options;
    const name = cursorName(collector);
    const read = () =>
      knex<{ name: string; value: string }>('cursors').where({ name }).first();
    const row = await read();
    if (row) return parse(row.value);
    await knex('cursors')
      .insert({
        name,
        value: format({ fromMs: Math.floor(nowMs / MINUTE) * MINUTE }),
        moved_at: databaseNow(knex),
      })
      .onConflict('name')
      .ignore();
    return parse((await read())!.value);
  }

  /** @returns false if another replica has moved it meanwhile */
  private async move(
    collector: UsageCollector,
    from: Interval,
    to: Interval,
  ): Promise<boolean> {
    const { knex } = this.options;
    const moved = await knex('cursors')
      .where({ name: cursorName(collector), value: format(from) })
      .update({ value: format(to), moved_at: databaseNow(knex) });
    return moved === 1;
  }
}

export type CollectorRunnerOptions = {
  knex: Knex;
  collectors: UsageCollector[];
  allocations: Pick<AllocationStore, 'activeBetween'>;
  /** Stores the good ones and reports the others. */
  ingest: (events: unknown[]) => Promise<IngestReport>;
  logger: LoggerService;
};

function cursorName(collector: UsageCollector): string {
  return `collector:${collector.id}`;
}

function format({ fromMs, toMs }: Interval): string {
  return toMs === undefined ? String(fromMs) : `${fromMs}-${toMs}`;
}

function parse(value: string): Interval {
  const [fromMs, toMs] = value.split('-').map(Number);
  return { fromMs, toMs };
}

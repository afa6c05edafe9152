import {
  type AuditLog,
  isPostgres,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type AllocationCache,
  type AllocationView,
  applyLifecycleEvents,
  rangeAt,
  readRanges,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import { readCursorValue } from '../rollup';
import { auditIngest } from './auditIngest';
import { findStored } from './findStored';
import { insertUsage } from './insertUsage';
import type { NameRegistry, NewNames } from './NameRegistry';
import { type Batch, otherContents, refusal } from './readBatch';
import { storeCorrection } from './storeCorrection';
import type { PlacedUsage, Refusal, UsageInput } from './types';

/** Allocations have changed since the events were placed: place them again. */
export class Outdated extends Error {}

/** Something of a batch is refused, and so all of it. */
export class BatchRefused extends Error {
  constructor(readonly refused: Refusal[]) {
    super('the batch is refused');
  }
}

/** What storing a batch needs. */
export type BatchContext = {
  knex: Knex;
  calendar: BillingCalendar;
  names: NameRegistry;
  allocations: AllocationCache;
  audit: Pick<AuditLog, 'append'>;
  /** Who hands it in. */
  actor: string;
  partial: boolean;
  receivedMs: number;
  /** Allocations may have changed since they were read. */
  fresh: boolean;
  /** Nobody may change allocations until the batch is stored. */
  hold: boolean;
  /** Asks for news about instances. */
  pull: () => Promise<void>;
};

/** What became of the events of a batch that are well formed. */
export type BatchOutcome = {
  stored: number;
  duplicates: number;
  refused: Refusal[];
};

/** Brings to memory what placing needs, before anything is locked. */
async function prepare(
  batch: Batch,
  usage: UsageInput[],
  context: BatchContext,
): Promise<AllocationView> {
  const { allocations, names, fresh } = context;
  const sources = new Set<string>();
  const meters = new Set<string>();
  const instances = new Set<string>();
  for (const event of usage) {
    sources.add(event.source);
    meters.add(event.meter);
    instances.add(event.instanceId);
  }
  await names.load([...sources], [...meters]);
  // What the batch itself says about instances is read in its transaction.
  if (batch.lifecycle.length) return { version: '', ranges: new Map() };
  const view = await allocations.load(instances, fresh);
  const unplaced = usage.some(
    ({ instanceId, timeMs }) =>
      rangeAt(view.ranges.get(instanceId), timeMs) === undefined,
  );
  if (!unplaced) return view;
  await context.pull();
  return allocations.load(instances, true);
}

type Located = { event: UsageInput; allocationId: number };

class BatchWork {
  readonly outcome: BatchOutcome = { stored: 0, duplicates: 0, refused: [] };
  /** Names that are new, to be remembered once this is committed. */
  added: NewNames = { sources: [], meters: [] };

  constructor(
    private readonly trx: Knex.Transaction,
    private readonly context: BatchContext,
    private view: AllocationView,
  ) {}

  /** Keeps allocations as they are, and places by them. */
  async holdAllocations(usage: UsageInput[]): Promise<void> {
    const { trx } = this;
    if (isPostgres(trx)) {
      await trx.raw('lock table usage_events in row exclusive mode');
    }
    await this.readView(usage);
  }

  /** Life-cycle events come first: what the others belong to may begin with them. */
  async lifecycle({ lifecycle }: Batch, usage: UsageInput[]): Promise<void> {
    const { trx, context, outcome } = this;
    const told = await applyLifecycleEvents(trx, context.calendar, lifecycle);
    told.forEach((what, at) => {
      if (what === 'stored') outcome.stored += 1;
      else if (what === 'duplicate') outcome.duplicates += 1;
      else outcome.refused.push(otherContents(lifecycle[at]));
    });
    await this.readView(usage);
  }

  private async readView(usage: UsageInput[]): Promise<void> {
    this.view = {
      version: await readCursorValue(this.trx, 'allocations'),
      ranges: await readRanges(this.trx, [
        ...new Set(usage.map(({ instanceId }) => instanceId)),
      ]),
    };
  }

  /** Finds the allocation and the meter of each event. */
  async place(usage: UsageInput[]): Promise<PlacedUsage[]> {
    const { ranges } = this.view;
    const located: Located[] = [];
    const homeless: UsageInput[] = [];
    for (const event of usage) {
      const known = ranges.get(event.instanceId);
      const allocationId = rangeAt(known, event.timeMs);
      if (allocationId === undefined) homeless.push(event);
      else located.push({ event, allocationId });
    }
    await this.refuseHomeless(homeless);
    await this.addNames(located);
    return this.name(located);
  }

  /**
   * Numbers for names that are new; none are in most batches. What is refused
   * settles no unit, and a correction is of a meter that is settled.
   */
  private async addNames(located: Located[]): Promise<void> {
    const { names } = this.context;
    const sources = new Set<string>();
    const meters = new Map<string, { name: string; unit: string }>();
    for (const { event } of located) {
      const { source, meter, unit, corrects } = event;
      if (names.source(source) === undefined) sources.add(source);
      if (!corrects && !names.meter(meter) && !meters.has(meter)) {
        meters.set(meter, { name: meter, unit });
      }
    }
    if (sources.size + meters.size === 0) return;
    this.added = await names.add(this.trx, [...sources], [...meters.values()]);
  }

  private name(located: Located[]): PlacedUsage[] {
    const { names } = this.context;
    const sources = new Map(this.added.sources.map(row => [row.name, row.id]));
    const meters = new Map(this.added.meters.map(row => [row.name, row]));
    const placed: PlacedUsage[] = [];
    for (const { event, allocationId } of located) {
      const meter = names.meter(event.meter) ?? meters.get(event.meter);
      const sourceId = names.source(event.source) ?? sources.get(event.source);
      if (sourceId === undefined) throw new Outdated();
      if (!meter) {
        const message = 'is a meter that has counted nothing to correct';
        this.refuse(event, 'data.meter', 'known-meter', message);
      } else if (meter.unit !== event.unit) {
        const message = `must be "${meter.unit}": the meter "${event.meter}" counts in that since its first event`;
        this.refuse(event, 'data.unit', 'unit', message);
      } else {
        placed.push({ event, sourceId, allocationId, meterId: meter.id });
      }
    }
    return placed;
  }

  /** Inserts plain usage; what is there already must be the same. */
  async insert(events: PlacedUsage[]): Promise<void> {
    const left = await insertUsage(this.trx, events, {
      version: this.view.version,
      receivedMs: this.context.receivedMs,
    });
    this.outcome.stored += events.length - left.length;
    await this.compare(left);
  }

  async correct(events: PlacedUsage[]): Promise<void> {
    if (events.length === 0) return;
    if (isPostgres(this.trx)) {
      await this.trx.raw('lock table usage_events in row exclusive mode');
    }
    if (
      (await readCursorValue(this.trx, 'allocations')) !== this.view.version
    ) {
      throw new Outdated();
    }
    const present: PlacedUsage[] = [];
    for (const placed of events) {
      const what = await storeCorrection(
        this.trx,
        placed,
        this.context.receivedMs,
      );
      if (what === 'stored') this.outcome.stored += 1;
      else if (what === 'present') present.push(placed);
      else this.refuse(placed.event, what.field, what.rule, what.message);
    }
    await this.compare(present);
  }

  /** Events that were not inserted because their source and id are there. */
  private async compare(events: PlacedUsage[]): Promise<void> {
    if (events.length === 0) return;
    const stored = await findStored(this.trx, events);
    for (const placed of events) {
      const same = stored.get(placed);
      // Not inserted and not there: the version did not hold.
      if (same === undefined) throw new Outdated();
      if (same) this.outcome.duplicates += 1;
      else this.outcome.refused.push(otherContents(placed.event));
    }
  }

  /** Events that belong nowhere; unless they are here since it was otherwise. */
  private async refuseHomeless(events: UsageInput[]): Promise<void> {
    if (events.length === 0) return;
    const { names } = this.context;
    const identified = events.map(event => ({
      event,
      // No source and no meter has the number 0: such an event is not here.
      sourceId: names.source(event.source) ?? 0,
      meterId: names.meter(event.meter)?.id ?? 0,
    }));
    const stored = await findStored(this.trx, identified);
    for (const each of identified) {
      const { event } = each;
      if (stored.get(each)) {
        this.outcome.duplicates += 1;
      } else if (this.view.ranges.has(event.instanceId)) {
        const message =
          'lies before the instance was provisioned or after it was torn down';
        this.refuse(event, 'time', 'allocated', message);
      } else {
        const message =
          'is no instance that is known here; its provisioning must come first';
        this.refuse(event, 'subject', 'known-instance', message);
      }
    }
  }

  private refuse(
    event: UsageInput,
    field: string,
    rule: string,
    message: string,
  ): void {
    this.outcome.refused.push(refusal(event, field, rule, message));
  }
}

/**
 * Stores a batch in one transaction of its own. Whatever may be in a batch:
 * corrections, life-cycle events, names that are new, events to be refused.
 * @throws Outdated, BatchRefused
 */
export async function storeBatch(
  batch: Batch,
  context: BatchContext,
): Promise<BatchOutcome> {
  const usage = [...batch.usage, ...batch.corrections];
  const view = await prepare(batch, usage, context);
  let added: NewNames = { sources: [], meters: [] };
  const outcome = await transact(context.knex, async trx => {
    const work = new BatchWork(trx, context, view);
    if (batch.lifecycle.length) await work.lifecycle(batch, usage);
    else if (context.hold) await work.holdAllocations(usage);
    const placed = await work.place(usage);
    added = work.added;
    await work.insert(placed.filter(({ event }) => !event.corrects));
    await work.correct(placed.filter(({ event }) => event.corrects));
    if (work.outcome.refused.length && !context.partial) {
      throw new BatchRefused(work.outcome.refused);
    }
    const { stored } = work.outcome;
    await auditIngest(context.audit, trx, { actor: context.actor, stored });
    return work.outcome;
  });
  context.names.keep(added);
  return outcome;
}

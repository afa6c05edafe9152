import type { IngestReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type AuditLog, isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationCache } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { Rollup } from '../rollup';
import { GroupInsert } from './GroupInsert';
import { NameRegistry } from './NameRegistry';
import { placeUsage } from './placeUsage';
import { type Batch, readBatch } from './readBatch';
import {
  type BatchOutcome,
  BatchRefused,
  Outdated,
  storeBatch,
} from './storeBatch';
import type { Refusal } from './types';

/*
 * The intake. What a sender may rely on:
 *
 * - An event is known by its source and id. The same again is a duplicate and
 *   changes nothing; other contents under the same id are refused. That holds
 *   within a batch, between batches, and between replicas at the same time: the
 *   database's unique key decides.
 * - A batch is stored whole or not at all; with `partial` what is good is stored
 *   and what is refused is reported, event by event.
 * - When the answer comes, what it says is stored is durable. If no answer
 *   comes, send the same batch again.
 *
 * Each event is placed at its arrival: it carries the number of its allocation.
 * Placing happens from memory; that the memory is not outdated is checked in
 * the statement that inserts (see AllocationCache and insertUsage).
 *
 * There are two ways. Plain usage, which is almost all, goes together with that
 * of others who hand in at the same time (see GroupInsert).
 * What cannot go that way is stored in a transaction of its own (see
 * storeBatch): corrections, life-cycle events, names and instances that are not
 * in memory yet, and whatever might have to be refused.
 */

/** A hundred are enough to see what is wrong. */
const REFUSALS_TOLD = 100;
/** Allocations change seldom; each change outdates the batches in flight once. */
const ATTEMPTS = 10;
/** Where they change all the time, a batch keeps them as they are from then on. */
const ATTEMPTS_BEFORE_HOLDING = 2;
const PULL_PAUSE_MS = 1_000;

/** Takes in usage and life-cycle events. */
export class UsageIntake {
  private readonly allocations: AllocationCache;
  private readonly group?: GroupInsert;
  private lastPull = 0;

  private constructor(
    private readonly options: UsageIntakeOptions,
    private readonly names: NameRegistry,
  ) {
    const { knex } = options;
    this.allocations = AllocationCache.create(knex);
    // SQLite has one writer and no commit to wait for.
    if (isPostgres(knex)) this.group = GroupInsert.create(knex);
  }

  static create(options: UsageIntakeOptions): UsageIntake {
    return new UsageIntake(options, NameRegistry.create(options.knex));
  }

  /**
   * Stores events.
   *
   * @param events - CloudEvents in structured JSON, unchecked; asked for one by one
   * @param how - `actor`: who hands them in; `partial`: store the good ones even if
   *   others are refused
   * @returns what became of them; `refused` is empty unless something is wrong
   */
  async ingest(
    events: Iterable<unknown>,
    { actor, partial }: IngestOptions,
  ): Promise<IngestReport> {
    const receivedMs = Date.now();
    const { audit, maxAgeDays, rollup } = this.options;
    const batch = await readBatch(events, { nowMs: receivedMs, maxAgeDays });
    const { received, refused } = batch;
    if (refused.length && !partial) return refuseAll(received, refused);
    try {
      const outcome =
        (await this.storeTogether(batch, actor)) ??
        (await this.storeAlone(batch, { actor, partial, receivedMs }));
      if (outcome.stored) {
        void audit.publish();
        rollup?.wake();
      }
      return toReport(received, {
        stored: outcome.stored,
        duplicates: batch.duplicates + outcome.duplicates,
        refused: [...refused, ...outcome.refused],
      });
    } catch (error) {
      if (error instanceof BatchRefused) {
        return refuseAll(received, error.refused);
      }
      throw error;
    }
  }

  /** @returns undefined if something is in the batch that has to be looked at */
  private async storeTogether(
    { usage, corrections, lifecycle }: Batch,
    actor: string,
  ): Promise<BatchOutcome | undefined> {
    if (!this.group || corrections.length + lifecycle.length > 0) {
      return undefined;
    }
    const view = this.allocations.known();
    const placed = placeUsage(usage, view, this.names);
    if (!placed?.length) return undefined;
    const duplicates = await this.group.insert(placed, view.version, actor);
    return duplicates === undefined
      ? undefined
      : { stored: placed.length - duplicates, duplicates, refused: [] };
  }

  private async storeAlone(
    batch: Batch,
    how: IngestOptions & { receivedMs: number },
  ): Promise<BatchOutcome> {
    const { knex, calendar, audit } = this.options;
    const { names, allocations } = this;
    const pull = () => this.pull();
    for (let attempt = 1; ; attempt += 1) {
      const fresh = attempt > 1;
      const hold = attempt > ATTEMPTS_BEFORE_HOLDING;
      try {
        const memory = { names, allocations, fresh, hold };
        const context = { knex, calendar, audit, pull, ...memory, ...how };
        return await storeBatch(batch, context);
      } catch (error) {
        if (!(error instanceof Outdated) || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  /** What is counted, and in which unit. */
  async listMeters(): Promise<Array<{ name: string; unit: string }>> {
    return this.names.listMeters();
  }

  /** Whoever makes up instances must not make us ask all the time. */
  private async pull(): Promise<void> {
    if (Date.now() - this.lastPull < PULL_PAUSE_MS) return;
    this.lastPull = Date.now();
    await this.options.pullLifecycle?.();
  }
}

/** Who hands in, and how. */
export type IngestOptions = {
  /** A user, a service, or what else brings usage; for the audit log. */
  actor: string;
  /** Store the good events even if others are refused. */
  partial: boolean;
};

/** What the intake needs. */
export type UsageIntakeOptions = {
  knex: Knex;
  /** Knows of each batch that was stored, in its transaction. */
  audit: Pick<AuditLog, 'append' | 'publish'>;
  calendar: BillingCalendar;
  /** Older events are refused. */
  maxAgeDays: number;
  /** Woken after a batch. */
  rollup?: Pick<Rollup, 'wake'>;
  /** Asks for news about instances; must not throw when nobody answers. */
  pullLifecycle?: () => Promise<void>;
};

function refuseAll(received: number, refused: Refusal[]): IngestReport {
  return toReport(received, { stored: 0, duplicates: 0, refused });
}

function toReport(
  received: number,
  { stored, duplicates, refused }: BatchOutcome,
): IngestReport {
  const sorted = [...refused].sort((a, b) => a.index - b.index);
  return {
    received,
    stored,
    duplicates,
    refused: sorted.slice(0, REFUSALS_TOLD),
    ...(sorted.length > REFUSALS_TOLD && { truncated: true }),
  };
}

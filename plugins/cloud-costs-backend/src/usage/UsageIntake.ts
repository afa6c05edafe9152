import type { IngestReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import { AllocationCache } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { Rollup } from '../rollup';
import { isContended } from './insertUsage';
import { NameRegistry } from './NameRegistry';
import { readBatch } from './readBatch';
import { BatchRefused, Outdated, storeBatch } from './storeBatch';
import type { Refusal } from './types';

/*
 * The intake. What a sender may rely on:
 *
 * - An event is known by its source and id. The same again is a duplicate and
 *   changes nothing; other contents under the same id are refused. That holds
 *   within a batch, between batches, and between replicas at the same time: the
 *   database's unique key decides.
 * - A batch is stored whole or not at all, in one transaction; with `partial`
 *   what is good is stored and what is refused is reported, event by event.
 * - When the answer comes, what it says is stored is durable. If no answer
 *   comes, send the same batch again.
 *
 * Each event is placed at its arrival: it carries the number of its allocation.
 * Placing happens from memory; that the memory is not outdated is checked in
 * the statement that inserts (see AllocationCache and insertUsage).
 */

/** A hundred are enough to see what is wrong. */
const REFUSALS_TOLD = 100;
/** Allocations change seldom; each change outdates the batches in flight once. */
const ATTEMPTS = 10;
const PULL_PAUSE_MS = 1_000;

/** Takes in usage and life-cycle events. */
export class UsageIntake {
  private readonly allocations: AllocationCache;
  private lastPull = 0;

  private constructor(
    private readonly options: UsageIntakeOptions,
    private readonly names: NameRegistry,
  ) {
    this.allocations = AllocationCache.create(options.knex);
  }

  static create(options: UsageIntakeOptions): UsageIntake {
    return new UsageIntake(options, NameRegistry.create(options.knex));
  }

  /**
   * Stores events.
   *
   * @param events - CloudEvents in structured JSON, unchecked
   * @param options - `partial`: store the good ones even if others are refused
   * @returns what became of them; `refused` is empty unless something is wrong
   */
  async ingest(
    events: unknown[],
    options: { partial: boolean },
  ): Promise<IngestReport> {
    const receivedMs = Date.now();
    const batch = readBatch(events, {
      nowMs: receivedMs,
      maxAgeDays: this.options.maxAgeDays,
    });
    const report = (refused: Refusal[], stored: number, duplicates: number) =>
      toReport(events.length, refused, stored, duplicates);
    if (batch.refused.length && !options.partial) {
      return report(batch.refused, 0, 0);
    }
    let fresh = false;
    let contended = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await storeBatch(batch, {
          knex: this.options.knex,
          calendar: this.options.calendar,
          names: this.names,
          allocations: this.allocations,
          partial: options.partial,
          receivedMs,
          fresh,
          contended,
          pull: () => this.pull(),
        });
        if (outcome.stored) this.options.rollup?.wake();
        return report(
          [...batch.refused, ...outcome.refused],
          outcome.stored,
          batch.duplicates + outcome.duplicates,
        );
      } catch (error) {
        if (error instanceof BatchRefused) return report(error.refused, 0, 0);
        if (attempt >= ATTEMPTS) throw error;
        if (error instanceof Outdated) fresh = true;
        else if (isContended(error)) contended = true;
        else throw error;
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

/** What the intake needs. */
export type UsageIntakeOptions = {
  knex: Knex;
  calendar: BillingCalendar;
  /** Older events are refused. */
  maxAgeDays: number;
  /** Woken after a batch. */
  rollup?: Pick<Rollup, 'wake'>;
  /** Asks for news about instances; must not throw when nobody answers. */
  pullLifecycle?: () => Promise<void>;
};

function toReport(
  received: number,
  refused: Refusal[],
  stored: number,
  duplicates: number,
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

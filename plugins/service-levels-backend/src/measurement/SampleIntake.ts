import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  measurementIngestPermission,
  type OutageSource,
  type Sample,
  type SampleReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  requireIntake,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { FactLog } from '../facts';
import type { NoticeOutbox } from '../notices';
import { followSpans } from './followSpans';
import {
  type MetricSample,
  readSamples,
  type SampleRefusal,
  type StateSample,
} from './readSamples';
import { SampleStore } from './SampleStore';
import { tellIfMeasuredLate } from './tellIfMeasuredLate';

const DAY_S = 86_400;

class BatchRefused extends Error {
  constructor(readonly refused: SampleRefusal[]) {
    super('the batch is refused');
  }
}

/*
 * The intake. What a sender may rely on:
 *
 * - A sample is known by subject, measurement and instant. The same again is a
 *   duplicate and changes nothing; another value at the same instant is refused.
 * - A batch is stored whole or not at all; with `partial` what is good is stored
 *   and what is refused is reported.
 * - Order, batching and repetition change nothing: figures are made of all samples
 *   together.
 */

/** Takes samples in, and lets outages follow. */
export class SampleIntake {
  private constructor(
    private readonly deps: {
      knex: Knex;
      facts: FactLog;
      notices: Pick<NoticeOutbox, 'queue'>;
      permissions: PermissionsService;
      keepDays: number;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    facts: FactLog;
    notices: Pick<NoticeOutbox, 'queue'>;
    permissions: PermissionsService;
    keepDays: number;
    nowS: () => number;
  }): SampleIntake {
    return new SampleIntake(deps);
  }

  /** Refuses whoever may not hand in samples. */
  async authorize(caller: Caller): Promise<void> {
    await requireIntake(this.deps.permissions, caller, {
      permission: measurementIngestPermission,
      what: 'samples',
    });
  }

  /** Stores samples, from whoever may hand them in. */
  async ingest(
    samples: readonly Sample[],
    options: {
      partial: boolean;
      actor: string;
      source?: Extract<OutageSource, 'probe' | 'source' | 'samples'>;
      /** Begins the transaction that stores, also where nothing is; throws to refuse all. */
      guard?: (trx: Knex.Transaction) => Promise<void>;
    },
  ): Promise<SampleReport> {
    const { knex, keepDays, facts } = this.deps;
    const nowS = this.deps.nowS();
    const read = readSamples(samples, {
      nowS,
      earliestS: nowS - keepDays * DAY_S,
      subjects: await this.knownSubjects(samples),
    });
    const report = (refused: SampleRefusal[], stored = 0, duplicates = 0) => ({
      received: samples.length,
      stored,
      duplicates,
      refused: [...refused].sort((a, b) => a.index - b.index),
    });
    if (read.refused.length > 0 && !options.partial)
      return report(read.refused);
    try {
      const done = await transact(knex, trx =>
        this.store(trx, read, { ...options, nowS }),
      );
      if (done.outages.length > 0) facts.tell('outages');
      else if (done.isOnRecord) facts.publish();
      return report(
        [...read.refused, ...done.refused],
        done.stored,
        read.duplicates + done.duplicates,
      );
    } catch (error) {
      if (error instanceof BatchRefused) return report(error.refused);
      throw error;
    }
  }

  private async store(
    trx: Knex.Transaction,
    read: {
      states: StateSample[];
      metrics: MetricSample[];
      duplicates: number;
    },
    options: {
      partial: boolean;
      actor: string;
      source?: Extract<OutageSource, 'probe' | 'source' | 'samples'>;
      guard?: (trx: Knex.Transaction) => Promise<void>;
      nowS: number;
    },
  ) {
    await options.guard?.(trx);
    const { facts, notices } = this.deps;
    const { partial, actor, nowS, source = 'samples' } = options;
    const store = SampleStore.within(trx);
    const done = {
      stored: 0,
      duplicates: 0,
      refused: [] as SampleRefusal[],
      outages: [] as string[],
      isOnRecord: false,
    };
    let isLate = false;
    // In one fixed order: two batches never wait for each other.
    for (const group of groupBySeries([...read.states, ...read.metrics])) {
      const series = await store.lockSeries(
        group.subjectRef,
        group.measurement,
      );
      const states = await store.addStates(series, group.states);
      const metrics = await store.addMetrics(series, group.metrics);
      done.stored += states.stored + metrics.stored;
      done.duplicates += states.duplicates + metrics.duplicates;
      done.refused.push(...states.refused, ...metrics.refused);
      isLate ||= metrics.stored > 0;
      for (const [measured, { known }] of [
        ['states', states],
        ['metric', metrics],
      ] as const) {
        const change = { series, known, measured, nowS };
        await tellIfMeasuredLate(trx, notices, change);
      }
      if (!states.changed) continue;
      isLate ||= states.changed.toS < nowS - DAY_S;
      done.outages.push(
        ...(await followSpans(trx, series, {
          spans: await store.spans(series, states.changed),
          range: states.changed,
          source,
          actor,
          notices,
          nowS,
        })),
      );
    }
    if (done.refused.length > 0 && !partial) {
      throw new BatchRefused(done.refused);
    }
    // What this plugin measures itself is nobody's deed.
    if (done.stored > 0 && source === 'samples') {
      done.isOnRecord = true;
      await facts.record(trx, {
        actor,
        action: 'samples-ingest',
        objectRef: 'samples:batch',
        details: {
          stored: done.stored,
          duplicates: read.duplicates + done.duplicates,
          outages: done.outages.length,
        },
      });
    }
    // Figures of the running period are soon worked out anew by themselves.
    if (done.outages.length > 0 || isLate) {
      await facts.noteMeasured(trx, done.outages);
    }
    return done;
  }

  private async knownSubjects(
    samples: readonly Sample[],
  ): Promise<Set<string>> {
    const refs = new Set(
      samples.map(({ subjectRef }) => subjectRef.toLocaleLowerCase('en-US')),
    );
    const found: string[] = await this.deps
      .knex('commitments')
      .whereIn('subject_ref', [...refs])
      .distinct()
      .pluck('subject_ref');
    return new Set(found);
  }
}

type Group = {
  subjectRef: string;
  measurement: string;
  states: StateSample[];
  metrics: MetricSample[];
};

function groupBySeries(samples: Array<StateSample | MetricSample>): Group[] {
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const { subjectRef, measurement } = sample;
    const key = `${subjectRef} ${measurement}`;
    const group = groups.get(key) ?? {
      subjectRef,
      measurement,
      states: [],
      metrics: [],
    };
    groups.set(key, group);
    if ('atS' in sample) group.states.push(sample);
    else group.metrics.push(sample);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

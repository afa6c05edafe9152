import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Sample } from '@dualcloud/backstage-plugin-service-levels-common';
import type {
  ServiceLevelsSource,
  SourceQuestion,
  SourceSample,
} from '@dualcloud/backstage-plugin-service-levels-node';
import { toInstant } from '../instants';
import type { SampleIntake } from '../measurement';
import { lookAtHttp, lookAtPostgresql, lookAtTcp } from './lookAt';
import type { ProbeLogins } from './ProbeLogins';
import type { Outcome, ProbeStore } from './ProbeStore';
import type { ClaimedProbe, Look, Problem } from './types';

/*
 * What is due is claimed by whichever replica comes first, so that all of them
 * share the work and nothing is measured twice. A replica that freezes loses its
 * claim; what it brings later is refused, sample included, because both are
 * written in the transaction that checks the claim.
 *
 * Down is only what was seen to be down, twice in a row. Whatever keeps a probe
 * from looking (no credentials, a source that does not answer) leaves a gap.
 */

/** Before a failure counts, it is looked at once more. */
const AGAIN_AFTER_MS = 3_000;
/** The next look may be so much late before its lack is a gap. */
const SLACK_S = 20;
/** While credentials are being made; and where they are refused. */
const SOON_S = 5;
const LATER_S = 30;
/** What a monitoring system learns may take a moment to be there. */
const SETTLED_AFTER_S = 30;
const HOUR_S = 3_600;
const FURTHEST_BACK_S = 24 * HOUR_S;
const MOST_AT_ONCE_S = 6 * HOUR_S;
const SOURCE_TIMEOUT_MS = 30_000;

type ProberDeps = {
  store: ProbeStore;
  logins: ProbeLogins;
  samples: Pick<SampleIntake, 'ingest'>;
  sources: readonly ServiceLevelsSource[];
  logger: LoggerService;
  /** How many probes this process is at, at most. */
  parallel: number;
};

/** Looks at what is due, and hands in what it has seen. */
export class Prober {
  private readonly workers = new Set<Promise<void>>();

  private constructor(private readonly deps: ProberDeps) {}

  static create(deps: ProberDeps): Prober {
    return new Prober(deps);
  }

  /**
   * Takes on what is due, as far as there is room. Does not wait for it: what hangs
   * until its time is over must not keep others waiting.
   */
  wake(): void {
    if (this.workers.size >= this.deps.parallel) return;
    const worker: Promise<void> = this.work().finally(() =>
      this.workers.delete(worker),
    );
    this.workers.add(worker);
  }

  /** When nothing is due any more, and nothing under way. */
  async idle(): Promise<void> {
    while (this.workers.size > 0) await Promise.all(this.workers);
  }

  /** One after the other. Whoever finds something wakes one more, for there may be more. */
  private async work(): Promise<void> {
    const { store, logger } = this.deps;
    try {
      for (;;) {
        const probe = await store.claim();
        if (!probe) return;
        this.wake();
        await this.attempt(probe);
      }
    } catch (error) {
      logger.warn(`It is not known which probes are due: ${error}`);
    }
  }

  private async attempt(probe: ClaimedProbe): Promise<void> {
    try {
      if (probe.target.type === 'source') {
        await this.askSource(probe, probe.target);
      } else {
        await this.look(probe);
      }
    } catch (error) {
      this.deps.logger.warn(
        `The probe "${probe.measurement}" of ${
          probe.subjectRef
        } came to nothing: ${(error as Error).name}: ${
          (error as Error).message
        }`,
      );
    }
  }

  private async look(probe: ClaimedProbe): Promise<void> {
    const looker = await this.lookerOf(probe);
    if ('problem' in looker) {
      await this.hadProblem(probe, looker.problem);
      return;
    }
    const began = Date.now();
    let look = await looker.look(AbortSignal.timeout(probe.timeoutS * 1000));
    let ms = Date.now() - began;
    if (!look.up) {
      await new Promise(resolve => {
        setTimeout(resolve, AGAIN_AFTER_MS);
      });
      const again = Date.now();
      look = await looker.look(AbortSignal.timeout(probe.timeoutS * 1000));
      ms = Date.now() - again;
    }
    const sample: Sample = {
      subjectRef: probe.subjectRef,
      measurement: probe.measurement,
      at: toInstant(probe.atS),
      up: look.up,
      // Until the next look has ended, should it have to look twice.
      forSeconds: probe.intervalS + 2 * probe.timeoutS + SLACK_S,
    };
    await this.handIn(probe, 'probe', [sample], {
      nextInS: probe.intervalS,
      look: { ...look, ms },
    });
  }

  private async lookerOf(
    probe: ClaimedProbe,
  ): Promise<
    { look: (signal: AbortSignal) => Promise<Look> } | { problem: Problem }
  > {
    const { target } = probe;
    if (target.type === 'http') {
      return { look: signal => lookAtHttp(target, { signal }) };
    }
    if (target.type === 'tcp') {
      return { look: signal => lookAtTcp(target, { signal }) };
    }
    if (target.type === 'source' || target.instanceId === undefined) {
      return { problem: 'credentials' };
    }
    const login = await this.deps.logins
      .of(probe, target.instanceId)
      .catch((error: Error) => {
        if (error.name === 'LeaseLostError') throw error;
        return { missing: 'credentials' as const };
      });
    if ('missing' in login) return { problem: login.missing };
    if ('connectionString' in login) {
      return { look: signal => lookAtPostgresql(login, { signal }) };
    }
    return target.type === 'postgresql'
      ? { problem: 'credentials' }
      : { look: signal => lookAtTcp(login, { signal }) };
  }

  private async askSource(
    probe: ClaimedProbe,
    target: { source: string; question: SourceQuestion },
  ): Promise<void> {
    const source = this.deps.sources.find(({ id }) => id === target.source);
    const interval = dueInterval(probe, target.question);
    if (!source || !interval) {
      await this.hadProblem(probe, source ? undefined : 'source');
      return;
    }
    const { fromS, toS, isMore } = interval;
    let answer: SourceSample[];
    try {
      answer = await source.measure(
        {
          subjectRef: probe.subjectRef,
          measurement: probe.measurement,
          question: target.question,
        },
        { fromS, toS, signal: AbortSignal.timeout(SOURCE_TIMEOUT_MS) },
      );
    } catch (error) {
      await this.hadProblem(probe, 'source', (error as Error).message);
      return;
    }
    const last = answer.at(-1);
    await this.handIn(
      probe,
      'source',
      answer.map(one => toSample(probe, one)),
      {
        nextInS: isMore ? 0 : probe.intervalS,
        measuredUntilS: toS,
        lastUp: last && 'up' in last ? last.up : undefined,
      },
    );
  }

  private async handIn(
    probe: ClaimedProbe,
    source: 'probe' | 'source',
    samples: Sample[],
    outcome: Outcome,
  ): Promise<void> {
    const { store, logger } = this.deps;
    const report = await this.deps.samples.ingest(samples, {
      partial: true,
      actor: `plugin:service-levels (${source} ${probe.measurement})`,
      source,
      guard: trx => store.finish(trx, probe, outcome),
    });
    for (const { field, message } of report.refused.slice(0, 3)) {
      logger.warn(
        `What the ${source} "${probe.measurement}" of ${probe.subjectRef} has measured is refused: ${field} ${message}`,
      );
    }
  }

  /** Nothing was measured; what was before is forgotten when its time is over. */
  private async hadProblem(
    probe: ClaimedProbe,
    problem: Problem | undefined,
    problemText?: string,
  ): Promise<void> {
    const { store } = this.deps;
    await this.deps.samples.ingest([], {
      partial: true,
      actor: 'plugin:service-levels',
      guard: trx =>
        store.finish(trx, probe, {
          nextInS: waitAfter(problem, probe),
          problem,
          problemText,
        }),
    });
  }
}

function waitAfter(problem: Problem | undefined, probe: ClaimedProbe): number {
  if (problem === 'credentials-being-made') return SOON_S;
  return problem === 'credentials'
    ? Math.min(LATER_S, probe.intervalS)
    : probe.intervalS;
}

/** From where a source has answered up to now, in whole steps. */
function dueInterval(
  probe: ClaimedProbe,
  question: SourceQuestion,
): { fromS: number; toS: number; isMore: boolean } | undefined {
  const stepS =
    question.kind === 'state' ? question.stepSeconds : question.sliceSeconds;
  const floor = (seconds: number) => Math.floor(seconds / stepS) * stepS;
  const earliestS = floor(probe.atS - FURTHEST_BACK_S);
  const fromS = floor(Math.max(probe.measuredUntilS ?? 0, earliestS));
  const settledS = floor(probe.atS - SETTLED_AFTER_S);
  const toS = Math.min(
    settledS,
    fromS + Math.max(floor(MOST_AT_ONCE_S), stepS),
  );
  return toS > fromS ? { fromS, toS, isMore: toS < settledS } : undefined;
}

function toSample(
  { subjectRef, measurement }: ClaimedProbe,
  sample: SourceSample,
): Sample {
  return 'up' in sample
    ? {
        subjectRef,
        measurement,
        at: toInstant(sample.atS),
        up: sample.up,
        forSeconds: sample.forSeconds,
      }
    : {
        subjectRef,
        measurement,
        from: toInstant(sample.fromS),
        to: toInstant(sample.toS),
        good: sample.good,
        total: sample.total,
      };
}

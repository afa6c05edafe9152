import type { Measurement } from '@dualcloud/backstage-plugin-service-levels-common';
import { fingerprint } from '@dualcloud/foundation-node';
import type { AgreementBook, AgreementInForce } from '../agreements';
import { durationSeconds } from '../attainment/durations';
import type { Commitment, EnvironmentFacts } from '../commitments';
import type { StoredInstance } from '../environments';
import type { Allowance } from './allowance';
import { metricQuestionOf } from './metricQuestions';
import type { PlannedProbe, ProbeTarget } from './types';

const USUAL_INTERVAL_S = 60;
const USUAL_TIMEOUT_S = 10;
/** Sources are asked no more often: the slices that they answer are longer. */
const METRIC_INTERVAL_S = 60;

/** What probes are derived from. */
export type ProbeFacts = {
  book: AgreementBook;
  /** Those that hold now. */
  commitments: readonly Commitment[];
  environments: readonly EnvironmentFacts[];
  /** Live ones. */
  instances: readonly StoredInstance[];
  allowance: Allowance;
  sources: ReadonlyArray<{ id: string; type: string }>;
  nowS: number;
};

type Draft = Pick<PlannedProbe, 'measurement' | 'target' | 'state'> & {
  intervalS?: number;
  timeoutS?: number;
};

/**
 * What has to be measured, because agreements say so:
 *
 * - each `measurement` of an agreement in force, for what it is about;
 * - each objective of latency or success rate whose metrics one source has;
 * - of an environment, what its agreement names, or every live instance where it
 *   names nothing. Simulated instances are listed, and not measured.
 *
 * Two agreements that ask for the same share a probe. Where they ask for
 * different things under one name, the first is measured: figures of two things
 * in one series would be none of either.
 */
export function planProbes(facts: ProbeFacts): PlannedProbe[] {
  const planned = new Map<string, PlannedProbe>();
  const series = new Map<string, string>();
  for (const commitment of facts.commitments) {
    const version = facts.book.at(commitment.agreement, facts.nowS);
    if (!version) continue;
    for (const draft of draftsOf(facts, commitment, version)) {
      const key = `${commitment.subjectRef} ${draft.measurement}`;
      const id = fingerprint([key, draft.target]).slice(0, 20);
      const known = planned.get(id);
      if (known) {
        known.commitmentIds.push(commitment.id);
        continue;
      }
      const isFirst = !series.has(key);
      series.set(key, id);
      planned.set(id, {
        id,
        subjectRef: commitment.subjectRef,
        intervalS: USUAL_INTERVAL_S,
        timeoutS: USUAL_TIMEOUT_S,
        gaps: version.effective.gaps ?? 'up',
        commitmentIds: [commitment.id],
        ...draft,
        state: isFirst ? draft.state : 'clash',
      });
    }
  }
  return [...planned.values()];
}

function draftsOf(
  facts: ProbeFacts,
  commitment: Commitment,
  { effective }: AgreementInForce,
): Draft[] {
  const named = (effective.measurement ?? []).map(one =>
    ofMeasurement(facts, commitment, one),
  );
  const metrics = (effective.objectives ?? []).flatMap((objective): Draft[] => {
    if (objective.type !== 'latency' && objective.type !== 'success-rate') {
      return [];
    }
    const asked = metricQuestionOf(objective);
    if (!asked) return [];
    const source = facts.sources.find(({ id, type }) =>
      asked.sourceRef === undefined
        ? type.toLocaleLowerCase('en-US') ===
          asked.sourceType?.toLocaleLowerCase('en-US')
        : id === asked.sourceRef,
    );
    const name = source?.id ?? asked.sourceRef ?? asked.sourceType ?? '';
    return [
      {
        measurement: objective.id,
        target: { type: 'source', source: name, question: asked.question },
        state: source ? 'active' : 'no-source',
        intervalS: METRIC_INTERVAL_S,
      },
    ];
  });
  return [...named, ...ofInstances(facts, commitment, named), ...metrics];
}

function ofMeasurement(
  facts: ProbeFacts,
  commitment: Commitment,
  measurement: Measurement,
): Draft {
  const intervalS = secondsOf(measurement.interval, USUAL_INTERVAL_S);
  const base = {
    measurement: measurement.id,
    intervalS,
    timeoutS: Math.min(
      'timeout' in measurement
        ? secondsOf(measurement.timeout, USUAL_TIMEOUT_S)
        : USUAL_TIMEOUT_S,
      intervalS,
    ),
  };
  const { allowance, sources } = facts;
  switch (measurement.type) {
    case 'http': {
      const { type, url, status } = measurement;
      return {
        ...base,
        target: { type, url, ...(status && { status }) },
        state: allowance.http(url) ? 'active' : 'not-allowed',
      };
    }
    case 'tcp': {
      const { type, host, port } = measurement;
      return {
        ...base,
        target: { type, host, port },
        state: allowance.tcp(host, port) ? 'active' : 'not-allowed',
      };
    }
    case 'postgresql': {
      const { type, instance: name } = measurement;
      const instance = findInstance(facts, commitment, name);
      return { ...base, ...ofInstance(type, name, instance) };
    }
    default: {
      const { source, query } = measurement;
      return {
        ...base,
        target: {
          type: 'source',
          source,
          question: {
            kind: 'state',
            query,
            stepSeconds: Math.min(intervalS, USUAL_INTERVAL_S),
          },
        },
        state: sources.some(({ id }) => id === source) ? 'active' : 'no-source',
      };
    }
  }
}

function ofInstance(
  type: 'postgresql' | 'instance',
  name: string,
  instance: StoredInstance | undefined,
): Pick<Draft, 'target' | 'state'> {
  const target: ProbeTarget = {
    type,
    instance: name,
    ...(instance && { instanceId: instance.id }),
  };
  if (!instance) return { target, state: 'no-instance' };
  return { target, state: instance.simulated ? 'simulated' : 'active' };
}

/** What an environment consists of, unless its agreement names it. */
function ofInstances(
  facts: ProbeFacts,
  commitment: Commitment,
  named: readonly Draft[],
): Draft[] {
  if (commitment.kind !== 'environments') return [];
  const known = new Set(
    named.map(({ target }) =>
      'instanceId' in target ? target.instanceId : '',
    ),
  );
  return facts.instances
    .filter(
      one =>
        one.environmentRef === commitment.subjectRef &&
        !known.has(one.id) &&
        (named.length === 0 || one.simulated),
    )
    .map(one => ({
      measurement: one.component ?? one.name,
      ...ofInstance('instance', one.component ?? one.name, one),
    }));
}

/** By its id, as `environment/component`, or as a component of this environment. */
function findInstance(
  { instances, environments }: ProbeFacts,
  commitment: Commitment,
  name: string,
): StoredInstance | undefined {
  const [environmentName, component] = name.includes('/')
    ? name.split('/', 2)
    : [undefined, name];
  const environmentRefs =
    environmentName === undefined
      ? [commitment.subjectRef]
      : environments
          .filter(one => one.name === environmentName && one.toS === undefined)
          .map(({ ref }) => ref);
  return (
    instances.find(({ id }) => id === name) ??
    instances.find(
      one =>
        environmentRefs.includes(one.environmentRef ?? '') &&
        (one.component ?? one.name) === component,
    )
  );
}

function secondsOf(text: string | undefined, usual: number): number {
  return text === undefined ? usual : durationSeconds(text);
}

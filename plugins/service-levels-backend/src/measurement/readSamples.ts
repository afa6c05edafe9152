import type { Sample } from '@dualcloud/backstage-plugin-service-levels-common';
import { readInstant as readMs } from '@dualcloud/foundation-node';

/** Whether something was up, from an instant on for a while. Seconds since 1970. */
export type StateSample = {
  index: number;
  subjectRef: string;
  measurement: string;
  atS: number;
  forS: number;
  up: boolean;
};

/** How many events there were, and how many good ones. */
export type MetricSample = {
  index: number;
  subjectRef: string;
  measurement: string;
  fromS: number;
  toS: number;
  good: number;
  total: number;
};

/** Why a sample is not stored. */
export type SampleRefusal = {
  index: number;
  field: string;
  rule: string;
  message: string;
};

/** What a batch holds; each instant of a series occurs once. */
export type ReadSamples = {
  states: StateSample[];
  metrics: MetricSample[];
  duplicates: number;
  refused: SampleRefusal[];
};

const AVAILABILITY = 'availability';
const USUAL_S = 60;
const LONGEST_S = 86_400;
const AHEAD_S = 60;

/** Checks each sample by itself, and against others at the same instant. */
export function readSamples(
  samples: readonly Sample[],
  limits: { nowS: number; earliestS: number; subjects: ReadonlySet<string> },
): ReadSamples {
  const read: ReadSamples = {
    states: [],
    metrics: [],
    duplicates: 0,
    refused: [],
  };
  const seen = new Map<string, string>();
  samples.forEach((sample, index) => {
    const one = readOne(sample, index, limits);
    if ('rule' in one) {
      read.refused.push(one);
      return;
    }
    const at = 'atS' in one ? one.atS : one.fromS;
    const key = `${one.subjectRef} ${one.measurement} ${at}`;
    const value = JSON.stringify({ ...one, index: 0 });
    const before = seen.get(key);
    if (before === value) read.duplicates += 1;
    else if (before !== undefined) read.refused.push(otherValue(index, at));
    else if ('atS' in one) read.states.push(one);
    else read.metrics.push(one);
    seen.set(key, before ?? value);
  });
  return read;
}

/** The same instant was measured with another result. */
export function otherValue(index: number, atS: number): SampleRefusal {
  return {
    index,
    field: 'at',
    rule: 'same-value',
    message: `there is another value for ${new Date(
      atS * 1000,
    ).toISOString()}; a measurement never changes: report an outage or correct one`,
  };
}

function readOne(
  sample: Sample,
  index: number,
  limits: { nowS: number; earliestS: number; subjects: ReadonlySet<string> },
): StateSample | MetricSample | SampleRefusal {
  const refuse = (field: string, rule: string, message: string) => ({
    index,
    field,
    rule,
    message,
  });
  const subjectRef = sample.subjectRef.toLocaleLowerCase('en-US');
  if (!limits.subjects.has(subjectRef)) {
    return refuse(
      'subjectRef',
      'has-agreement',
      'is not the subject of any agreement; see GET /service-levels for those that are',
    );
  }
  const common = { index, subjectRef };
  const [field, text] =
    'at' in sample
      ? (['at', sample.at] as const)
      : (['from', sample.from] as const);
  const beginS = toSeconds(text);
  const fault = faultOf(beginS, limits);
  if (fault) return refuse(field, ...fault);
  if ('at' in sample) {
    return {
      ...common,
      measurement: sample.measurement ?? AVAILABILITY,
      atS: beginS,
      forS: sample.forSeconds ?? USUAL_S,
      up: sample.up,
    };
  }
  const toS = toSeconds(sample.to);
  if (!(toS > beginS && toS - beginS <= LONGEST_S)) {
    return refuse(
      'to',
      'after-from',
      'must be after from, and at most a day later',
    );
  }
  if (toS > limits.nowS + AHEAD_S) {
    return refuse('to', 'past', 'must not be in the future');
  }
  const { good, total, measurement } = sample;
  if (good > total) {
    return refuse(
      'good',
      'at-most-total',
      `must not be more than total, ${total}`,
    );
  }
  return { ...common, measurement, fromS: beginS, toS, good, total };
}

function toSeconds(text: string): number {
  return Math.floor((readMs(text) ?? NaN) / 1000);
}

function faultOf(
  seconds: number,
  { nowS, earliestS }: { nowS: number; earliestS: number },
): [rule: string, message: string] | undefined {
  if (Number.isNaN(seconds)) {
    return [
      'date-time',
      'must be a time of RFC 3339 such as 2026-11-23T22:37:49Z',
    ];
  }
  if (seconds > nowS + AHEAD_S) return ['past', 'must not be in the future'];
  return seconds < earliestS
    ? [
        'not-too-old',
        'is older than samples are kept (serviceLevels.samples.keepDays); report an outage by hand instead',
      ]
    : undefined;
}

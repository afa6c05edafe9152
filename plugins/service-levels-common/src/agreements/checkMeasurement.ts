import {
  checkUnique,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkClock, clockSeconds } from './durations';
import type { Measurement } from './types';

const INTERVAL = { least: 'PT10S', most: 'PT24H' };
const TIMEOUT = { least: 'PT1S', most: 'PT60S' };

/** Each measurement by itself, and that no two have the same name. */
export function checkMeasurement(
  measurement: readonly Measurement[] = [],
): LocatedProblem[] {
  const at = ['spec', 'measurement'];
  return [
    ...checkUnique(
      measurement.map(one => one.id),
      index => [...at, index, 'id'],
      'measurement',
    ),
    ...measurement.flatMap((one, index) => checkOne(one, [...at, index])),
  ];
}

function checkOne(one: Measurement, at: DocumentPath): LocatedProblem[] {
  const timeout = 'timeout' in one ? one.timeout : undefined;
  const problems = [
    ...checkClock(one.interval, [...at, 'interval'], INTERVAL),
    ...checkClock(timeout, [...at, 'timeout'], TIMEOUT),
  ];
  if (
    one.interval !== undefined &&
    timeout !== undefined &&
    (clockSeconds(timeout) ?? 0) > (clockSeconds(one.interval) ?? Infinity)
  ) {
    problems.push({
      at: [...at, 'timeout'],
      rule: 'timeout-within-interval',
      message: `is ${timeout}, longer than the interval of ${one.interval}; an answer must be there before the next one is asked for`,
    });
  }
  if (one.type === 'http') problems.push(...checkUrl(one.url, [...at, 'url']));
  if (one.type === 'tcp' && /[\s/@]/.test(one.host)) {
    problems.push({
      at: [...at, 'host'],
      rule: 'host',
      message: `"${one.host}" is not a host name or address`,
    });
  }
  return problems;
}

/** The document is readable by many, so it must not hold a password. */
function checkUrl(text: string, at: DocumentPath): LocatedProblem[] {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // Told below.
  }
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return [
      {
        at,
        rule: 'http-url',
        message: 'must be an http or https URL, such as https://host/health',
      },
    ];
  }
  return url.username || url.password
    ? [
        {
          at,
          rule: 'url-without-credentials',
          message:
            'must not contain user name or password: many may read this document',
        },
      ]
    : [];
}

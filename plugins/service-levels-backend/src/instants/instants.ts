import {
  invalidField,
  readInstant as readMs,
} from '@dualcloud/foundation-node';

/** Years that a calendar is asked about; also keeps arithmetic exact. */
const EARLIEST_S = Date.UTC(2000, 0, 1) / 1000;
const LATEST_S = Date.UTC(2200, 0, 1) / 1000;
/** Clocks differ; what is measured may be ahead of ours by so much. */
const AHEAD_S = 60;

/**
 * Reads an instant of RFC 3339 as whole seconds since 1970, cut down.
 * @param field - named if it is none
 */
export function readInstant(text: string, field: string): number {
  const seconds = Math.floor((readMs(text) ?? NaN) / 1000);
  if (!(seconds >= EARLIEST_S && seconds < LATEST_S)) {
    throw invalidField(
      field,
      'date-time',
      'must be a time of RFC 3339 between 2000 and 2200, such as 2026-11-23T22:37:49Z',
    );
  }
  return seconds;
}

/** The same, where it may be missing. */
export function readOptionalInstant(
  text: string | undefined,
  field: string,
): number | undefined {
  return text === undefined ? undefined : readInstant(text, field);
}

/**
 * Reads an interval that has begun, and is over if it has an end.
 * @throws InputError that names the field at fault
 */
export function readPastInterval(
  body: { from: string; to?: string },
  nowS: number,
  prefix = '',
): { fromS: number; toS?: number } {
  const interval = readInterval(body, prefix);
  if (interval.fromS > nowS + AHEAD_S) {
    throw invalidField(`${prefix}from`, 'past', 'must not be in the future');
  }
  if (interval.toS !== undefined && interval.toS > nowS + AHEAD_S) {
    throw invalidField(
      `${prefix}to`,
      'past',
      'must not be in the future; leave it out as long as it goes on',
    );
  }
  return interval;
}

/** Reads an interval of at least a second. */
export function readInterval(
  body: { from: string; to?: string },
  prefix = '',
): { fromS: number; toS?: number } {
  const fromS = readInstant(body.from, `${prefix}from`);
  const toS = readOptionalInstant(body.to, `${prefix}to`);
  if (toS !== undefined && toS <= fromS) {
    throw invalidField(
      `${prefix}to`,
      'after-from',
      `must be after ${prefix}from, ${toInstant(fromS)}`,
    );
  }
  return { fromS, toS };
}

/** RFC 3339 in UTC, whole seconds. */
export function toInstant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** As the API has intervals. */
export function toInterval(
  fromS: number,
  toS?: number,
): { from: string; to?: string } {
  return {
    from: toInstant(fromS),
    ...(toS !== undefined && { to: toInstant(toS) }),
  };
}

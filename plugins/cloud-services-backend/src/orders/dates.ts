import { invalidField } from '@dualcloud/foundation-node';

export const DAY_MS = 24 * 60 * 60_000;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The day (YYYY-MM-DD, UTC) of a time in milliseconds. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * Reads the end of an environment or instance. A date alone means the end of
 * that day, in UTC as all times of the API.
 */
export function readExpiry(value: string): number {
  let time = NaN;
  if (DATE.test(value)) time = Date.parse(`${value}T23:59:59.999Z`);
  else if (DATE_TIME.test(value)) time = Date.parse(value);
  // Date.parse takes 31 February for the 3rd of March.
  const day = Number(value.slice(8, 10));
  const real =
    !Number.isNaN(time) &&
    new Date(Date.parse(`${value.slice(0, 10)}T00:00:00Z`)).getUTCDate() ===
      day;
  if (!real) {
    throw invalidField(
      'expiresAt',
      'date',
      'must be a date such as 2027-01-31, or a date-time such as 2027-01-31T12:00:00Z',
    );
  }
  return time;
}

/** Refuses an end that lies in the past or too far ahead. */
export function checkExpiry(
  expiresAt: number,
  options: { now: number; maxLifetimeDays: number },
): void {
  const { now, maxLifetimeDays } = options;
  if (expiresAt <= now) {
    throw invalidField('expiresAt', 'past', 'must lie in the future');
  }
  const lastDay = dayOf(now + maxLifetimeDays * DAY_MS);
  if (dayOf(expiresAt) > lastDay) {
    throw invalidField(
      'expiresAt',
      'maxLifetime',
      `must be ${lastDay} at the latest: development and test environments live for at most ${maxLifetimeDays} days, and can be extended`,
      { lastDay, days: maxLifetimeDays },
    );
  }
}

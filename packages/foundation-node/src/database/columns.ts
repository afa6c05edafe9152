/**
 * How columns read. PostgreSQL gives 64-bit integers as strings, and SQLite
 * gives booleans as 0 and 1; our times fit a double for 285,000 years.
 */

/** A nullable 64-bit integer column. @public */
export type BigIntColumn = number | string | null;

/** A 64-bit integer column that is not null. @public */
export function toNumber(value: number | string): number {
  return Number(value);
}

/** A nullable 64-bit integer column. @public */
export function toOptionalNumber(
  value: BigIntColumn | undefined,
): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** A nullable time as ISO 8601 in UTC. @public */
export function toIsoTime(value: BigIntColumn | undefined): string | undefined {
  const ms = toOptionalNumber(value);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** A boolean column. @public */
export function toBoolean(value: boolean | number | null | undefined): boolean {
  return Boolean(value);
}

/** A JSON column that is not null. @public */
export function fromJson<T>(value: string): T {
  return JSON.parse(value) as T;
}

/** A nullable JSON column. @public */
export function fromOptionalJson<T>(
  value: string | null | undefined,
): T | undefined {
  return value === null || value === undefined
    ? undefined
    : (JSON.parse(value) as T);
}

/** A value for a JSON column; `undefined` becomes null. @public */
export function toOptionalJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

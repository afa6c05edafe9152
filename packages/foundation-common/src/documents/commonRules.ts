import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { DocumentPath, LocatedProblem } from './problems';

/** Whether there is such a day, written `2026-02-28`. @public */
export function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  );
}

/** The day exists. @public */
export function checkDay(
  day: string | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  return day === undefined || isRealDay(day)
    ? []
    : [
        {
          at,
          rule: 'date-exists',
          message: `${day} is not a day of the calendar`,
        },
      ];
}

/**
 * Days exist, and the period does not end before it begins.
 *
 * @param options - `mayBeEmpty`: the day before the first one may be the last, and so it
 * holds on no day at all
 * @public
 */
export function checkPeriod(
  period: { validFrom?: string; validUntil?: string },
  at: DocumentPath,
  lastDayAt: DocumentPath = [...at, 'validUntil'],
  options: { mayBeEmpty?: boolean } = {},
): LocatedProblem[] {
  const { validFrom, validUntil } = period;
  const problems = [
    ...checkDay(validFrom, [...at, 'validFrom']),
    ...checkDay(validUntil, lastDayAt),
  ];
  const backwards =
    validFrom !== undefined &&
    validUntil !== undefined &&
    validUntil < (options.mayBeEmpty ? dayBefore(validFrom) : validFrom);
  return problems.length > 0 || !backwards
    ? problems
    : [
        {
          at: lastDayAt,
          rule: 'period-in-order',
          message: `the last day, ${validUntil}, is before the first, ${validFrom}`,
        },
      ];
}

/** Of a day such as `2026-11-28`; of what is no day, that. @public */
export function dayBefore(day: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`) - 86_400_000;
  return Number.isNaN(ms) ? day : new Date(ms).toISOString().slice(0, 10);
}

/**
 * The reference is written in full and names one of the kinds. There is one way
 * to write such references, so that they can be compared as text.
 * @param kinds - in lower case; the first is the one that is suggested
 * @public
 */
export function checkFullRef(
  ref: string | undefined,
  kinds: readonly [string, ...string[]],
  at: DocumentPath,
): LocatedProblem[] {
  if (ref === undefined) return [];
  let full: string | undefined;
  try {
    full = stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: kinds[0],
        defaultNamespace: 'default',
      }),
    );
  } catch {
    // Told below.
  }
  const isOfKind = (one: string) =>
    kinds.some(kind => one.startsWith(`${kind}:`));
  if (full === ref && isOfKind(ref)) return [];
  const example = full && isOfKind(full) ? full : `${kinds[0]}:default/name`;
  return [
    {
      at,
      rule: 'full-entity-ref',
      message: `must be a full entity reference such as ${example}, not "${ref}"`,
    },
  ];
}

/** Each value stands only once. @public */
export function checkUnique(
  values: readonly string[],
  pathAt: (index: number) => DocumentPath,
  what: string,
): LocatedProblem[] {
  const known = new Set<string>();
  return values.flatMap((value, index) => {
    if (!known.has(value)) {
      known.add(value);
      return [];
    }
    return [
      {
        at: pathAt(index),
        rule: 'unique',
        message: `${what} "${value}" stands here a second time; each may stand once`,
      },
    ];
  });
}

/** A currency in which statements can be paid. @public */
export function checkCurrency(
  currency: string,
  at: DocumentPath,
): LocatedProblem[] {
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    return [
      {
        at,
        rule: 'currency',
        message: `"${currency}" is not a currency of ISO 4217, such as EUR`,
      },
    ];
  }
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits === 2
    ? []
    : [
        {
          at,
          rule: 'currency-in-hundredths',
          message: `${currency} is not counted in hundredths; statements are paid in hundredths`,
        },
      ];
}

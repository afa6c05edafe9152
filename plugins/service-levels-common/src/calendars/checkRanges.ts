import type {
  DocumentPath,
  LocatedProblem,
} from '@dualcloud/foundation-common';
import type { TimeRange } from './types';

/** Written `HH:MM`, so the order of the texts is the order of the times. */
export function checkRange(
  { from, to }: TimeRange,
  at: DocumentPath,
): LocatedProblem[] {
  return from < to
    ? []
    : [
        {
          at: [...at, 'to'],
          rule: 'range-in-order',
          message: `must be after ${from}; hours over midnight are written as two ranges, until "24:00" and from "00:00"`,
        },
      ];
}

/** The ranges of one day begin before they end and have no time in common. */
export function checkRanges(
  ranges: readonly TimeRange[] | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  return checkHours(
    ranges?.map(range => ({ ...range, days: ['the day'] })),
    at,
  );
}

/** {@link checkRanges} for each day of the week. */
export function checkHours(
  hours: ReadonlyArray<TimeRange & { days: readonly string[] }> | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  return (hours ?? []).flatMap((one, index, all) => {
    const backwards = checkRange(one, [...at, index]);
    if (backwards.length > 0) return backwards;
    const other = all.findIndex(
      (earlier, position) =>
        position < index &&
        earlier.from < one.to &&
        one.from < earlier.to &&
        earlier.days.some(day => one.days.includes(day)),
    );
    return other < 0
      ? []
      : [
          {
            at: [...at, index],
            rule: 'ranges-without-overlap',
            message: `has time in common with entry ${other + 1} (${describe(
              all[other],
            )}); write each hour of a day once`,
          },
        ];
  });
}

function describe({ days, from, to }: TimeRange & { days: readonly string[] }) {
  return `${days.join(', ')} ${from}–${to}`;
}

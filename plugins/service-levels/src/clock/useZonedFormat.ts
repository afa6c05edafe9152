import { instantFormat } from '@dualcloud/foundation-common';
import { useLanguage } from '@dualcloud/foundation-react';
import { useMemo } from 'react';

/** How instants are written as the clocks of a time zone show them. */
export function createZonedFormat(language: string, timeZone?: string) {
  const moment = instantFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const exact = instantFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  });
  return {
    timeZone: moment.timeZone,
    moment: (instant: string) => moment.format(Date.parse(instant)),
    /** To the second, where one reckons with it. */
    exact: (instant: string) => exact.format(Date.parse(instant)),
    /** From and to; the day is said once where it is the same. */
    range: (from: string, to: string) =>
      moment.formatRange(Date.parse(from), Date.parse(to)),
  };
}

/** What {@link useZonedFormat} gives. */
export type ZonedFormat = ReturnType<typeof createZonedFormat>;

/** {@link createZonedFormat} for the reader's language; absent: their own time zone. */
export function useZonedFormat(timeZone?: string): ZonedFormat {
  const language = useLanguage();
  return useMemo(
    () => createZonedFormat(language, timeZone),
    [language, timeZone],
  );
}

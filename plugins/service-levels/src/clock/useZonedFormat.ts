import { useMemo } from 'react';
import { useLanguage } from '@dualcloud/foundation-react';

/** How instants are written as the clocks of a time zone show them. */
export function createZonedFormat(language: string, timeZone?: string) {
  const moment = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  });
  const zone = moment.resolvedOptions().timeZone;
  return {
    timeZone: zone,
    moment: (instant: string) => moment.format(new Date(instant)),
    /** To the second, where one reckons with it. */
    exact: (instant: string) => exact.format(new Date(instant)),
    /** From and to; the day is said once where it is the same. */
    range: (from: string, to: string) =>
      moment.formatRange(new Date(from), new Date(to)),
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

import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Interval,
  TimeRange,
  Weekday,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { useLanguage } from '@dualcloud/foundation-react';
import { serviceLevelsTranslationRef } from '../translation';
import { wallClockOf } from '../clock';

export const WEEKDAYS: readonly Weekday[] = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
];

/** A Monday, from which weekdays get their names. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** How weekdays and hours are written. */
export function useHours() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  return useMemo(() => {
    const names = (style: 'long' | 'short') => {
      const format = new Intl.DateTimeFormat(language, {
        weekday: style,
        timeZone: 'UTC',
      });
      return WEEKDAYS.map((_, index) =>
        format.format(new Date(MONDAY + index * DAY_MS)),
      );
    };
    const long = names('long');
    const ranges = (all: readonly TimeRange[]) => {
      if (all.length === 0) return t('calendar.never');
      if (all.some(({ from, to }) => from === '00:00' && to === '24:00')) {
        return t('calendar.always');
      }
      return all.map(({ from, to }) => `${from}–${to}`).join(', ');
    };
    const ofDay = (day: string, intervals: readonly Interval[], zone: string) =>
      intervals.map(({ from, to = from }): TimeRange => {
        const end = wallClockOf(to, zone);
        return {
          from: wallClockOf(from, zone).slice(11, 16),
          to: end.startsWith(day) ? end.slice(11, 16) : '24:00',
        };
      });
    return {
      shortNames: names('short'),
      nameOf: (weekday: Weekday) => long[WEEKDAYS.indexOf(weekday)],
      ranges,
      /** Intervals of a day on its own clock. */
      ofDay,
    };
  }, [language, t]);
}

import type {
  TimeBand,
  Weekday,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { BillingCalendar, HOUR_MS, HourParts } from '../calendar';
import { parseDecimal } from '../money';
import type { MonthFrame } from './MonthFrame';

const WEEKDAYS: readonly Weekday[] = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
];

/** Prices by time of day; index 0 is the price outside of the bands. */
export type Bands = {
  prices: bigint[];
  ofMonth(frame: MonthFrame): BandHours;
};

/** The hours of a month. */
export type BandHours = {
  /** Index of the price of each. */
  bandOf: Uint8Array;
  /** The same for those of one day with one price: the day's index × prices + the price's. */
  cellOf: Uint16Array;
  /** Hours of a cell need not be told apart. */
  parts: HourParts;
};

/**
 * Lays bands out over the hours of months. Which band an hour belongs to is what
 * the clocks show in the list's time zone when it begins: the doubled hour in
 * autumn counts twice, the missing one in spring not at all.
 */
export function compileBands(
  price: string,
  bands: TimeBand[] | undefined,
  timeZone: string,
): Bands {
  const calendar = BillingCalendar.create(timeZone);
  const week = new Uint8Array(7 * 24);
  (bands ?? []).forEach((band, index) => {
    const from = Number(band.from.slice(0, 2));
    const to = Number(band.to.slice(0, 2));
    for (const day of band.days) {
      week.fill(
        index + 1,
        WEEKDAYS.indexOf(day) * 24 + from,
        WEEKDAYS.indexOf(day) * 24 + to,
      );
    }
  });
  const prices = [price, ...(bands ?? []).map(band => band.price)].map(text =>
    parseDecimal(text),
  );
  const months = new WeakMap<MonthFrame, BandHours>();
  return {
    prices,
    ofMonth(frame) {
      let hours = months.get(frame);
      if (!hours) {
        const bandOf = Uint8Array.from(frame.dayOfHour, (_, hour) => {
          const ms = frame.fromMs + hour * HOUR_MS;
          return week[calendar.weekday(ms) * 24 + calendar.hourOfDay(ms)];
        });
        const cellOf = Uint16Array.from(
          bandOf,
          (band, hour) => frame.dayOfHour[hour] * prices.length + band,
        );
        const parts = new HourParts(frame.fromMs, cellOf);
        hours = { bandOf, cellOf, parts };
        months.set(frame, hours);
      }
      return hours;
    },
  };
}

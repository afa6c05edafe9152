import type {
  TimeBand,
  Weekday,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { BillingCalendar, HOUR_MS } from '../calendar';
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
  /** Index of the price of each hour of a month. */
  ofHours(frame: MonthFrame): Uint8Array;
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
  const months = new WeakMap<MonthFrame, Uint8Array>();
  return {
    prices: [price, ...(bands ?? []).map(band => band.price)].map(text =>
      parseDecimal(text),
    ),
    ofHours(frame) {
      let hours = months.get(frame);
      if (!hours) {
        hours = new Uint8Array(frame.hours);
        for (let hour = 0; hour < frame.hours; hour += 1) {
          const ms = frame.fromMs + hour * HOUR_MS;
          hours[hour] =
            week[calendar.weekday(ms) * 24 + calendar.hourOfDay(ms)];
        }
        months.set(frame, hours);
      }
      return hours;
    },
  };
}

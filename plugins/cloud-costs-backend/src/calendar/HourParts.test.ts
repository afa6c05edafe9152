import { BillingCalendar, HOUR_MS } from './BillingCalendar';
import { HourParts } from './HourParts';

const calendar = BillingCalendar.create('Europe/Berlin');
const utcDay = (text: string) => Date.parse(text) / (24 * HOUR_MS);

it('names of each hour of a UTC day the first one that it goes with', () => {
  const { fromMs } = calendar.dayBounds(20260302);
  // Office hours of one day, from midnight in Berlin on, which is 23:00 UTC.
  const numbers = Array.from({ length: 24 }, (_, hour) =>
    hour >= 8 && hour < 18 ? 1 : 0,
  );
  const parts = new HourParts(fromMs, numbers);

  const first = [...parts.ofDay(utcDay('2026-03-02'))];
  expect(first.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(first.slice(7, 17)).toEqual(Array(10).fill(7));
  expect(first.slice(17, 23)).toEqual(Array(6).fill(0));
  // Of the next day nothing is known.
  expect(first[23]).toBe(23);
});

it('tells everything apart outside of its hours', () => {
  const { fromMs } = calendar.dayBounds(20260302);
  const parts = new HourParts(fromMs, Array(24).fill(0));

  const before = [...parts.ofDay(utcDay('2026-03-01'))];
  expect(before).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
  const after = [...parts.ofDay(utcDay('2026-03-03'))];
  expect(after).toEqual(before);
});

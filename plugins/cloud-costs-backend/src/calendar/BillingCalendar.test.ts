import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { BillingCalendar, HOUR_MS } from './BillingCalendar';

const berlin = BillingCalendar.create('Europe/Berlin');

it('agrees with Luxon on every instant, also where midnight is missing', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'UTC',
    'America/New_York',
    'America/Santiago',
    'Africa/Cairo',
    'Pacific/Auckland',
  );
  const instant = fc.integer({
    min: Date.UTC(2015, 0, 1),
    max: Date.UTC(2040, 0, 1),
  });
  fc.assert(
    fc.property(zone, instant, (timeZone, ms) => {
      const calendar = BillingCalendar.create(timeZone);
      const local = DateTime.fromMillis(ms, { zone: timeZone });
      const day = calendar.dayOf(ms);
      expect(calendar.formatDay(day)).toBe(local.toISODate());
      expect(calendar.parseDay(calendar.formatDay(day))).toBe(day);
      expect(calendar.hourOfDay(ms)).toBe(local.hour);
      expect(calendar.weekday(ms)).toBe(local.weekday - 1);
      expect(calendar.dayBounds(day)).toEqual({
        fromMs: local.startOf('day').toMillis(),
        toMs: local.startOf('day').plus({ days: 1 }).startOf('day').toMillis(),
      });
      expect(calendar.monthBounds(calendar.monthOf(ms))).toEqual({
        fromMs: local.startOf('month').toMillis(),
        toMs: local.startOf('month').plus({ months: 1 }).toMillis(),
      });
    }),
    { numRuns: 2_000 },
  );
});

it('counts days and months over years and the change of clocks', () => {
  const hours = (day: number) => {
    const { fromMs, toMs } = berlin.dayBounds(day);
    return (toMs - fromMs) / HOUR_MS;
  };
  expect([20260329, 20261025, 20261026].map(hours)).toEqual([23, 25, 24]);
  expect(berlin.daysOfMonth(202802)).toHaveLength(29);
  expect([berlin.nextMonth(202612), berlin.previousMonth(202601)]).toEqual([
    202701, 202512,
  ]);
  expect(berlin.nextDay(20261231)).toBe(20270101);
  const { fromMs } = berlin.monthBounds(202612);
  expect(berlin.monthsBetween(fromMs - 1, fromMs + 1)).toEqual([
    202611, 202612,
  ]);
  expect(berlin.monthsBetween(fromMs, fromMs)).toEqual([]);
});

it.each(['2026-02-30', '2026-13-01', '26-01-01', ''])(
  'does not take "%s" for a day',
  text => {
    expect(() => berlin.parseDay(text)).toThrow('is not a day');
  },
);

it.each(['Asia/Kolkata', 'Australia/Lord_Howe', '+01:00', 'Nowhere'])(
  'refuses %s, whose hours are not ours or which does not exist',
  timeZone => {
    expect(() => BillingCalendar.create(timeZone)).toThrow(timeZone);
  },
);

import type { Forecast } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { CostTotals } from '../costs';
import { dayNumber, dayOfNumber } from '../costs/query';
import type { PriceBook } from '../prices';
import { FixedCharges } from './FixedCharges';
import {
  type DaysForecast,
  forecastDays,
  halfWidth,
  type MeasuredSeries,
} from './forecastDays';
import { type ForecastScope, readLive, readMeasured } from './readMeasured';

export const FORECAST_METHOD =
  'Known fees of what is running, exactly, to the end of the period; plus, for each instance, the median cost of its measured usage on the same weekday of the last 8 weeks. 80 of 100 outcomes lie between low and high, judged by the median distance of the last 8 weeks from that rule. What is ordered or torn down later is not foreseen.';

/** What has been charged on each day of the year so far, and what is expected on the others. */
export type YearForecast = {
  currency: string;
  /** Such as 20261123. */
  today: number;
  /** Of the days from the year's begin through today. */
  actual: bigint[];
  /** From today through the year's end. */
  coming: DaysForecast;
};

export type PeriodForecast = {
  from: number;
  to: number;
  soFar: bigint;
  expected: bigint;
  low: bigint;
  high: bigint;
};

/** Expected costs to the end of the month and of the year. */
export class Forecasts {
  private readonly fixed: FixedCharges;

  private constructor(
    private readonly options: {
      knex: Knex;
      calendar: BillingCalendar;
      totals: CostTotals;
      priceBook: () => Promise<PriceBook>;
      now: () => number;
    },
  ) {
    this.fixed = FixedCharges.create(options.calendar);
  }

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    totals: CostTotals;
    priceBook: () => Promise<PriceBook>;
    now?: () => number;
  }): Forecasts {
    return new Forecasts({ now: Date.now, ...options });
  }

  /** @param currency - absent: the one with the largest total in the year */
  async ofYear(scope: ForecastScope, currency?: string): Promise<YearForecast> {
    const { knex, calendar, totals, priceBook } = this.options;
    const nowMs = this.options.now();
    const today = calendar.dayOf(nowMs);
    const first = Math.floor(today / 10_000) * 10_000 + 101;
    const sums = await totals.sum({
      ...scope,
      from: first,
      to: today,
      interval: 'day',
    });
    const shown = currency ?? sums.currencies()[0] ?? 'EUR';
    const actual = sums.amounts('', shown);

    const allocations = await readLive(knex, scope, nowMs);
    const series = await readMeasured(knex, {
      scope,
      allocations,
      calendar,
      currency: shown,
      nowMs,
    });
    const fixed = await this.fixed.from(today, {
      allocations,
      book: await priceBook(),
      currency: shown,
      components: scope.filter.component,
    });
    const coming = forecastDays({
      today: dayNumber(today),
      lastDay: dayNumber(Math.floor(today / 10_000) * 10_000 + 1231),
      series,
      fixed: new Map([...fixed].map(([day, sum]) => [dayNumber(day), sum])),
    });
    return {
      currency: shown,
      today,
      actual,
      coming: withTodaySoFar(coming, series, actual[actual.length - 1] ?? 0n),
    };
  }

  async forecast(scope: ForecastScope): Promise<Forecast> {
    const { calendar } = this.options;
    const year = await this.ofYear(scope);
    const number = Math.floor(year.today / 10_000);
    const month = calendar.monthOfDay(year.today);
    return {
      currency: year.currency,
      asOf: calendar.formatDay(year.today),
      month: {
        ...this.present(
          periodForecast(year, month * 100 + 1, lastOfMonth(calendar, month)),
        ),
        days: calendar.daysOfMonth(month).map(day => {
          const { expected, low, high } = dayForecast(year, day);
          return {
            day: calendar.formatDay(day),
            expected: String(expected),
            low: String(low),
            high: String(high),
          };
        }),
      },
      year: this.present(
        periodForecast(year, number * 10_000 + 101, number * 10_000 + 1231),
      ),
      method: FORECAST_METHOD,
    };
  }

  private present(period: PeriodForecast): Forecast['year'] {
    const { calendar } = this.options;
    return {
      from: calendar.formatDay(period.from),
      to: calendar.formatDay(period.to),
      soFar: String(period.soFar),
      expected: String(period.expected),
      low: String(period.low),
      high: String(period.high),
    };
  }
}

/** Of days of the current year that end today or later. */
export function periodForecast(
  { actual, coming, today }: YearForecast,
  from: number,
  to: number,
): PeriodForecast {
  const firstOfYear = dayNumber(Math.floor(today / 10_000) * 10_000 + 101);
  const before = actual
    .slice(dayNumber(from) - firstOfYear, -1)
    .reduce((sum, amount) => sum + amount, 0n);
  const soFar = before + (actual[actual.length - 1] ?? 0n);
  const days = coming.days.filter(({ day }) => day <= dayNumber(to));
  const fixed = days.reduce((sum, day) => sum + day.fixed, 0n);
  const measured = days.reduce((sum, day) => sum + day.measured, 0n);
  const width = halfWidth(coming, days.length);
  const least = before + fixed;
  const low = before + fixed + measured - width;
  return {
    from,
    to,
    soFar,
    expected: before + fixed + measured,
    low: low < least ? least : low,
    high: before + fixed + measured + width,
  };
}

function dayForecast(
  year: YearForecast,
  day: number,
): { expected: bigint; low: bigint; high: bigint } {
  if (day < year.today) {
    const firstOfYear = Math.floor(day / 10_000) * 10_000 + 101;
    const amount = year.actual[dayNumber(day) - dayNumber(firstOfYear)] ?? 0n;
    return { expected: amount, low: amount, high: amount };
  }
  const found = year.coming.days.find(one => one.day === dayNumber(day));
  const { fixed = 0n, measured = 0n } = found ?? {};
  const width = halfWidth(year.coming, 1);
  return {
    expected: fixed + measured,
    low: fixed + (measured > width ? measured - width : 0n),
    high: fixed + measured + width,
  };
}

/** Today has cost what it has, even if that is more than was to be expected. */
function withTodaySoFar(
  coming: DaysForecast,
  series: readonly MeasuredSeries[],
  spent: bigint,
): DaysForecast {
  const [today, ...others] = coming.days;
  if (!today) return coming;
  const used = series.reduce(
    (sum, { amounts }) => sum + (amounts.get(today.day) ?? 0n),
    0n,
  );
  const measured = used > today.measured ? used : today.measured;
  // What was torn down today has cost something as well.
  const fixed = today.fixed + measured < spent ? spent - measured : today.fixed;
  return { ...coming, days: [{ ...today, fixed, measured }, ...others] };
}

function lastOfMonth(calendar: BillingCalendar, month: number): number {
  return dayOfNumber(dayNumber(calendar.nextMonth(month) * 100 + 1) - 1);
}

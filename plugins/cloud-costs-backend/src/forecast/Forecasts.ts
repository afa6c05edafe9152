import type { Forecast } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { CostTotals } from '../costs';
import { dayNumber, dayOfNumber } from '../costs/query';
import { divideRounded } from '../money';
import type { PriceBook } from '../prices';
import { ExpectedCharges } from './ExpectedCharges';
import {
  type ForecastScope,
  type MeteredUsage,
  readLive,
  readMetered,
} from './readMetered';
import { Uncertainty } from './uncertainty';
import { weekByWeek } from './usualUsage';

export const FORECAST_METHOD =
  'Fees of what is running, and its usual usage (the median of the same weekday of the last 8 weeks, at the level of the last week), rated with stored prices to the end of the period. 80 of 100 outcomes lie between low and high, judged by how much usage changed from week to week in the last 8 weeks. What is ordered or torn down later is not foreseen, nor are seasons.';

/** So many allocations are read at once, so that SQLite holds nobody up. */
const PORTION = 50;
const BREATH_MS = 20;

/** What is expected on a day; `measured` is what depends on usage. */
export type ForecastDay = { fixed: bigint; measured: bigint };

/** What has been charged on each day of the year so far, and what is expected on the others. */
export type YearForecast = {
  currency: string;
  /** Such as 20261123. */
  today: number;
  /** Of the days from the year's begin through today. */
  actual: bigint[];
  /** From today through the year's end, by day such as 20261123. */
  coming: Map<number, ForecastDay>;
  uncertainty: Uncertainty;
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
  private readonly charges: ExpectedCharges;

  private constructor(
    private readonly options: {
      knex: Knex;
      calendar: BillingCalendar;
      totals: CostTotals;
      priceBook: () => Promise<PriceBook>;
      now: () => number;
    },
  ) {
    this.charges = ExpectedCharges.create(options.calendar);
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
    const { calendar, totals, now } = this.options;
    const today = calendar.dayOf(now());
    const first = Math.floor(today / 10_000) * 10_000 + 101;
    const sums = await totals.sum({
      ...scope,
      from: first,
      to: today,
      interval: 'day',
    });
    const shown = currency ?? sums.currencies()[0] ?? 'EUR';
    const actual = sums.amounts('', shown);

    const { coming, uncertainty } = await this.expect(scope, shown, today);
    spendToday(coming, today, actual[actual.length - 1] ?? 0n);
    return { currency: shown, today, actual, coming, uncertainty };
  }

  /** @param currency - as of {@link ofYear} */
  async forecast(scope: ForecastScope, currency?: string): Promise<Forecast> {
    const { calendar } = this.options;
    const year = await this.ofYear(scope, currency);
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

  /** What is running, portion by portion. */
  private async expect(
    scope: ForecastScope,
    currency: string,
    today: number,
  ): Promise<Pick<YearForecast, 'coming' | 'uncertainty'>> {
    const { knex, calendar, priceBook, now } = this.options;
    const components = scope.filter.component;
    const book = await priceBook();
    const coming = new Map<number, ForecastDay>();
    const uncertainty = new Uncertainty();
    const live = await readLive(knex, scope, now());
    let breathed = Date.now();
    for (let start = 0; start < live.length; start += PORTION) {
      const portion = await readMetered(
        knex,
        live.slice(start, start + PORTION),
        { calendar, today, currency, components },
      );
      for (const one of portion) {
        for (const charge of this.charges.of(one, today, book)) {
          if (charge.currency !== currency) continue;
          if (components && !components.includes(charge.component)) continue;
          let day = coming.get(charge.day);
          if (!day) coming.set(charge.day, (day = { fixed: 0n, measured: 0n }));
          day[charge.measured ? 'measured' : 'fixed'] += charge.amount;
        }
        for (const meter of one.meters) {
          uncertainty.add(worthByWeek(meter, dayNumber(today)));
        }
        if (Date.now() - breathed > BREATH_MS) {
          await new Promise(setImmediate);
          breathed = Date.now();
        }
      }
    }
    return { coming, uncertainty };
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
  { actual, coming, uncertainty, today }: YearForecast,
  from: number,
  to: number,
): PeriodForecast {
  const firstOfYear = dayNumber(Math.floor(today / 10_000) * 10_000 + 101);
  const before = actual
    .slice(dayNumber(from) - firstOfYear, -1)
    .reduce((sum, amount) => sum + amount, 0n);
  let fixed = 0n;
  let measured = 0n;
  for (const [day, ofDay] of coming) {
    if (day > to) continue;
    fixed += ofDay.fixed;
    measured += ofDay.measured;
  }
  const days = dayNumber(to) - dayNumber(today) + 1;
  return {
    from,
    to,
    soFar: before + (actual[actual.length - 1] ?? 0n),
    ...range(before + fixed, measured, uncertainty.halfWidth(measured, days)),
  };
}

function dayForecast(
  { actual, coming, uncertainty, today }: YearForecast,
  day: number,
): Range {
  if (day < today) {
    const firstOfYear = Math.floor(day / 10_000) * 10_000 + 101;
    const amount = actual[dayNumber(day) - dayNumber(firstOfYear)] ?? 0n;
    return range(amount, 0n, 0n);
  }
  const { fixed, measured } = coming.get(day) ?? { fixed: 0n, measured: 0n };
  return range(fixed, measured, uncertainty.halfWidth(measured, 1));
}

type Range = { expected: bigint; low: bigint; high: bigint };

/** What is certain is the least. */
function range(certain: bigint, measured: bigint, width: bigint): Range {
  return {
    expected: certain + measured,
    low: certain + (measured > width ? measured - width : 0n),
    high: certain + measured + width,
  };
}

/** Today has cost what it has, also of what was torn down meanwhile. */
function spendToday(
  coming: YearForecast['coming'],
  today: number,
  spent: bigint,
): void {
  const { fixed, measured } = coming.get(today) ?? { fixed: 0n, measured: 0n };
  if (fixed + measured < spent) {
    coming.set(today, { fixed: spent - measured, measured });
  }
}

/** What the usage of the last weeks would have cost at the mean of what it did. */
function worthByWeek(
  usage: MeteredUsage,
  today: number,
): Array<bigint | undefined> {
  let counted = 0n;
  for (const quantity of usage.quantities.values()) counted += quantity;
  return weekByWeek(usage, today).map(week =>
    week === undefined || counted <= 0n
      ? undefined
      : divideRounded(week * usage.amount, counted),
  );
}

function lastOfMonth(calendar: BillingCalendar, month: number): number {
  return dayOfNumber(dayNumber(calendar.nextMonth(month) * 100 + 1) - 1);
}

import { divideRounded } from '../money';
import { median, robustDeviation, squareRoot } from './statistics';

/** Days are counted since 1970, so that seven of them are a week. */
export type MeasuredSeries = {
  /** The first whole day in the window of the last weeks. */
  fromDay: number;
  /** The day on which it ends; absent: it goes on. */
  lastDay?: number;
  /** What its measured usage cost on days; absent days cost nothing. */
  amounts: ReadonlyMap<number, bigint>;
};

export type ForecastInput = {
  /** The day under way: the first that is forecast. */
  today: number;
  lastDay: number;
  series: readonly MeasuredSeries[];
  /** What is known to be charged whatever is used, by day. */
  fixed: ReadonlyMap<number, bigint>;
};

export type ForecastDay = { day: number; fixed: bigint; measured: bigint };

/** The days to come, and how far the past was from such a forecast. */
export type DaysForecast = {
  days: ForecastDay[];
  /** Of a day; micro-units. */
  deviation: bigint;
  /** How many days of the past it was learnt from. */
  learnt: number;
};

export const WINDOW_DAYS = 56;
const WEEK = 7;
/** Of the same weekday; fewer, and all days are taken together. */
const LEAST_OF_WEEKDAY = 2;
/** 80 of 100 outcomes lie within so many deviations. */
const QUANTILE = 12_816n;

/**
 * Forecasts days: what is fixed is known; measured usage is expected to cost, for
 * each instance, the median of the same weekdays of the last eight weeks.
 */
export function forecastDays(input: ForecastInput): DaysForecast {
  const { today, lastDay, fixed } = input;
  const usual = input.series.map(series => ({
    series,
    byWeekday: usualByWeekday(series, today),
  }));
  const days: ForecastDay[] = [];
  for (let day = today; day <= lastDay; day += 1) {
    let measured = 0n;
    for (const { series, byWeekday } of usual) {
      if (day <= (series.lastDay ?? Infinity))
        measured += byWeekday[day % WEEK];
    }
    days.push({ day, fixed: fixed.get(day) ?? 0n, measured });
  }
  const residuals = residualsOf(usual, today);
  return {
    days,
    deviation: robustDeviation(residuals, median(residuals)),
    learnt: residuals.length,
  };
}

/**
 * How far below and above the expected sum of `days` days 80 of 100 outcomes
 * lie: days differ by chance, and the level itself was learnt from a few.
 */
export function halfWidth(
  { deviation, learnt }: Pick<DaysForecast, 'deviation' | 'learnt'>,
  days: number,
): bigint {
  if (learnt === 0 || days === 0) return 0n;
  const n = BigInt(days);
  const m = BigInt(learnt);
  const variance = (deviation * deviation * (n * m + n * n)) / m;
  return divideRounded(squareRoot(variance) * QUANTILE, 10_000n);
}

function usualByWeekday(series: MeasuredSeries, today: number): bigint[] {
  const byWeekday = Array.from({ length: WEEK }, () => [] as bigint[]);
  const all: bigint[] = [];
  const first = Math.max(series.fromDay, today - WINDOW_DAYS);
  for (let day = first; day < today; day += 1) {
    const amount = series.amounts.get(day) ?? 0n;
    byWeekday[day % WEEK].push(amount);
    all.push(amount);
  }
  const ofAll = median(all);
  return byWeekday.map(amounts =>
    amounts.length < LEAST_OF_WEEKDAY ? ofAll : median(amounts),
  );
}

/** What the days of the window cost more or less than they would have been expected to. */
function residualsOf(
  usual: Array<{ series: MeasuredSeries; byWeekday: bigint[] }>,
  today: number,
): bigint[] {
  const residuals: bigint[] = [];
  for (let day = today - WINDOW_DAYS; day < today; day += 1) {
    let residual: bigint | undefined;
    for (const { series, byWeekday } of usual) {
      if (day < series.fromDay) continue;
      const amount = series.amounts.get(day) ?? 0n;
      residual = (residual ?? 0n) + amount - byWeekday[day % WEEK];
    }
    if (residual !== undefined) residuals.push(residual);
  }
  return residuals;
}

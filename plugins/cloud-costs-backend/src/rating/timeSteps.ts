import type {
  AllocationComponent,
  RecurringComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded, formatDecimal, MICROS, parseDecimal } from '../money';
import { allocationPriceOf } from './compile';
import type { ExplanationStep } from './explainComponent';
import { MonthFrame } from './MonthFrame';
import {
  periodOf,
  secondsBetween,
  secondsByBand,
  secondsThrough,
} from './timeSeries';
import type { ComponentContext, DaySeries } from './types';

/** Steps of what is not charged by usage: `once`, `periods`, `prorated`, `hours` and `band`. */
export function timeSteps(
  context: ComponentContext,
  series: DaySeries,
): ExplanationStep[] {
  const { component } = context;
  if (component.type === 'allocation') {
    return hourSteps({ ...context, component });
  }
  if (component.type === 'recurring' && component.proration === 'exact') {
    return proratedSteps({ ...context, component });
  }
  const times = series.quantities.reduce((sum, one) => sum + one, 0n) / MICROS;
  if (times === 0n || !('price' in component)) return [];
  const amount = times * parseDecimal(component.price);
  return [
    component.type === 'recurring'
      ? {
          kind: 'periods',
          params: {
            periods: String(times),
            period: component.period,
            price: component.price,
          },
          amount,
        }
      : { kind: 'once', params: { price: component.price }, amount },
  ];
}

type RecurringContext = ComponentContext & { component: RecurringComponent };

function proratedSteps(context: RecurringContext): ExplanationStep[] {
  const { calendar, component, month, windowFromMs } = context;
  const to = Math.min(context.windowToMs, context.asOfMs);
  if (component.period !== 'day') {
    return [
      proratedStep(context, windowFromMs, to, calendar.dayOf(windowFromMs)),
    ];
  }
  const price = parseDecimal(component.price);
  const partial: ExplanationStep[] = [];
  let whole = 0;
  for (const day of calendar.daysOfMonth(month)) {
    const bounds = calendar.dayBounds(day);
    const from = Math.max(bounds.fromMs, windowFromMs);
    const end = Math.min(bounds.toMs, to);
    if (from === bounds.fromMs && end === bounds.toMs) whole += 1;
    else if (end > from) partial.push(proratedStep(context, from, end, day));
  }
  return whole === 0
    ? partial
    : [
        {
          kind: 'periods',
          params: {
            periods: String(whole),
            period: 'day',
            price: component.price,
          },
          amount: BigInt(whole) * price,
        },
        ...partial,
      ];
}

/**
 * `price × seconds / ofSeconds`. In a year, where months before were charged,
 * `secondsBefore` of it: the step is the difference of both.
 */
function proratedStep(
  context: RecurringContext,
  fromMs: number,
  toMs: number,
  day: number,
): ExplanationStep {
  const { component } = context;
  const price = parseDecimal(component.price);
  const period = periodOf(context, component, day);
  const whole = secondsBetween(period.fromMs, period.toMs);
  const before = secondsThrough(context, period, fromMs);
  const through = secondsThrough(context, period, toMs);
  const share = (seconds: number) =>
    divideRounded(price * BigInt(seconds), BigInt(whole));
  return {
    kind: 'prorated',
    params: {
      price: component.price,
      period: component.period,
      seconds: String(through),
      ofSeconds: String(whole),
      ...(before > 0 ? { secondsBefore: String(before) } : {}),
    },
    amount: share(through) - share(before),
  };
}

function hourSteps(
  context: ComponentContext & { component: AllocationComponent },
): ExplanationStep[] {
  const { component, segment } = context;
  const frame = MonthFrame.of(context.calendar, context.month);
  const { prices } = allocationPriceOf(component, segment.spec.timeZone);
  const days = secondsByBand(context, frame);
  return prices.flatMap((price, index) => {
    const seconds = days.reduce((sum, day) => sum + day[index], 0);
    if (seconds === 0) return [];
    const band = component.timeBands?.[index - 1];
    return [
      {
        kind: prices.length === 1 ? 'hours' : 'band',
        params: {
          ...(band
            ? { days: band.days.join(','), from: band.from, to: band.to }
            : {}),
          ...(prices.length > 1 && !band ? { days: 'other' } : {}),
          seconds: String(seconds),
          price: formatDecimal(price),
        },
        amount: divideRounded(BigInt(seconds) * price, 3600n),
      },
    ];
  });
}

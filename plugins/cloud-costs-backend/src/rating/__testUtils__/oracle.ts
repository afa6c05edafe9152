import type {
  PriceComponent,
  TimeBand,
  UsageComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import Decimal from 'decimal.js';
import { DateTime } from 'luxon';

const Exact = Decimal.clone({
  precision: 100,
  rounding: Decimal.ROUND_HALF_UP,
});

/** Something used in an hour; in units. */
export type OracleUsage = { hourMs: number; quantity: string };

export type OracleInput = {
  component: PriceComponent;
  zone: string;
  fromMs: number;
  usage: OracleUsage[];
};

const DAYS = ['', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOUR = 3_600_000;

function priceAt(
  ms: number,
  zone: string,
  base: string,
  bands: TimeBand[] = [],
): Decimal {
  const clock = DateTime.fromMillis(ms, { zone });
  const band = bands.find(
    one =>
      one.days.some(day => day === DAYS[clock.weekday]) &&
      clock.hour >= parseInt(one.from, 10) &&
      clock.hour < parseInt(one.to, 10),
  );
  return new Exact(band?.price ?? base);
}

function usagePrice(
  component: UsageComponent,
  zone: string,
  usage: OracleUsage[],
): Decimal {
  const per = new Exact(component.per ?? 1);
  const free = new Exact(component.freeAllowance ?? 0);
  const minimum = new Exact(component.minimum ?? 0);
  const all = usage.reduce((sum, one) => sum.plus(one.quantity), new Exact(0));
  const paid = Exact.max(0, all.minus(free));
  let sum = new Exact(0);
  if (component.model === 'flat') {
    // One after the other, as time goes by: what the allowance covers is free.
    let left = free;
    for (const one of [...usage].sort((a, b) => a.hourMs - b.hourMs)) {
      const covered = Exact.min(left, one.quantity);
      left = left.minus(covered);
      sum = sum.plus(
        new Exact(one.quantity)
          .minus(covered)
          .times(
            priceAt(one.hourMs, zone, component.price, component.timeBands),
          ),
      );
    }
    sum = sum.div(per);
  } else if (component.model === 'package') {
    sum = paid.div(component.packageSize).ceil().times(component.price);
  } else if (component.model === 'volume') {
    const tier = component.tiers.find(one => !one.to || paid.lte(one.to))!;
    sum = paid
      .times(tier.price)
      .div(per)
      .plus(tier.fee ?? 0);
  } else {
    for (const tier of component.tiers) {
      if (paid.gt(tier.from) || tier.from === '0') {
        sum = sum
          .plus(
            Exact.min(paid, tier.to ?? Infinity)
              .minus(tier.from)
              .times(tier.price)
              .div(per),
          )
          .plus(tier.fee ?? 0);
      }
    }
  }
  return Exact.max(minimum, sum);
}

/** What a component costs from `fromMs` (within the month) through an instant, by decimals and Luxon. */
export function oraclePrice(input: OracleInput, throughMs: number): bigint {
  const { component, zone, fromMs } = input;
  if (throughMs <= fromMs) return 0n;
  let sum = new Exact(0);
  if (component.type === 'usage') {
    sum = usagePrice(
      component,
      zone,
      input.usage.filter(one => one.hourMs < throughMs),
    );
  } else if (component.type === 'allocation') {
    for (let ms = fromMs; ms < throughMs; ) {
      const end = Math.min(throughMs, (Math.floor(ms / HOUR) + 1) * HOUR);
      sum = sum.plus(
        priceAt(ms, zone, component.pricePerHour, component.timeBands)
          .times(end - ms)
          .div(HOUR),
      );
      ms = end;
    }
  } else if (component.type === 'recurring') {
    const begin = DateTime.fromMillis(fromMs, { zone });
    const unit = component.period;
    let from = fromMs;
    for (
      let period = begin.startOf(unit);
      period.toMillis() < throughMs;
      period = period.plus({ [unit]: 1 })
    ) {
      const end = period.plus({ [unit]: 1 }).toMillis();
      const until = Math.min(end, throughMs);
      sum = sum.plus(
        new Exact(component.price)
          .times(until - from)
          .div(end - period.toMillis())
          // Each day is a period of its own, and rounded.
          .toDecimalPlaces(6),
      );
      from = end;
    }
  }
  return BigInt(sum.times(1_000_000).toDecimalPlaces(0).toFixed());
}

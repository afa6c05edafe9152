import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { fromJson, toIsoTime } from '@dualcloud/foundation-node';
import type { StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { presentAllocation } from '../costs';
import { componentTitles } from '../costs/componentTitles';
import { formatDecimal, parseDecimal } from '../money';
import type { PriceBook } from '../prices';
import type { AnomalyRow } from './AnomalyStore';
import type { FoundAnomaly } from './findAnomalies';

type Cause = Anomaly['causes'][number];
type Sum = Cause & {
  sums: Record<'amount' | 'expected' | 'quantity' | 'expectedQuantity', bigint>;
};

/** Days of an allocation that follow each other as one: added up, with what caused them. */
export function presentRun(
  days: readonly AnomalyRow[],
  allocation: StoredAllocation,
  { calendar, book }: { calendar: BillingCalendar; book: PriceBook },
): Anomaly {
  const [first] = days;
  const last = days[days.length - 1];
  const seen = days.find(({ acknowledged_at }) => acknowledged_at !== null);
  const acknowledgedAt = toIsoTime(seen?.acknowledged_at);
  const [segment] = book.segments({
    ...allocation,
    ...calendar.dayBounds(first.day),
  });
  return {
    id: first.run_id,
    day: calendar.formatDay(first.day),
    lastDay: calendar.formatDay(last.day),
    days: days.length,
    allocation: presentAllocation(allocation),
    amount: add(days.map(({ amount }) => amount)),
    expected: add(days.map(({ expected }) => expected)),
    currency: first.currency,
    score: days
      .map(({ score }) => score)
      .reduce((most, score) => (Number(score) > Number(most) ? score : most)),
    causes: causesOf(days, component =>
      componentTitles(segment?.spec, component, allocation),
    ),
    ...(seen?.acknowledged_by && { acknowledgedBy: seen.acknowledged_by }),
    ...(acknowledgedAt !== undefined && { acknowledgedAt }),
    ...(seen?.note && { note: seen.note }),
  };
}

/** By component over all of the days, what weighs most first. */
function causesOf(
  days: readonly AnomalyRow[],
  titlesOf: (component: string) => Cause['titles'],
): Cause[] {
  const sums = new Map<string, Sum>();
  for (const day of days) {
    for (const cause of fromJson<FoundAnomaly['causes']>(day.cause)) {
      const known = sums.get(cause.component);
      sums.set(cause.component, {
        ...cause,
        sums: {
          amount: BigInt(cause.amount) + (known?.sums.amount ?? 0n),
          expected: BigInt(cause.expected) + (known?.sums.expected ?? 0n),
          quantity: quantityOf(cause.quantity, known?.sums.quantity),
          expectedQuantity: quantityOf(
            cause.expectedQuantity,
            known?.sums.expectedQuantity,
          ),
        },
      });
    }
  }
  return [...sums.values()]
    .sort(
      (a, b) => Number(weight(b) > weight(a)) - Number(weight(b) < weight(a)),
    )
    .map(
      ({
        sums: { amount, expected, quantity, expectedQuantity },
        ...cause
      }) => {
        const named = titlesOf(cause.component);
        return {
          ...cause,
          ...(named && { titles: named }),
          amount: String(amount),
          expected: String(expected),
          quantity: formatDecimal(quantity),
          expectedQuantity: formatDecimal(expectedQuantity),
        };
      },
    );
}

function weight({ sums: { amount, expected } }: Sum): bigint {
  return amount > expected ? amount - expected : expected - amount;
}

function quantityOf(text: string | undefined, before = 0n): bigint {
  return before + (text === undefined ? 0n : parseDecimal(text));
}

function add(amounts: ReadonlyArray<string | number>): string {
  return String(
    amounts.reduce((sum: bigint, amount) => sum + BigInt(amount), 0n),
  );
}

import {
  type AllocationStore,
  planSinceOf,
  type StoredAllocation,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { rateMonth } from '../rating';
import type { UsageDayStore } from '../rollup';

/** What a payer pays for a service, today and with the draft; micro-units. */
export type BothAmounts = { amount: bigint; simulated: bigint };

const SLICE = 500;

/**
 * Rates what was measured twice, with the stored prices and with others, slice by
 * slice so that neither memory nor the database is held for long.
 *
 * @returns by payer, then by service
 */
export async function rateBoth(options: {
  allocations: AllocationStore;
  usage: UsageDayStore;
  calendar: BillingCalendar;
  months: readonly number[];
  services: ReadonlySet<string>;
  books: { stored: PriceBook; draft: PriceBook };
  currency: string;
  nowMs: number;
}): Promise<Map<string, Map<string, BothAmounts>>> {
  const { calendar, months, services, nowMs } = options;
  const sums = new Map<string, Map<string, BothAmounts>>();
  const fromMs = calendar.monthBounds(months[0]).fromMs;
  const toMs = calendar.monthBounds(months[months.length - 1]).toMs;
  for (let afterId = 0; ; ) {
    const page = await options.allocations.activeBetween({
      fromMs,
      toMs: Math.min(toMs, nowMs),
      afterId,
      limit: SLICE,
    });
    if (page.length === 0) return sums;
    afterId = page[page.length - 1].id;
    const priced = page.filter(({ serviceRef }) => services.has(serviceRef));
    if (priced.length > 0) await rateSlice(priced, options, sums);
  }
}

async function rateSlice(
  slice: StoredAllocation[],
  options: Parameters<typeof rateBoth>[0],
  sums: Map<string, Map<string, BothAmounts>>,
): Promise<void> {
  const { allocations, usage, calendar, months, books, nowMs } = options;
  const since = await readPlanSince(allocations, slice);
  for (const month of months) {
    const bounds = calendar.monthBounds(month);
    if (bounds.fromMs >= nowMs) break;
    const living = slice.filter(
      ({ fromMs, toMs }) =>
        fromMs < bounds.toMs && (toMs ?? Infinity) > bounds.fromMs,
    );
    const used = await usage.read(
      living.map(({ id }) => id),
      bounds,
    );
    for (const allocation of living) {
      const rate = (book: PriceBook) =>
        rateMonth({
          allocation: { ...allocation, planSinceMs: since.get(allocation.id) },
          month,
          calendar,
          segments: book.segmentsOf(allocation, month),
          usage: used.get(allocation.id) ?? new Map(),
          asOfMs: nowMs,
        }).reduce(
          (sum, { currency, amount }) =>
            currency === options.currency ? sum + amount : sum,
          0n,
        );
      add(sums, allocation, {
        amount: rate(books.stored),
        simulated: rate(books.draft),
      });
    }
    await new Promise(setImmediate);
  }
}

function add(
  sums: Map<string, Map<string, BothAmounts>>,
  { payerRef, serviceRef }: StoredAllocation,
  { amount, simulated }: BothAmounts,
): void {
  let ofPayer = sums.get(payerRef);
  if (!ofPayer) sums.set(payerRef, (ofPayer = new Map()));
  const known = ofPayer.get(serviceRef) ?? { amount: 0n, simulated: 0n };
  ofPayer.set(serviceRef, {
    amount: known.amount + amount,
    simulated: known.simulated + simulated,
  });
}

async function readPlanSince(
  allocations: AllocationStore,
  slice: StoredAllocation[],
): Promise<Map<number, number>> {
  const since = new Map<number, number>();
  const instances = slice
    .filter(({ segment }) => segment > 0)
    .map(({ instanceId }) => instanceId);
  const byInstance = new Map<string, StoredAllocation[]>();
  for (const row of await allocations.ofInstances([...new Set(instances)])) {
    const known = byInstance.get(row.instanceId);
    if (known) known.push(row);
    else byInstance.set(row.instanceId, [row]);
  }
  for (const rows of byInstance.values()) {
    planSinceOf(rows).forEach((ms, id) => since.set(id, ms));
  }
  return since;
}

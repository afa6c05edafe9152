import type { QuoteItem } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Restriction } from '../costs';
import type { AverageUsage } from './AverageUsage';
import type { Life } from './rateLife';
import { readGivenUsage } from './readItems';

/** Where the expected usage of a meter comes from. */
export type Assumption = 'given' | 'average' | 'unknown';

/** An item of a request as a life, and where its usage comes from. */
export type ItemLife = {
  life: Life;
  assumptionOf: (meter: string) => Assumption;
};

/** Whose the items are, and for how long. */
export type LifeTerms = {
  payerRef?: string;
  customerRef?: string;
  systemRef?: string;
  fromMs: number;
  untilMs?: number;
};

/** Makes lives that do not exist of the items of quotes and reservations. */
export class Lives {
  private constructor(private readonly averages: AverageUsage) {}

  static create(averages: AverageUsage): Lives {
    return new Lives(averages);
  }

  /**
   * @param current - what there is today at the same place: the same plan goes
   *   on, another one of the same service is a plan change, the rest is new
   * @param restrict - whose usage the caller may see
   */
  async of(
    items: readonly QuoteItem[],
    terms: LifeTerms,
    restrict: Restriction,
    current?: readonly QuoteItem[],
  ): Promise<ItemLife[]> {
    const lives: ItemLife[] = [];
    for (const [index, item] of items.entries()) {
      const given = readGivenUsage(item, `items.${index}`);
      const average = await this.averages.of(item, restrict);
      const begunBy = begins(item, current?.[index]);
      lives.push({
        life: {
          serviceRef: item.serviceRef,
          plan: item.plan,
          payerRef: terms.payerRef ?? '',
          customerRef: terms.customerRef,
          systemRef: terms.systemRef,
          fromMs: terms.fromMs,
          toMs: terms.untilMs,
          begunBy,
          // Fees for a whole period that is under way have been charged.
          ...(begunBy === 'continued' && { planSinceMs: terms.fromMs - 1 }),
          monthlyUsage: new Map([...(average ?? []), ...given]),
        },
        assumptionOf: meter => {
          if (given.has(meter)) return 'given';
          return average?.has(meter) ? 'average' : 'unknown';
        },
      });
      // Months of rating may lie between two of them.
      await new Promise(setImmediate);
    }
    return lives;
  }

  /** What there is today, at the price at which it goes on. */
  async ofCurrent(
    items: readonly QuoteItem[],
    terms: LifeTerms,
    restrict: Restriction,
  ): Promise<ItemLife[]> {
    return this.of(items, terms, restrict, items);
  }
}

function begins(item: QuoteItem, current?: QuoteItem): Life['begunBy'] {
  if (current?.serviceRef !== item.serviceRef) return 'provisioned';
  return current.plan === item.plan ? 'continued' : 'plan-changed';
}

import type { UsageProblems } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { UserCaller } from '@dualcloud/foundation-node';
import type { UsageDayStore } from '../rollup';
import type { PriceListStore } from './PriceListStore';

/** How far back usage without a price is looked for. */
const LOOK_BACK_MS = 30 * 86_400_000;

/** What keeps usage from being charged for: no price for it, or a document that is refused. */
export class PriceProblems {
  private constructor(
    private readonly deps: {
      store: PriceListStore;
      usage: UsageDayStore;
      /** @throws NotAllowedError unless it is the IT service provider, who bills */
      requireProvider: (caller: UserCaller) => Promise<void>;
      now: () => number;
    },
  ) {}

  static create(options: {
    store: PriceListStore;
    usage: UsageDayStore;
    requireProvider: (caller: UserCaller) => Promise<void>;
    now?: () => number;
  }): PriceProblems {
    return new PriceProblems({ now: Date.now, ...options });
  }

  /**
   * Meters of plans that counted something in the last 30 days and had no price
   * in any list then, and the documents that are refused, each with its problems.
   */
  async list(caller: UserCaller): Promise<UsageProblems> {
    const { store, usage, requireProvider, now } = this.deps;
    await requireProvider(caller);
    const [toMs, fromMs] = [now(), now() - LOOK_BACK_MS];
    const book = await store.book();
    const metered = await usage.meteredPlans(fromMs);
    return {
      unpriced: metered.filter(
        plan => !book.pricedMeters(plan, { fromMs, toMs }).has(plan.meter),
      ),
      priceLists: await store.refused(),
    };
  }
}

import type {
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext, RateInput } from './types';

/** The components of a plan in a price list; none if it does not name the plan. */
export function componentsOf(
  spec: PriceListSpec,
  serviceRef: string,
  plan: string,
): PriceComponent[] {
  return (
    spec.services
      .find(service => service.serviceRef === serviceRef)
      ?.plans.find(one => one.plan === plan)?.components ?? []
  );
}

/** Each component with the window of the month in which its price holds and has begun. */
export function contextsOf(input: RateInput): ComponentContext[] {
  const { allocation, calendar, month, segments, asOfMs } = input;
  const frame = MonthFrame.of(calendar, month);
  return segments.flatMap(segment => {
    const windowFromMs = Math.max(
      frame.fromMs,
      segment.fromMs,
      allocation.fromMs,
    );
    const windowToMs = Math.min(
      frame.toMs,
      segment.toMs,
      allocation.toMs ?? Infinity,
    );
    if (windowToMs <= windowFromMs || windowFromMs >= asOfMs) return [];
    return componentsOf(
      segment.spec,
      allocation.serviceRef,
      allocation.plan,
    ).map(component => ({
      ...input,
      segment,
      component,
      windowFromMs,
      windowToMs,
    }));
  });
}

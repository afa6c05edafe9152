import {
  allocationSeries,
  eventSeries,
  fullSeries,
  proratedSeries,
} from './timeSeries';
import type { ComponentContext, DaySeries } from './types';
import { usageSeries } from './usageSeries';

/** What a component costs on each day of the month, by its type. */
export function componentSeries(context: ComponentContext): DaySeries {
  const { component } = context;
  switch (component.type) {
    case 'one-time':
    case 'plan-change':
      return eventSeries({ ...context, component });
    case 'recurring':
      return component.proration === 'full'
        ? fullSeries({ ...context, component })
        : proratedSeries({ ...context, component });
    case 'allocation':
      return allocationSeries({ ...context, component });
    default:
      return usageSeries({ ...context, component });
  }
}

/** What the quantities of a component count. */
export function unitOf({ component }: ComponentContext): string {
  switch (component.type) {
    case 'recurring':
      return component.period;
    case 'allocation':
      return 'h';
    case 'usage':
      return component.unit;
    default:
      return 'once';
  }
}

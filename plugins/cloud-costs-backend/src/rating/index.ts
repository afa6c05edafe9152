export { componentsOf } from './contexts';
export { discountComponent } from './discounts';
export {
  type ComponentExplanation,
  explainComponent,
  type ExplanationStep,
} from './explainComponent';
export { rateMonth } from './rateMonth';
export type {
  HourUsage,
  PriceSegment,
  RatableAllocation,
  RatedCharge,
  RateInput,
} from './types';
export {
  type ChargedBefore,
  type ListBefore,
  type MeterUsage,
  RestOfMonth,
  usageLineKey,
} from './RestOfMonth';

export { componentsOf } from './contexts';
export { discountComponent } from './discounts';
export { rateMonth } from './rateMonth';
export type {
  HourUsage,
  PriceSegment,
  RatableAllocation,
  RatedCharge,
  RateInput,
} from './types';

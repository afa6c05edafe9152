export {
  formatDecimal,
  MICROS,
  parseDecimal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
export { divideRounded } from '@dualcloud/foundation-common';
export * from './rounding';

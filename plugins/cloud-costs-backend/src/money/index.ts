export {
  formatDecimal,
  MICROS,
  parseDecimal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
export * from './rounding';

export { localize, type LocalizedText } from '@dualcloud/foundation-common';
export {
  createFormat,
  daysUntil,
  useFormat,
  useLanguage,
  type Format,
} from './useFormat';
export { useNow } from './useNow';

export { localize, localizedBullets } from './localize';
export {
  createFormat,
  daysUntil,
  useFormat,
  useLanguage,
  type Format,
} from './useFormat';
export { useNow } from './useNow';

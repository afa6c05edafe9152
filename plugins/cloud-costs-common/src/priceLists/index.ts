export * from './types';
export { formatDocumentProblem } from '@dualcloud/foundation-common';
export { parsePriceListText, type ParsedPriceList } from './parsePriceListText';
export * from './relations';
export { priceListSchema, priceListSpecSchema } from './schema';
export { timeZoneOffset } from '@dualcloud/foundation-common';
export { timeZoneFault } from './timeZoneFault';
export { isPriceListEntity, validatePriceList } from './validatePriceList';

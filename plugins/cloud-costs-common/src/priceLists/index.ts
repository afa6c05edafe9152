export * from './types';
export { formatDocumentProblem } from './problems';
export { parsePriceListText, type ParsedPriceList } from './parsePriceListText';
export * from './relations';
export { priceListSchema, priceListSpecSchema } from './schema';
export { timeZoneFault, timeZoneOffset } from './timeZone';
export { isPriceListEntity, validatePriceList } from './validatePriceList';

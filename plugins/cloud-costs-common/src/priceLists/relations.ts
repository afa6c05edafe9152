/** From a price list to a service that it prices. @public */
export const RELATION_PRICES = 'prices';
/** From a service to a price list for everybody. @public */
export const RELATION_PRICED_BY = 'pricedBy';

export { createOffers } from './createOffers';
export { IndividualServices } from './IndividualServices';
export { offerRoutes, type OfferRouteOptions } from './routes';
export { OfferStore } from './OfferStore';
export { ServiceEnding } from './ServiceEnding';
export { totalsOf } from './totals';
export { type OfferRow, toOffer } from './types';

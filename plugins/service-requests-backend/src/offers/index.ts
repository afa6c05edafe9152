export { createOffers } from './createOffers';
export { offerRoutes, type OfferRouteOptions } from './routes';

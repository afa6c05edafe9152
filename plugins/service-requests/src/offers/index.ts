export { OfferSection } from './OfferSection';

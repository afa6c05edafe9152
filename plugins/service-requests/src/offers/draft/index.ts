export { OfferDraftPage } from './OfferDraftPage';

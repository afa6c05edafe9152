export {
  AgreementBook,
  type AgreementInForce,
  type StoredAgreement,
  type StoredCalendar,
} from './AgreementBook';
export { AgreementStore, type RefusedDocument } from './AgreementStore';
export { checkAgainst, DocumentSync } from './DocumentSync';
export { AgreementService } from './AgreementService';
export { type AgreementRouteOptions, agreementRoutes } from './routes';

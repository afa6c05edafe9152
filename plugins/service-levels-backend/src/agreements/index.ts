export {
  AgreementBook,
  type AgreementInForce,
  type StoredAgreement,
  type StoredCalendar,
} from './AgreementBook';
export { AgreementStore, type RefusedDocument } from './AgreementStore';
export { checkAgainst, DocumentSync } from './DocumentSync';
export { AcceptedAgreements } from './AcceptedAgreements';
export { AgreementReader } from './AgreementReader';
export { type AgreementRouteOptions, agreementRoutes } from './routes';

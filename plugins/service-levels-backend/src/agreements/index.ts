export {
  AgreementBook,
  type AgreementInForce,
  type StoredAgreement,
  type StoredCalendar,
} from './AgreementBook';
export { AgreementStore, type RefusedDocument } from './AgreementStore';

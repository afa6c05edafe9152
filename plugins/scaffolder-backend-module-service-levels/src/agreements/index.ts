export {
  attachAgreementAction,
  type AttachAgreementOptions,
} from './attachAgreement';

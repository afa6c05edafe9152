export { refineAgreement } from './refineAgreement';
export * from './types';

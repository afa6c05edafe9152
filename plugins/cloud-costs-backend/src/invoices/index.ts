export { compactIban, isIban } from './iban';
export { describeFaults, invoiceFaults } from './invoiceFaults';
export { isLeitwegId } from './leitwegId';
export { oneLine } from './oneLine';
export * from './taxes';

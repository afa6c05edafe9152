import { hasCheckDigits } from './checkDigits';

/** Country, check digits, account. */
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Without the blanks that people group it with. */
export function compactIban(text: string): string {
  return text.replace(/\s/g, '');
}

/** Whether an IBAN is written as it has to be and its check digits fit (ISO 13616). */
export function isIban(text: string): boolean {
  const compact = compactIban(text);
  return (
    IBAN.test(compact) && hasCheckDigits(compact.slice(4) + compact.slice(0, 4))
  );
}

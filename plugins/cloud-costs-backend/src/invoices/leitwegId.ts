import { hasCheckDigits } from './checkDigits';

/**
 * Coarse part (2 to 12 digits), fine part (up to 30 letters and digits, may be
 * absent), check digits.
 */
const LEITWEG_ID = /^(\d{2,12})(?:-([A-Z0-9]{1,30}))?-(\d{2})$/;

/** Whether a Leitweg-ID is written as it has to be and its check digits fit. */
export function isLeitwegId(text: string): boolean {
  const match = LEITWEG_ID.exec(text);
  if (!match) return false;
  const [, coarse, fine = '', check] = match;
  return hasCheckDigits(`${coarse}${fine}${check}`);
}

/**
 * Coarse part (2 to 12 digits), fine part (up to 30 letters and digits, may be
 * absent), check digits.
 */
const LEITWEG_ID = /^(\d{2,12})(?:-([A-Z0-9]{1,30}))?-(\d{2})$/;

/**
 * Whether a Leitweg-ID is written as it has to be and its check digits fit
 * (ISO 7064, mod 97-10, letters counting from 10).
 */
export function isLeitwegId(text: string): boolean {
  const match = LEITWEG_ID.exec(text);
  if (!match) return false;
  const [, coarse, fine = '', check] = match;
  const digits = [...`${coarse}${fine}${check}`]
    .map(sign => parseInt(sign, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}

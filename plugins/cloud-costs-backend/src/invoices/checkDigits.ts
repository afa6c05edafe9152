/**
 * Whether check digits at the end of a text of digits and capital letters fit
 * (ISO 7064, mod 97-10, letters counting from 10).
 */
export function hasCheckDigits(text: string): boolean {
  const digits = [...text].map(sign => parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

import {
  formatDecimal,
  parseDecimal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

// 9,999,999,999,999.999999 is what 19 digits of micro-units can hold.
const MOST_DIGITS = 13;

function signsOf(language: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(language, {
    useGrouping: true,
  }).formatToParts(12345.5);
  const of = (type: Intl.NumberFormatPartTypes) =>
    parts.find(part => part.type === type)?.value;
  return { decimal: of('decimal') ?? '.', group: of('group') ?? ',' };
}

/** For use in a regular expression. */
function quoted(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
}

/**
 * Reads an amount as it is written in the language, exactly: `1.234,50` in German
 * is `1,234.50` in English. Signs of thousands may be missing, but not misplaced.
 *
 * @returns micro-units; undefined of what is no amount
 */
export function readAmount(text: string, language: string): bigint | undefined {
  const { decimal, group } = signsOf(language);
  const [d, g] = [quoted(decimal), quoted(group)];
  const shape = new RegExp(
    `^(\\d{1,${MOST_DIGITS}}|\\d{1,3}(?:${g}\\d{3})+)(?:${d}(\\d{1,6}))?$`,
  );
  const match = shape.exec(text.trim().replace(/\s*(€|EUR)$/, ''));
  if (!match) return undefined;
  const whole = match[1].split(group).join('');
  if (whole.length > MOST_DIGITS) return undefined;
  return parseDecimal(match[2] ? `${whole}.${match[2]}` : whole);
}

/** Writes what {@link readAmount} reads, with at least the cents. */
export function writeAmount(micros: string, language: string): string {
  const [whole, fraction = ''] = formatDecimal(BigInt(micros)).split('.');
  return `${whole}${signsOf(language).decimal}${fraction.padEnd(2, '0')}`;
}

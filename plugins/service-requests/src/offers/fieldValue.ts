import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Words } from '../words';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A value of a field of an offer as the rest of the page writes it: prices with
 * their currency, targets and days in the reader's language, all else as it is.
 *
 * @param path - of the field, such as `prices.components[operation].price`
 */
export function fieldValue(
  path: string,
  value: string | undefined,
  { format }: Words,
  { prices }: OfferContent,
): string {
  if (value === undefined) return '–';
  if (DAY.test(value)) return format.date(`${value}T12:00:00`);
  if (!NUMBER.test(value)) return value;
  if (path.startsWith('prices.') && path.endsWith('.price')) {
    return format.money(Number(value), prices.currency);
  }
  return path.endsWith('.target') ? `${format.number(Number(value))} %` : value;
}

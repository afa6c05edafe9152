import type { QuoteItem } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField } from '@dualcloud/foundation-node';
import { parseDecimal } from '../money';

/** A thousand million units, as for usage events. */
const LARGEST = 10n ** 15n;
const LONGEST_MS = 10 * 366 * 24 * 3_600_000;
/** 1970 to 2200; a date further away is a slip. */
const EARLIEST_MS = Date.UTC(1970, 0, 2);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** Expected usage that somebody gives, in millionths of the unit, by meter. */
export function readGivenUsage(
  item: QuoteItem,
  field: string,
): Map<string, bigint> {
  const given = new Map<string, bigint>();
  for (const [meter, text] of Object.entries(item.quantityOf ?? {})) {
    const path = `${field}.quantityOf.${meter.slice(0, 100)}`;
    let quantity: bigint;
    try {
      quantity = parseDecimal(text);
    } catch (error) {
      throw invalidField(path, 'decimal', (error as Error).message);
    }
    if (quantity < 0n || quantity > LARGEST) {
      throw invalidField(path, 'range', 'must be from 0 to 1000000000');
    }
    given.set(meter, quantity);
  }
  return given;
}

/** @throws InputError if an instant is none, or is out of any reasonable range */
export function readInstant(
  text: string | undefined,
  field: string,
): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (!(ms >= EARLIEST_MS && ms <= LATEST_MS)) {
    throw invalidField(
      field,
      'instant',
      'must be an instant from 1970 to 2200, such as 2026-11-23T12:00:00Z',
    );
  }
  return ms;
}

/** The life that is asked about; one that ended before it began is refused. */
export function checkLife(
  fromMs: number,
  untilMs: number | undefined,
  field: string,
): void {
  if (untilMs === undefined) return;
  if (untilMs <= fromMs) {
    throw invalidField(field, 'order', 'must be after `from`');
  }
  if (untilMs - fromMs > LONGEST_MS) {
    throw invalidField(field, 'range', 'must be at most 10 years after `from`');
  }
}

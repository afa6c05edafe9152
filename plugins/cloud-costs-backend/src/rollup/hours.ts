/** Hours of a UTC day. */
export const HOURS = 24;

const BILLION = 1_000_000_000n;

/** What was used in some hours, and the first of these that has any. */
export type PartSum = { hour: number; quantity: bigint };

/** Of 24 numbers with so many digits a double holds the exact sum. */
const EXACT_DIGITS = 14;

/**
 * Adds up the hours of a row of `usage_days` that need not be told apart, in
 * millionths of the unit.
 *
 * @param firstOf - of each hour, see `HourParts`
 * @param bounds - the hours that are wanted; `end` is not included
 * @returns without those in which nothing was used, in the order of the first hours
 */
export function sumParts(
  text: string,
  firstOf: Uint8Array,
  { from, end }: { from: number; end: number },
): PartSum[] {
  const sums: PartSum[] = [];
  // Most numbers are small, and added up ten times as fast as BigInt.
  const small = new Float64Array(HOURS);
  const places = new Array<PartSum | undefined>(HOURS);
  let at = 0;
  for (let hour = 0; hour < end; hour += 1) {
    const comma = text.indexOf(',', at);
    const next = comma < 0 ? text.length : comma;
    if (hour >= from && !isZero(text, at, next)) {
      const part = firstOf[hour];
      let place = places[part];
      if (!place) {
        place = { hour, quantity: 0n };
        places[part] = place;
        sums.push(place);
      }
      if (next - at <= EXACT_DIGITS) small[part] += readSmall(text, at, next);
      else place.quantity += BigInt(text.slice(at, next));
    }
    at = next + 1;
  }
  places.forEach((place, part) => {
    if (place) place.quantity += BigInt(small[part]);
  });
  return sums;
}

const [ZERO, MINUS] = [48, 45];

function isZero(text: string, from: number, end: number): boolean {
  return end - from === 1 && text.charCodeAt(from) === ZERO;
}

/** An integer within a text; rows have so many that cutting them out takes longer than reading them. */
function readSmall(text: string, from: number, end: number): number {
  const negative = text.charCodeAt(from) === MINUS;
  let value = 0;
  for (let at = negative ? from + 1 : from; at < end; at += 1) {
    value = value * 10 + text.charCodeAt(at) - ZERO;
  }
  return negative ? -value : value;
}

/** The hours of a day after something was added, and which of them it was added to. */
export type AddedHours = { hours: string; first: number; last: number };

/**
 * Adds to the hours of a day. They stay the texts that they are, but for those
 * that something is added to: most days are new and come with each hour once.
 *
 * @param before - as `usage_days` has them; undefined: nothing so far
 * @param added - as in a `DaySum`; `negative` takes it off
 */
export function addHours(
  before: string | undefined,
  { added, negative }: { added: string; negative?: boolean },
): AddedHours {
  const hours = before?.split(',') ?? new Array<string>(HOURS).fill('0');
  let first = HOURS - 1;
  let last = 0;
  for (let at = 0; at < added.length; ) {
    const colon = added.indexOf(':', at);
    const comma = added.indexOf(',', colon);
    const end = comma < 0 ? added.length : comma;
    const hour = Number(added.slice(at, colon));
    const quantity = added.slice(colon + 1, end);
    hours[hour] = add(hours[hour], quantity, negative);
    first = Math.min(first, hour);
    last = Math.max(last, hour);
    at = end + 1;
  }
  return { hours: hours.join(','), first, last };
}

function add(before: string, quantity: string, negative = false): string {
  const colon = quantity.indexOf(':');
  if (colon < 0) {
    if (before === '0' && !negative) return quantity;
    if (Math.max(before.length, quantity.length) <= EXACT_DIGITS) {
      const value = Number(quantity);
      return String(Number(before) + (negative ? -value : value));
    }
  }
  const value =
    colon < 0
      ? BigInt(quantity)
      : BigInt(quantity.slice(0, colon)) * BILLION +
        BigInt(quantity.slice(colon + 1));
  return String(BigInt(before) + (negative ? -value : value));
}

/** Hours of a UTC day. */
const HOURS = 24;

const BILLION = 1_000_000_000n;

/** Reads the 24 quantities of a row of `usage_days`, in millionths of the unit. */
export function readHours(text: string): bigint[] {
  return text.split(',').map(BigInt);
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
  const [whole, rest] = quantity.split(':');
  if (rest === undefined && before === '0' && !negative) return quantity;
  const value =
    rest === undefined ? BigInt(whole) : BigInt(whole) * BILLION + BigInt(rest);
  return String(BigInt(before) + (negative ? -value : value));
}

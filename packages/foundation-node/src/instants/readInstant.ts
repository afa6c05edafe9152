const ZERO = 48;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Midnight of each date that was seen; most events of a batch share one. */
const midnights = new Map<string, number>();
const MIDNIGHTS_KEPT = 2_000;

/**
 * Reads a time of RFC 3339, such as `2026-11-23T22:37:49.120Z`, without the
 * leniency of `Date.parse`: a zone is required, and the 31st of February is none.
 *
 * @returns milliseconds since 1970, or undefined if it is no such time
 * @public
 */
export function readInstant(text: string): number | undefined {
  const { length } = text;
  if (length < 20 || length > 40) return undefined;
  const separator = text.charCodeAt(10) | 0x20;
  if (
    (separator !== 0x74 && separator !== 0x20) ||
    text[13] !== ':' ||
    text[16] !== ':'
  ) {
    return undefined;
  }
  const midnight = readDate(text.slice(0, 10));
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  let at = 19;
  let milliseconds = 0;
  if (text[at] === '.') {
    let weight = 100;
    for (at += 1; isDigit(text, at); at += 1) {
      // Beyond milliseconds it is cut off, as a clock does.
      milliseconds += Math.floor(weight) * (text.charCodeAt(at) - ZERO);
      weight /= 10;
    }
    if (at === 20) return undefined;
  }
  const offset = readOffset(text, at);
  if (offset === undefined) return undefined;
  return (
    midnight +
    ((hour * 60 + minute) * 60 + second) * 1000 +
    milliseconds -
    offset * MINUTE_MS
  );
}

function readDate(date: string): number | undefined {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // V8 takes the 31st of February for the 3rd of March.
  if (
    Number.isNaN(midnight) ||
    midnight % DAY_MS !== 0 ||
    new Date(midnight).toISOString().slice(0, 10) !== date
  ) {
    return undefined;
  }
  if (midnights.size >= MIDNIGHTS_KEPT) midnights.clear();
  midnights.set(date, midnight);
  return midnight;
}

/** Minutes; undefined if it is no zone or something follows. */
function readOffset(text: string, at: number): number | undefined {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') {
    return text.length === at + 1 ? 0 : undefined;
  }
  if (sign !== '+' && sign !== '-') return undefined;
  if (text.length !== at + 6 || text[at + 3] !== ':') return undefined;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** 100 if it is no number of two digits. */
function twoDigits(text: string, at: number): number {
  return isDigit(text, at) && isDigit(text, at + 1)
    ? (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO
    : 100;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at) - ZERO;
  return code >= 0 && code <= 9;
}

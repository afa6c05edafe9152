/** Hours of a UTC day. */
export const HOURS = 24;

/** Reads the 24 quantities of a row of `usage_days`, in millionths of the unit. */
export function readHours(text: string): bigint[] {
  return text.split(',').map(BigInt);
}

/** Writes what {@link readHours} reads. */
export function writeHours(hours: bigint[]): string {
  return hours.join(',');
}

/** 24 hours with nothing in them. */
export function emptyHours(): bigint[] {
  return new Array<bigint>(HOURS).fill(0n);
}

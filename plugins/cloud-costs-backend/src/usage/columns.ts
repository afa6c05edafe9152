/*
 * Columns of numbers and texts as PostgreSQL's arrays, for `unnest`. The driver's
 * own way, and numbers as text, take longer than the insert.
 */

const INT4 = 23;
const INT8 = 20;
const HEADER = 20;
const TWO_TO_32 = 0x1_0000_0000;

/**
 * An `int[]` in PostgreSQL's binary format (array_recv): dimensions, whether
 * there are nulls, type; length and first index; then each element's length
 * and bytes.
 */
export function int4Column<T>(rows: T[], pick: (row: T) => number): Buffer {
  const column = openColumn(INT4, rows.length, 4);
  let at = HEADER;
  for (const row of rows) {
    column.writeInt32BE(4, at);
    column.writeInt32BE(pick(row), at + 4);
    at += 8;
  }
  return column;
}

/** A `bigint[]` of integers between -2^53 and 2^53. */
export function int8Column<T>(rows: T[], pick: (row: T) => number): Buffer {
  const column = openColumn(INT8, rows.length, 8);
  let at = HEADER;
  for (const row of rows) {
    column.writeInt32BE(8, at);
    at = writeBigint(column, pick(row), at + 4);
  }
  return column;
}

/**
 * Writes a `bigint`, an integer between -2^53 and 2^53.
 *
 * @returns where it ends
 */
export function writeBigint(to: Buffer, value: number, at: number): number {
  const high = Math.floor(value / TWO_TO_32);
  to.writeInt32BE(high, at);
  return to.writeUInt32BE(value - high * TWO_TO_32, at + 4);
}

/** A `text[]`; as text, which is joined faster than the bytes of each are counted. */
export function textColumn<T>(rows: T[], pick: (row: T) => string): string {
  const texts = rows.map(row => {
    const text = pick(row);
    return /["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text;
  });
  return `{"${texts.join('","')}"}`;
}

function openColumn(type: number, length: number, size: number): Buffer {
  const column = Buffer.allocUnsafe(HEADER + length * (4 + size));
  column.writeInt32BE(1, 0);
  column.writeInt32BE(0, 4);
  column.writeInt32BE(type, 8);
  column.writeInt32BE(length, 12);
  column.writeInt32BE(1, 16);
  return column;
}

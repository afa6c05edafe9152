import { writeBigint } from './columns';
import type { PlacedUsage } from './types';

/** The signature; no flags, nothing else in the header. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER_BYTES = 2;
const FIELDS = 7;
/** How many there are, the length of each, and all but the text. */
const EVENT_BYTES = 2 + FIELDS * 4 + 3 * 4 + 3 * 8;
/** Of a UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * Usage events for COPY in PostgreSQL's binary format: its text takes several
 * strings for each event.
 *
 * @returns the columns `COLUMNS` and `received_ms`
 */
export function toCopyData(
  events: readonly PlacedUsage[],
  receivedMs: number,
): Buffer {
  const data = Buffer.allocUnsafe(mostBytes(events));
  let at = HEADER.copy(data);
  for (const { event, sourceId, allocationId, meterId } of events) {
    at = data.writeInt16BE(FIELDS, at);
    at = writeInt4(data, sourceId, at);
    const idBytes = data.write(event.id, at + 4);
    at = data.writeInt32BE(idBytes, at) + idBytes;
    at = writeInt4(data, allocationId, at);
    at = writeInt4(data, meterId, at);
    at = writeInt8(data, event.timeMs, at);
    at = writeInt8(data, event.quantity, at);
    at = writeInt8(data, receivedMs, at);
  }
  at = data.writeInt16BE(-1, at);
  return data.subarray(0, at);
}

function mostBytes(events: readonly PlacedUsage[]): number {
  let bytes = HEADER.length + TRAILER_BYTES;
  for (const { event } of events) {
    bytes += EVENT_BYTES + MOST_BYTES * event.id.length;
  }
  return bytes;
}

function writeInt4(data: Buffer, value: number, at: number): number {
  return data.writeInt32BE(value, data.writeInt32BE(4, at));
}

function writeInt8(data: Buffer, value: number, at: number): number {
  return writeBigint(data, value, data.writeInt32BE(8, at));
}

import { setImmediate as breathe } from 'node:timers/promises';

const OPEN = '['.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);
/** Below a millisecond; V8 keeps much larger strings apart, which takes longer than to parse them. */
const PIECE_BYTES = 48 * 1024;

/** Fails on what is no UTF-8, where others store something else instead. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses JSON; an array of objects piece by piece, so that a large batch does
 * not keep everybody else waiting.
 *
 * A piece ends where `},{` stands. That may be inside of a string or of another
 * array. Then the piece is no list of JSON values, and all is parsed at once.
 * But if each piece is one, the whole is the list of them all, in this order.
 *
 * @throws TypeError if it is no UTF-8, SyntaxError if it is no JSON
 */
export async function parseBatch(body: Buffer): Promise<unknown> {
  return (await parsePieces(body)) ?? JSON.parse(utf8.decode(body));
}

async function parsePieces(body: Buffer): Promise<unknown[] | undefined> {
  const end = body.length - 1;
  if (end < PIECE_BYTES || body[0] !== OPEN || body[end] !== CLOSE) {
    return undefined;
  }
  const values: unknown[] = [];
  for (let from = 1; from < end; await breathe()) {
    const found = body.indexOf('},{', from + PIECE_BYTES);
    const to = found < 0 ? end : found + 1;
    const piece = parseList(body.subarray(from, to));
    if (!piece) return undefined;
    for (const value of piece) values.push(value);
    from = to + 1;
  }
  return values;
}

function parseList(piece: Buffer): unknown[] | undefined {
  try {
    return JSON.parse(`[${utf8.decode(piece)}]`);
  } catch {
    return undefined;
  }
}

import { EventPattern } from './EventPattern';

const OPEN = '['.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);
/** Below a millisecond; V8 keeps much larger strings apart, which takes longer than to parse them. */
const PIECE_BYTES = 24 * 1024;

/** Fail on what is no UTF-8, where others store something else instead. */
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** At the beginning of a piece a byte order mark is no mark but wrong. */
const utf8Piece = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses a JSON array of events, or one event. An array is parsed piece by piece as
 * its events are asked for: whoever asks can let others in between, and what has
 * been dealt with is not kept until the last one is parsed.
 *
 * A piece ends where `},{` stands. That may be inside of a string or of another
 * array; then the piece is no list of JSON values, and is tried again with twice
 * the length. If each piece is such a list, the whole is the list of them all, in
 * this order.
 *
 * @throws TypeError if it is no UTF-8, SyntaxError if it is no JSON; after the
 *   events of the pieces before
 */
export function* parseBatch(body: Buffer): Generator<unknown, void> {
  const end = body.length - 1;
  if (body[0] !== OPEN || body[end] !== CLOSE) {
    yield* parseWhole(body);
    return;
  }
  let pattern: EventPattern | undefined;
  let from = 1;
  // The first event by itself: it shows how the others are written.
  let length = 0;
  while (from < end) {
    const found = body.indexOf('},{', from + length);
    const to = found < 0 ? end : found + 1;
    let piece = pattern?.read(body, from, to);
    if (!piece) {
      const parsed = parseList(body, from, to);
      piece = parsed?.values;
      pattern = parsed && EventPattern.of(parsed.values[0], parsed.text);
    }
    if (piece) {
      for (const value of piece) yield value;
      from = to + 1;
      length = PIECE_BYTES;
    } else if (to < end) {
      length = Math.max(2 * length, PIECE_BYTES);
    } else {
      // It says what is wrong, and where.
      parseWhole(body);
      throw new SyntaxError('it is not a list of JSON values');
    }
  }
}

function parseWhole(body: Buffer): unknown[] {
  const value = parseJson(body);
  return Array.isArray(value) ? value : [value];
}

/**
 * Parses JSON, all at once.
 *
 * @throws TypeError if it is no UTF-8, SyntaxError if it is no JSON
 */
export function parseJson(body: Buffer): unknown {
  return JSON.parse(utf8.decode(body));
}

/**
 * What stands beside a list is a comma or a bracket: as brackets both for a moment
 * save putting the text together once more.
 */
function parseList(
  body: Buffer,
  from: number,
  to: number,
): { values: unknown[]; text: string } | undefined {
  const [before, after] = [body[from - 1], body[to]];
  body[from - 1] = OPEN;
  body[to] = CLOSE;
  try {
    const list = utf8Piece.decode(body.subarray(from - 1, to + 1));
    return { values: JSON.parse(list), text: list.slice(1, -1) };
  } catch {
    return undefined;
  } finally {
    body[from - 1] = before;
    body[to] = after;
  }
}

import { type Fields, isObject } from './readUsageEvent';
import { USAGE_TYPE } from './types';

/*
 * How a sender writes its usage events.
 *
 * A program writes one event like the other: the same members in the same order, and
 * between their values the same bytes. So once one of them has been parsed as JSON,
 * of the others only these bytes have to be compared, which takes half the time.
 *
 * It comes to the same as JSON.parse. A string in JSON is what stands between the
 * quotation marks unless there is a reverse solidus or a control character in it
 * (RFC 8259, section 7), and bytes below 128 mean the same in UTF-8 as everywhere.
 * Where there is anything else, a pattern says that it cannot read that.
 */

const QUOTE = '"';
const ESCAPE = '\\';
const COMMA = ','.charCodeAt(0);
const SPACE = 0x20;
const BEYOND_ASCII = 0x80;
/** Four bytes are compared at once. */
const WORD = 4;
const SPACES = 0x20202020;
const HIGHEST_BITS = 0x80808080;

/** Longer parts of a text V8 keeps as views of it, which take longer to look at. */
const LONGEST_COPIED = 12;

/** What is other from event to event. Of who sends them the source is the same. */
const NAMES = ['id', 'subject', 'time', 'meter', 'unit', 'quantity'] as const;
const IN_DATA = new Set<string>(['meter', 'unit', 'quantity']);
/** What JSON makes of a NUL before a name. */
const MARK = new RegExp(`\\\\u0000(${NAMES.join('|')})`);

type Name = (typeof NAMES)[number];
type Usage = Fields & { source: string; data: Fields };

/** Bytes that are always the same, for comparing four at a time. */
class Literal {
  readonly length: number;
  private readonly words: Uint32Array;
  private readonly rest: Uint8Array;

  constructor(text: string) {
    const bytes = Buffer.from(text, 'latin1');
    const view = viewOf(bytes);
    this.length = bytes.length;
    this.words = new Uint32Array(Math.floor(bytes.length / WORD)).map(
      (_, index) => view.getUint32(index * WORD, true),
    );
    this.rest = Uint8Array.from(bytes.subarray(this.words.length * WORD));
  }

  /** @param end - there is nothing from there on */
  stands(view: DataView, from: number, end: number): boolean {
    const { words, rest } = this;
    if (from + this.length > end) return false;
    let at = from;
    for (let index = 0; index < words.length; index += 1) {
      if (view.getUint32(at, true) !== words[index]) return false;
      at += WORD;
    }
    for (let index = 0; index < rest.length; index += 1) {
      if (view.getUint8(at + index) !== rest[index]) return false;
    }
    return true;
  }
}

/** Reads events that are written like one that is known. */
export class EventPattern {
  private constructor(
    /** Of each value where it is among `NAMES`, in the order in which they come. */
    private readonly order: number[],
    /** One before each value, and one after the last. */
    private readonly literals: Literal[],
    private readonly source: string,
  ) {}

  /**
   * @param event - what JSON.parse makes of `text`
   * @param text - begins with the event
   * @returns undefined if it is not usage, or not written without white space and
   *   escapes, each value as a string
   */
  static of(event: unknown, text: string): EventPattern | undefined {
    if (!isUsage(event)) return undefined;
    const values = NAMES.map(name => holderOf(event, name)[name]);
    if (!values.every(value => typeof value === 'string')) return undefined;
    const { parts, order } = split(event);
    const written = parts.map((part, place) => {
      return place < order.length ? part + values[order[place]] : part;
    });
    if (order.length !== NAMES.length || !text.startsWith(written.join(''))) {
      return undefined;
    }
    return new EventPattern(
      order,
      parts.map(part => new Literal(part)),
      event.source,
    );
  }

  /**
   * Reads a list of events, with a comma between two of them.
   *
   * @param body - from where to where in it
   * @returns undefined if one of them is not written like that
   */
  read(body: Buffer, from: number, to: number): unknown[] | undefined {
    const view = viewOf(body);
    if (!isPrintable(view, from, to)) return undefined;
    const text = body.toString('latin1', from, to);
    if (text.includes(ESCAPE)) return undefined;
    const { order, literals } = this;
    const last = literals[order.length];
    const values = NAMES.map(() => '');
    const events: unknown[] = [];
    for (let at = from; ; at += 1) {
      for (let place = 0; place < order.length; place += 1) {
        const literal = literals[place];
        if (!literal.stands(view, at, to)) return undefined;
        at += literal.length;
        const length = text.indexOf(QUOTE, at - from) - (at - from);
        if (length < 0) return undefined;
        values[order[place]] =
          length > LONGEST_COPIED
            ? body.toString('latin1', at, at + length)
            : text.slice(at - from, at - from + length);
        at += length;
      }
      if (!last.stands(view, at, to)) return undefined;
      at += last.length;
      events.push(eventOf(this.source, values));
      if (at === to) return events;
      if (body[at] !== COMMA) return undefined;
    }
  }
}

function eventOf(source: string, values: readonly string[]) {
  const [id, subject, time, meter, unit, quantity] = values;
  const data = { meter, unit, quantity };
  const type = USAGE_TYPE;
  return { specversion: '1.0', id, source, type, subject, time, data };
}

function isUsage(event: unknown): event is Usage {
  return (
    isObject(event) &&
    event.specversion === '1.0' &&
    typeof event.source === 'string' &&
    event.type === USAGE_TYPE &&
    isObject(event.data)
  );
}

function holderOf(event: Usage, name: string): Fields {
  return IN_DATA.has(name) ? event.data : event;
}

/** The JSON of an event without its values, and which of `NAMES` each was. */
function split(event: Usage): { parts: string[]; order: number[] } {
  const marked = { ...event, data: { ...event.data } };
  for (const name of NAMES) holderOf(marked, name)[name] = `\0${name}`;
  const pieces = JSON.stringify(marked).split(MARK);
  return {
    parts: pieces.filter((_, index) => index % 2 === 0),
    order: pieces
      .filter((_, index) => index % 2 === 1)
      .map(name => NAMES.indexOf(name as Name)),
  };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Whether all is ASCII without control characters; looks at four bytes at a time. */
function isPrintable(view: DataView, from: number, to: number): boolean {
  let found = 0;
  let at = from;
  for (; at + WORD <= to; at += WORD) {
    const bytes = view.getUint32(at, true);
    // Only what is below takes from the byte above it and has its highest bit set.
    found |= bytes | (bytes - SPACES);
  }
  if (found & HIGHEST_BITS) return false;
  for (; at < to; at += 1) {
    const byte = view.getUint8(at);
    if (byte < SPACE || byte >= BEYOND_ASCII) return false;
  }
  return true;
}

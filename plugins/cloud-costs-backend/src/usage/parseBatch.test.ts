import * as fc from 'fast-check';
import { parseBatch } from './parseBatch';
import { readUsageEvent } from './readUsageEvent';

jest.setTimeout(60_000);

const parse = (text: string) => [...parseBatch(Buffer.from(text))];

/** What a piece might end in by mistake. */
const hostile = fc.oneof(
  fc.constantFrom('},{', '"},{"', '\\', '[{},{}]', 'ü', '🏛', ''),
  fc.string({ unit: 'binary' }).map(text => Buffer.from(text).toString()),
);

const event = fc.record({
  id: hostile,
  data: fc.record({ list: fc.array(fc.record({ a: hostile })), a: hostile }),
});

/** Long enough for several pieces. */
const repeated = (events: object[]) =>
  Array.from({ length: 2_000 }, (_, n) => ({
    n,
    ...events[n % events.length],
  }));

it('reads what JSON.parse reads, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1 }), events => {
      const text = JSON.stringify(repeated(events));
      // Compared as text, which takes a tenth of the time.
      expect(JSON.stringify(parse(text)) === text).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('reads one event, other values, and what is written with blanks', () => {
  const long = repeated([{ id: 'a' }]);
  for (const value of [{ a: 1 }, [], 'text', null, 7, long, { long }]) {
    const events = Array.isArray(value) ? value : [value];
    expect(parse(JSON.stringify(value))).toEqual(events);
    expect(parse(JSON.stringify(value, null, 2))).toEqual(events);
    expect(parse(` ${JSON.stringify(value)}\n`)).toEqual(events);
    expect(parse(`\uFEFF${JSON.stringify(value)}`)).toEqual(events);
  }
});

it('refuses what JSON.parse refuses, wherever it is wrong', () => {
  const text = JSON.stringify(repeated([{ id: 'a' }]));
  const middle = text.indexOf('},{', text.length / 2);
  const broken = [
    '',
    '[',
    '[{}',
    '[{},]',
    `${text.slice(0, middle)}}${text.slice(middle)}`,
    `${text.slice(0, middle)},${text.slice(middle)}`,
    `${text.slice(0, middle + 1)}],[${text.slice(middle + 2)}`,
    text.slice(0, -1),
    `[,${text.slice(1)}`,
    `${text.slice(0, -1)},]`,
    `[\uFEFF${text.slice(1)}`,
    `${text.slice(0, middle + 2)}\uFEFF${text.slice(middle + 2)}`,
  ];
  for (const each of broken) {
    expect(() => JSON.parse(each)).toThrow(SyntaxError);
    expect(() => parse(each)).toThrow(SyntaxError);
  }
  const noText = Buffer.from(text);
  noText[middle - 2] = 0xff;
  expect(() => [...parseBatch(noText)]).toThrow('not valid');
});

it('parses no more than it is asked for', () => {
  const text = JSON.stringify(repeated([{ id: 'x'.repeat(200) }]));
  const events = parseBatch(Buffer.from(`${text.slice(0, -1)} wrong]`));
  expect(events.next()).toMatchObject({ value: { n: 0 }, done: false });
  expect(() => [...events]).toThrow(SyntaxError);
});

it('does not try a list without pieces again and again', () => {
  const nested = repeated([{ id: 'x'.repeat(1_000) }]);
  const tried = jest.spyOn(JSON, 'parse');
  try {
    expect(parse(JSON.stringify([nested]))).toEqual([nested]);
    expect(tried.mock.calls.length).toBeLessThan(10);
  } finally {
    tried.mockRestore();
  }
});

describe('usage, of which the most is not parsed as JSON', () => {
  const NOW = Date.parse('2026-11-29T12:00:00Z');
  const limits = { nowMs: NOW, maxAgeDays: 400 };
  const usage = {
    specversion: '1.0',
    id: 'a',
    source: '/meter',
    type: 'dev.dualcloud.usage.v1',
    subject: 'instance-1',
    time: '2026-11-29T10:00:00Z',
    data: { meter: 'storage', unit: 'GiB', quantity: '1.5' },
  };
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.uuid() },
    hostile,
    fc.constantFrom('1', 'x'.repeat(13), 'a"b', 'a\u0001b', '\u007f', '1.5'),
  );
  /** Members of an event, as text of JSON. */
  const members = fc.record({
    id: value.map(id => JSON.stringify(id)),
    subject: value.map(subject => JSON.stringify(subject)),
    time: fc.constantFrom('"2026-11-29T09:59:59.5Z"', '"soon"', '7'),
    source: fc.constantFrom('"/meter"', '"/meter"', '"/meter"', '"/other"'),
    quantity: fc.constantFrom('"0.000001"', '"17"', '"\\u0031"', '5', '"-1"'),
    blank: fc.constantFrom('', '', '', '', ' ', '\n', '\u00a0'),
    extra: fc.constantFrom(
      '',
      '',
      '',
      ',"more":"ü"',
      ',"id":"again"',
      ',"source":7',
      ',"__proto__":{"id":"b"}',
      ',"data":{}',
      ',',
    ),
  });
  type Members = typeof members extends fc.Arbitrary<infer M> ? M : never;
  const write = (one: Members, order: readonly string[]) => {
    const texts: Record<string, string> = {
      ...one,
      specversion: '"1.0"',
      type: JSON.stringify(usage.type),
      data: `{"meter":"storage","quantity":${one.quantity},"unit":"GiB"}`,
    };
    const written = order.map(name => `"${name}":${one.blank}${texts[name]}`);
    return `{${written.join(',')}${one.extra}}`;
  };
  const order = fc.shuffledSubarray(Object.keys(usage), { minLength: 7 });

  const outcomeOf = (read: () => Iterable<unknown>) => {
    const events: unknown[] = [];
    try {
      for (const each of read()) {
        events.push(readUsageEvent(each, events.length, limits));
      }
    } catch (error) {
      return (error as Error).name;
    }
    return events;
  };

  it('comes to the same as JSON.parse, whatever is in it', () => {
    let regular = 0;
    fc.assert(
      fc.property(
        order,
        fc.array(members, { minLength: 2, maxLength: 4 }),
        fc.array(fc.nat(3), { minLength: 250, maxLength: 300 }),
        (names, kinds, picks) => {
          const texts = kinds.map(kind => write(kind, names));
          // Most are like the first, as they are with a sender.
          const list = picks.map(
            (pick, at) => texts[at % 90 < 80 ? 0 : pick % texts.length],
          );
          const text = `[${list.join(',')}]`;
          const expected = outcomeOf(() => JSON.parse(text));
          if (Array.isArray(expected)) regular += 1;
          expect(outcomeOf(() => parseBatch(Buffer.from(text)))).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 300 },
    );
    expect(regular).toBeGreaterThan(30);
  });

  const many = (change: (at: number) => object = () => ({})) =>
    Array.from({ length: 1_000 }, (_, at) => ({
      ...usage,
      id: `event-${at}-${'0'.repeat(20)}`,
      ...change(at),
    }));

  it('parses the first event as JSON, and others only where they are unlike it', () => {
    const countOf = (events: object[]) => {
      const tried = jest.spyOn(JSON, 'parse');
      try {
        expect(parse(JSON.stringify(events))).toEqual(events);
        return tried.mock.calls.length;
      } finally {
        tried.mockRestore();
      }
    };
    expect(countOf(many())).toBe(1);
    expect(countOf(many(at => (at === 500 ? { id: 'ü' } : {})))).toBe(2);
    const { id, ...others } = usage;
    expect(countOf(many(at => ({ ...others, id: `${at}` })))).toBe(1);
    expect(countOf(many(() => ({ type: 'other' })))).toBeGreaterThan(5);
  });

  it('refuses a character that JSON does not allow, wherever it is', () => {
    const text = JSON.stringify(many());
    for (let shift = 0; shift < 8; shift += 1) {
      const at = text.indexOf('event-700') + shift;
      for (const wrong of ['\t', '\u0000', '\u001f', '"', '\\x']) {
        const broken = text.slice(0, at) + wrong + text.slice(at + 1);
        expect(() => JSON.parse(broken)).toThrow(SyntaxError);
        expect(() => parse(broken)).toThrow(SyntaxError);
      }
    }
    for (const cut of [1, 2, 30, 150]) {
      expect(() => parse(`${text.slice(0, -1 - cut)}]`)).toThrow(SyntaxError);
    }
  });
});

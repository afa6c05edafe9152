import * as fc from 'fast-check';
import { parseBatch } from './parseBatch';

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

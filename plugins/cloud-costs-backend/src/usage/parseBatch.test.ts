import * as fc from 'fast-check';
import { setImmediate as breathe } from 'node:timers/promises';
import { parseBatch } from './parseBatch';

jest.setTimeout(60_000);

const parse = (text: string) => parseBatch(Buffer.from(text));

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

it('reads what JSON.parse reads, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1 }), async events => {
      const text = JSON.stringify(repeated(events));
      // Compared as text, which takes a tenth of the time.
      expect(JSON.stringify(await parse(text)) === text).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('reads one event, other values, and what is written with blanks', async () => {
  const long = repeated([{ id: 'a' }]);
  for (const value of [{ a: 1 }, [], 'text', null, 7, long, { long }]) {
    expect(await parse(JSON.stringify(value))).toEqual(value);
    expect(await parse(JSON.stringify(value, null, 2))).toEqual(value);
    expect(await parse(` ${JSON.stringify(value)}\n`)).toEqual(value);
  }
});

it('refuses what JSON.parse refuses, wherever it is wrong', async () => {
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
  ];
  for (const each of broken) {
    expect(() => JSON.parse(each)).toThrow(SyntaxError);
    await expect(parse(each)).rejects.toThrow(SyntaxError);
  }
  const noText = Buffer.from(text);
  noText[middle - 2] = 0xff;
  await expect(parseBatch(noText)).rejects.toThrow('not valid');
});

it('lets others go on in between', async () => {
  const text = JSON.stringify(repeated([{ id: 'x'.repeat(200) }]));
  let parsed = false;
  const parsing = parse(text).then(() => {
    parsed = true;
  });
  let turns = 0;
  for (; !parsed; turns += 1) await breathe();
  await parsing;
  expect(turns).toBeGreaterThan(5);
});

import { setImmediate as breathe } from 'node:timers/promises';
import { readBatch } from './readBatch';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const limits = { nowMs: NOW, maxAgeDays: 30 };

const usage = (id: string, quantity = '1', source = '/a') => ({
  specversion: '1.0',
  id,
  source,
  type: 'dev.dualcloud.usage.v1',
  subject: 'instance',
  time: '2026-03-01T11:00:00Z',
  data: { meter: 'requests', unit: '1', quantity },
});

it('lets others go on in between', async () => {
  const events = Array.from({ length: 20_000 }, (_, n) => usage(`${n}`));
  let done = false;
  const reading = readBatch(events, limits).finally(() => {
    done = true;
  });
  let turns = 0;
  for (; !done; turns += 1) await breathe();
  expect((await reading).usage).toHaveLength(20_000);
  expect(turns).toBeGreaterThan(5);
});

it('counts the first of those with one source and id, in whatever order', async () => {
  const batch = await readBatch(
    [
      usage('2'),
      usage('1'),
      usage('2', '1', '/b'),
      usage('2'),
      usage('1', '7'),
      { ...usage('3'), specversion: '2' },
      usage('2'),
    ],
    limits,
  );
  const told = batch.usage.map(({ index, source, id }) => [index, source, id]);
  expect(told).toEqual([
    [1, '/a', '1'],
    [0, '/a', '2'],
    [2, '/b', '2'],
  ]);
  expect(batch).toMatchObject({ received: 7, duplicates: 2 });
  expect(batch.refused.map(({ index, rule }) => [index, rule])).toEqual([
    [5, 'specversion'],
    [4, 'same-contents'],
  ]);
});

it('keeps the order of corrections and of what befell an instance', async () => {
  const correction = (id: string) => ({
    ...usage(id),
    type: 'dev.dualcloud.usage.corrected.v1',
    data: {
      ...usage(id).data,
      corrects: { source: '/a', id: '0' },
      reason: 'counted twice',
    },
  });
  const batch = await readBatch(
    ['9', '5', '7'].map(id => correction(id)),
    limits,
  );
  expect(batch.corrections.map(({ id }) => id)).toEqual(['9', '5', '7']);
});

it('fails as what gives the events fails', async () => {
  function* broken() {
    yield usage('1');
    throw new SyntaxError('no more');
  }
  await expect(readBatch(broken(), limits)).rejects.toThrow('no more');
});

it('reads one large batch after the other, and small ones in between', async () => {
  const large = Array.from({ length: 20_000 }, (_, n) => usage(`${n}`));
  function* broken() {
    yield* large;
    throw new SyntaxError('no more');
  }
  const ended: string[] = [];
  const read = (name: string, events: Iterable<unknown>) =>
    readBatch(events, limits)
      .catch(() => undefined)
      .finally(() => ended.push(name));
  await Promise.all([
    read('first', large),
    // What fails keeps nobody waiting for ever.
    read('second', broken()),
    read('third', large),
    read('small', [usage('1')]),
  ]);
  expect(ended).toEqual(['small', 'first', 'second', 'third']);
});

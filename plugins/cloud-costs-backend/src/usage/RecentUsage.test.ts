import fc from 'fast-check';
import { EVENTS_REMEMBERED, RecentUsage } from './RecentUsage';
import type { PlacedUsage } from './types';

function placed(id: string, sourceId = 1, quantity = 1): PlacedUsage {
  const event: PlacedUsage['event'] = {
    kind: 'usage',
    index: 0,
    source: `/source-${sourceId}`,
    id,
    instanceId: 'instance',
    timeMs: 1_700_000_000_000,
    meter: 'requests',
    unit: '1',
    quantity,
  };
  return { event, sourceId, allocationId: 7, meterId: 3 };
}

it('knows events by source and id, and whether they are the same', () => {
  const events = fc.uniqueArray(
    fc.record({
      id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      sourceId: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 0, max: 2 ** 40 }),
    }),
    { maxLength: 200, selector: ({ id, sourceId }) => `${sourceId} ${id}` },
  );
  fc.assert(
    fc.property(events, events, (known, others) => {
      const recent = new RecentUsage();
      recent.remember(
        known.map(each => placed(each.id, each.sourceId, each.quantity)),
        'v1',
      );
      for (const { id, sourceId, quantity } of [...known, ...others]) {
        const there = known.find(
          each => each.id === id && each.sourceId === sourceId,
        );
        expect(recent.compare(placed(id, sourceId, quantity), 'v1')).toBe(
          there && there.quantity === quantity,
        );
      }
    }),
  );
});

it('remembers the last events, all of them, and forgets the oldest', () => {
  const recent = new RecentUsage();
  const all = Array.from({ length: 3 * EVENTS_REMEMBERED }, (_, n) =>
    placed(`event-${n}`, 1, n),
  );
  for (let at = 0; at < all.length; at += 7_000) {
    const sofar = all.slice(0, at + 7_000);
    recent.remember(sofar.slice(at), 'v1');
    const last = sofar.slice(-EVENTS_REMEMBERED);
    expect(last.every(each => recent.compare(each, 'v1'))).toBe(true);
    const oldest = sofar.slice(0, -2 * EVENTS_REMEMBERED);
    expect(oldest.some(each => recent.compare(each, 'v1'))).toBe(false);
  }
  expect(recent.era).toBe(1);
});

it('forgets everything once events may have been moved', () => {
  const recent = new RecentUsage();
  recent.remember([placed('a'), placed('b')], 'v1');
  const { era } = recent;
  expect(recent.compare(placed('a'), 'v2')).toBeUndefined();
  expect(recent.era).toBe(era);
  recent.remember([placed('b', 1, 2)], 'v2');
  expect(recent.era).toBe(era + 1);
  expect(recent.compare(placed('a'), 'v2')).toBeUndefined();
  expect(recent.compare(placed('b'), 'v2')).toBe(false);
  expect(recent.compare(placed('b', 1, 2), 'v2')).toBe(true);
});

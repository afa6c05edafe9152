import { instantAt, wallClockOf } from './wallClock';

const BERLIN = 'Europe/Berlin';

describe('a time on the wall clock', () => {
  it.each([
    ['2026-01-15T08:00', '2026-01-15T07:00:00Z'],
    ['2026-07-15T08:00', '2026-07-15T06:00:00Z'],
    ['2026-07-15T08:00:30', '2026-07-15T06:00:30Z'],
    // The night in which it comes twice.
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:30', '2026-10-25T02:30:00Z'],
    // The night in which it is skipped.
    ['2026-03-29T01:59', '2026-03-29T00:59:00Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00Z'],
  ])('%s is one instant', (text, instant) => {
    expect(instantAt(text, BERLIN)).toBe(instant);
    expect(wallClockOf(instant, BERLIN)).toBe(text);
  });

  it('that is skipped is the same time before the clock was put forward', () => {
    expect(instantAt('2026-03-29T02:30', BERLIN)).toBe('2026-03-29T01:30:00Z');
  });

  it.each(['', '2026-03', '2026-13-01T00:00'])('is not "%s"', text => {
    expect(instantAt(text, BERLIN)).toBeUndefined();
  });
});

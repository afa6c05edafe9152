import { expectUsage, type MeasuredUsage } from './usualUsage';
import { Uncertainty } from './uncertainty';

/** A Thursday, as day 0 is. */
const TODAY = 20_300;
const UNIT = 1_000_000n;

/** What was used in the days before today, the oldest first. */
function usage(days: number, of: (index: number) => number): MeasuredUsage {
  return {
    fromDay: TODAY - days,
    quantities: new Map(
      Array.from({ length: days }, (_, index) => [
        TODAY - days + index,
        BigInt(Math.round(of(index) * 1_000_000)),
      ]),
    ),
  };
}

function expected(measured: MeasuredUsage, days: number): number[] {
  const expect = expectUsage(measured, TODAY);
  return Array.from(
    { length: days },
    (_, index) => Number(expect(TODAY + index)) / Number(UNIT),
  );
}

describe('what usage is expected', () => {
  it('of what was the same every day, the same', () => {
    expect(
      expected(
        usage(80, () => 3),
        9,
      ),
    ).toEqual(new Array(9).fill(3));
  });

  it('of weekdays, what those weekdays had', () => {
    const week = [9, 8, 7, 6, 5, 1, 0];
    const ofDay = (index: number) => week[index % 7];
    const days = expected(
      usage(56, index => ofDay(index)),
      14,
    );
    expect(days).toEqual([...week, ...week]);
  });

  it('is not moved by a day far out, nor by three', () => {
    const far = usage(56, index => ([20, 54, 55].includes(index) ? 500 : 4));
    expect(expected(far, 7)).toEqual(new Array(7).fill(4));
  });

  it('follows a new level after four days, not after three', () => {
    const since = (days: number) =>
      expected(
        usage(56, index => (index >= 56 - days ? 10 : 2)),
        3,
      );
    expect(since(3)).toEqual([2, 2, 2]);
    expect(since(4)).toEqual([10, 10, 10]);
  });

  it('carries on a trend in which every week goes the same way, for eight weeks', () => {
    const growing = usage(56, index => 100 * 1.02 ** index);
    const [first] = expected(growing, 1);
    expect(Math.abs(first / (100 * 1.02 ** 56) - 1)).toBeLessThan(0.1);
    const far = expected(growing, 90);
    expect(far[30]).toBeGreaterThan(1.4 * first);
    expect(far[89]).toBe(far[82]);
    // Six weeks up and one down are no trend.
    const broken = usage(56, index => (index >= 49 ? 50 : 100 * 1.02 ** index));
    expect(expected(broken, 60)[50]).toBeLessThan(60);
  });

  it('never falls below nothing', () => {
    const falling = usage(56, index => 100 * 0.85 ** (index / 2));
    expect(Math.min(...expected(falling, 200))).toBeGreaterThanOrEqual(0);
  });

  it('of what has lived for days only, the median of those; of what began today, nothing', () => {
    expect(
      expected(
        usage(3, index => index + 1),
        8,
      ),
    ).toEqual(new Array(8).fill(2));
    expect(
      expected(
        usage(0, () => 1),
        2,
      ),
    ).toEqual([0, 0]);
  });
});

describe('the uncertainty', () => {
  const width = (weeks: Array<bigint | undefined>[], days: number) => {
    const uncertainty = new Uncertainty();
    weeks.forEach(one => uncertainty.add(one));
    return Number(uncertainty.halfWidth(1_000_000n, days)) / 10_000;
  };
  const flat = new Array(8).fill(700n);

  it('is what is held to be usual until something is known, and then less', () => {
    // 1.2816 · 8 % · √(4/3 + 1/2 + 1/8) of 28 days.
    expect(width([], 28)).toBeCloseTo(14.35, 1);
    expect(width([flat], 28)).toBeCloseTo(14.35 * Math.sqrt(2 / 9), 1);
  });

  it('grows with changes from week to week, and with the time ahead', () => {
    const jump = [...new Array(4).fill(700n), ...new Array(4).fill(1400n)];
    expect(width([jump], 28)).toBeGreaterThan(4 * width([flat], 28));
    expect(width([flat], 300)).toBeGreaterThan(2 * width([flat], 28));
    // A single day has more of chance.
    expect(width([flat], 1)).toBeGreaterThan(width([flat], 7));
  });

  it('adds up what happened at the same time, and leaves out who was not there', () => {
    const up = [...new Array(4).fill(700n), ...new Array(4).fill(900n)];
    const down = [...new Array(4).fill(900n), ...new Array(4).fill(700n)];
    expect(width([up, down], 28)).toBe(width([flat], 28));
    const born = [...new Array(4).fill(undefined), ...new Array(4).fill(700n)];
    expect(width([flat, born], 28)).toBe(width([flat], 28));
  });

  it('is none of what costs nothing', () => {
    const uncertainty = new Uncertainty();
    expect(uncertainty.halfWidth(0n, 10)).toBe(0n);
    expect(uncertainty.halfWidth(1_000_000n, 0)).toBe(0n);
  });
});

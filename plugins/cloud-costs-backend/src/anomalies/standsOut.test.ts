import { findAnomalies, type MeasuredDay } from './findAnomalies';
import { runsOf } from './runsOf';
import { compare } from './standsOut';

const LIMITS = { threshold: 5, floor: 1_000_000n };
const euro = (amount: number) => BigInt(Math.round(amount * 1_000_000));

describe('a day beside the same weekdays before it', () => {
  const standsOut = (value: number, before: number[]) =>
    compare(euro(value), before.map(euro), LIMITS)?.standsOut;

  it('stands out by how far they usually are from their median', () => {
    // The median is 100, the median distance 10: 14.826 each.
    const before = [80, 90, 95, 100, 100, 110, 115, 120];
    expect(standsOut(174, before)).toBe(false);
    expect(standsOut(175, before)).toBe(true);
    expect(standsOut(25, before)).toBe(true);
    expect(compare(euro(175), before.map(euro), LIMITS)).toMatchObject({
      expected: euro(100),
      score: 506n,
    });
  });

  it('is not hidden by one bad week among them', () => {
    const before = [100, 101, 99, 100, 100, 100, 5000];
    expect(standsOut(160, before)).toBe(true);
    expect(standsOut(101, before)).toBe(false);
  });

  it('must be half away from what never differs, and five floors from what is cheap', () => {
    const same = new Array(8).fill(100);
    expect(standsOut(149, same)).toBe(false);
    expect(standsOut(150, same)).toBe(true);
    const cheap = new Array(8).fill(0.2);
    expect(standsOut(5.19, cheap)).toBe(false);
    expect(standsOut(5.2, cheap)).toBe(true);
    const nothing = new Array(8).fill(0);
    expect(standsOut(0, nothing)).toBe(false);
    expect(standsOut(5, nothing)).toBe(true);
  });

  it('tells nothing beside three', () => {
    expect(compare(euro(500), [1, 1, 1].map(euro), LIMITS)).toBeUndefined();
  });
});

describe('what caused it', () => {
  const before = [20261001, 20260924, 20260917, 20260910];
  const TODAY = 20261008;
  const row = (
    day: number,
    component: string,
    amount: number,
    quantity: number,
  ): MeasuredDay => ({
    allocationId: 1,
    day,
    component,
    meter: component,
    unit: 'message',
    currency: 'EUR',
    amount: euro(amount),
    quantity: euro(quantity),
  });
  const weeks = (amount: number, quantity: number, component = 'messages') =>
    before.map(day => row(day, component, amount, quantity));
  const find = (rows: MeasuredDay[]) =>
    findAnomalies(TODAY, rows, new Map([[1, before]]), LIMITS);

  it('is by component what it cost and how much there was, the heaviest first', () => {
    const [found, ...others] = find([
      ...weeks(10, 1000),
      ...weeks(4, 40, 'storage'),
      row(TODAY, 'storage', 24, 240),
      row(TODAY, 'messages', 90, 9000),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ amount: euro(114), expected: euro(14) });
    expect(found.causes).toEqual([
      {
        component: 'messages',
        meter: 'messages',
        unit: 'message',
        amount: String(euro(90)),
        expected: String(euro(10)),
        quantity: '9000',
        expectedQuantity: '1000',
      },
      expect.objectContaining({ component: 'storage', quantity: '240' }),
    ]);
  });

  it('is never a price, a tier or a minimum alone', () => {
    expect(
      find([...weeks(10, 1000), row(TODAY, 'messages', 90, 1000)]),
    ).toEqual([]);
  });

  it('may be that there was nothing', () => {
    const [found] = find(weeks(30, 1000));
    expect(found).toMatchObject({ amount: 0n, expected: euro(30) });
    expect(found.causes[0]).toMatchObject({ quantity: '0' });
  });
});

describe('days that follow each other', () => {
  const day = (at: number, amount: bigint, currency = 'EUR') => ({
    id: `${currency}-${at}`,
    day: at,
    currency,
    amount,
    expected: 10n,
  });

  it('are one, with a weekend in between, until a week was usual', () => {
    const runs = runsOf([
      day(12, 50n),
      day(5, 50n),
      day(1, 50n),
      day(20, 50n),
      day(3, 0n),
      day(5, 50n, 'USD'),
    ]);
    expect(Object.fromEntries(runs)).toEqual({
      'EUR-1': 'EUR-1',
      'EUR-5': 'EUR-1',
      'EUR-12': 'EUR-1',
      'EUR-20': 'EUR-20',
      // Less is something else than more, and so is another currency.
      'EUR-3': 'EUR-3',
      'USD-5': 'USD-5',
    });
  });
});

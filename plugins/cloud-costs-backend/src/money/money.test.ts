import Decimal from 'decimal.js';
import * as fc from 'fast-check';
import { divideRounded, formatDecimal, parseDecimal, toCents } from '.';

const Exact = Decimal.clone({
  precision: 100,
  rounding: Decimal.ROUND_HALF_UP,
});

it('rounds half away from zero, as decimals do', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      (numerator, denominator) => {
        expect(String(divideRounded(numerator, denominator))).toBe(
          new Exact(String(numerator))
            .div(String(denominator))
            .toDecimalPlaces(0)
            .toFixed()
            .replace(/^-0$/, '0'),
        );
      },
    ),
  );
  expect([25_000n, -25_000n, 24_999n, 4_999n].map(toCents)).toEqual([
    3n,
    -3n,
    2n,
    0n,
  ]);
});

it('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), value => {
      expect(parseDecimal(formatDecimal(value))).toBe(value);
    }),
  );
  expect(formatDecimal(-1_500_000n)).toBe('-1.5');
});

it.each(['', '1.0000001', '1e3', '.5', '1,5', '+1', ' 1', '0x1'])(
  'does not take "%s" for a decimal',
  text => {
    expect(() => parseDecimal(text)).toThrow('is not a decimal');
  },
);

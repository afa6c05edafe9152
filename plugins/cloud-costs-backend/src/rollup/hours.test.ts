import fc from 'fast-check';
import { sumParts } from './hours';

const ALL = { from: 0, end: 24 };

/** A row's 24 quantities: mostly small, some beyond what a double holds. */
const quantities = fc.array(
  fc.oneof(
    fc.constant(0n),
    fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  ),
  { minLength: 24, maxLength: 24 },
);

describe('sumParts', () => {
  it('adds up exactly what need not be told apart, within the bounds', () => {
    fc.assert(
      fc.property(
        quantities,
        fc.array(fc.nat(3), { minLength: 24, maxLength: 24 }),
        fc.nat(24),
        fc.nat(24),
        (hours, numbers, one, other) => {
          const firstOf = Uint8Array.from(numbers, number =>
            numbers.indexOf(number),
          );
          const bounds = {
            from: Math.min(one, other),
            end: Math.max(one, other),
          };
          const sums = sumParts(hours.join(), firstOf, bounds);

          const expected = new Map<
            number,
            { hour: number; quantity: bigint }
          >();
          hours.forEach((quantity, hour) => {
            if (hour < bounds.from || hour >= bounds.end || !quantity) return;
            const known = expected.get(numbers[hour]);
            expected.set(numbers[hour], {
              hour: known?.hour ?? hour,
              quantity: (known?.quantity ?? 0n) + quantity,
            });
          });
          expect(sums).toEqual([...expected.values()]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is what the row says where everything is told apart', () => {
    const text = Array.from({ length: 24 }, (_, hour) => hour * 7).join();
    const each = Uint8Array.from({ length: 24 }, (_, hour) => hour);
    const sums = sumParts(text, each, ALL);
    expect(sums.map(({ hour }) => hour)).toEqual(
      Array.from({ length: 23 }, (_, hour) => hour + 1),
    );
    expect(sums.map(({ quantity }) => quantity)).toEqual(
      text.split(',').slice(1).map(BigInt),
    );
  });
});

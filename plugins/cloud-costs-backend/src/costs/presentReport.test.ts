import fc from 'fast-check';
import { BillingCalendar } from '../calendar';
import { presentReport } from './presentReport';
import { StoredSums } from './StoredSums';

/** Some alike, some that only integers tell apart. */
const amount = fc.oneof(
  fc.bigInt({ min: -3n, max: 3n }),
  fc.bigInt({ min: 2n ** 60n, max: 2n ** 60n + 3n }),
);
const period = { from: 20260301, to: 20260331 };

function sumsOf(amounts: bigint[]): StoredSums {
  const sums = new StoredSums(1);
  amounts.forEach((one, at) => sums.add(`group ${at}`, 'EUR', 0, one));
  return sums;
}

it('shows the largest groups in their order, and adds the others up', () => {
  const calendar = BillingCalendar.create('Europe/Berlin');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, amount), { maxLength: 40 }),
      fc.integer({ min: 1, max: 45 }),
      (all, top) => {
        const { groups, total } = presentReport({
          ...period,
          calendar,
          interval: 'none',
          grouped: true,
          top,
          sums: sumsOf(all.map(([now]) => now)),
          before: { ...period, sums: sumsOf(all.map(([, then]) => then)) },
        });
        const expected = all
          .map(([now, then], at) => ({ key: `group ${at}`, now, then }))
          .filter(({ now, then }) => now !== 0n || then !== 0n)
          .sort(
            (a, b) =>
              Number(b.now - a.now) ||
              Number(b.then - a.then) ||
              (a.key < b.key ? -1 : 1),
          );
        expect(groups.slice(0, top).map(({ key }) => key)).toEqual(
          expected.slice(0, top).map(({ key }) => key),
        );
        const rest = expected.slice(top);
        expect(groups.slice(top)).toEqual(
          rest.length
            ? [
                {
                  key: 'other',
                  other: true,
                  amount: String(rest.reduce((sum, { now }) => sum + now, 0n)),
                  previous: String(
                    rest.reduce((sum, { then }) => sum + then, 0n),
                  ),
                },
              ]
            : [],
        );
        expect(total).toBe(String(all.reduce((sum, [now]) => sum + now, 0n)));
      },
    ),
  );
});

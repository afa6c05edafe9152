import type { Penalty } from '@dualcloud/backstage-plugin-service-levels-common';
import * as fc from 'fast-check';
import { reductionsOf } from '.';
import type { Share } from '../attainment';

const penalty = (more: Partial<Penalty> = {}): Penalty => ({
  objective: 'availability',
  base: { amount: '12345.67', currency: 'EUR' },
  tiers: [
    { below: '99.5', reduction: '5' },
    { below: '99', reduction: '12.5' },
    { below: '95', reduction: '30' },
  ],
  cap: '20',
  ...more,
});

/** Of 756,000 s, as in November 2026. */
const down = (seconds: number): Share => ({
  part: BigInt(756_000 - seconds),
  whole: 756_000n,
});

const reduce = (share: Share | undefined, ...penalties: Penalty[]) =>
  reductionsOf(
    penalties.length ? penalties : [penalty()],
    new Map([
      ['availability', share],
      ['response', share],
    ]),
  );

it.each([
  // At a tier itself it does not hold yet.
  [3780, undefined, '0', '0', 0n],
  [3781, '99.5', '5', '5', 617_283_500n],
  [7560, '99.5', '5', '5', 617_283_500n],
  // 12,345.67 × 12.5 % = 1,543.20875.
  [7561, '99', '12.5', '12.5', 1_543_208_750n],
  // Thirty percent, of which the cap leaves twenty.
  [37_801, '95', '30', '20', 2_469_134_000n],
  [756_000, '95', '30', '20', 2_469_134_000n],
])('%d s down', (seconds, below, reductionPercent, cappedPercent, amount) => {
  expect(reduce(down(seconds))).toEqual([
    {
      objective: 'availability',
      ...(below && { below }),
      reductionPercent,
      cappedPercent,
      amountMicros: amount,
      currency: 'EUR',
    },
  ]);
});

it('costs nothing where there was nothing to measure', () => {
  expect(reduce(undefined)[0]).toMatchObject({ amountMicros: 0n });
});

it('stays below the cap with all penalties of a period together', () => {
  const both = reduce(
    down(7561),
    penalty(),
    penalty({
      objective: 'response',
      base: { amount: '1000', currency: 'EUR' },
    }),
  );
  expect(both.map(one => one.cappedPercent)).toEqual(['12.5', '7.5']);
  expect(both[1]).toMatchObject({
    reductionPercent: '12.5',
    amountMicros: 75_000_000n,
  });
});

it('rounds half away from zero to the micro-unit', () => {
  const of = (amount: string) =>
    reduce(
      down(756_000),
      penalty({
        base: { amount, currency: 'EUR' },
        tiers: [{ below: '99', reduction: '50' }],
        cap: undefined,
      }),
    )[0].amountMicros;
  expect([of('0.000001'), of('0.000003'), of('0.000002')]).toEqual([
    1n,
    2n,
    1n,
  ]);
});

it('never costs less for more down time, nor more than the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 756_000 }),
      fc.integer({ min: 0, max: 756_000 }),
      fc.option(fc.integer({ min: 0, max: 100 }).map(String), {
        nil: undefined,
      }),
      (a, b, cap) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
          seconds => reduce(down(seconds), penalty({ cap }))[0].amountMicros,
        );
        expect(less <= more).toBe(true);
        expect(more <= 12_345_670_000n).toBe(true);
      },
    ),
  );
});

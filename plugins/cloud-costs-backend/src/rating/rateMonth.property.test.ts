import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import * as fc from 'fast-check';
import { HOUR_MS } from '../calendar';
import { formatDecimal, parseDecimal } from '../money';
import {
  scenario,
  tiers,
  timeComponent,
  usageComponent,
} from './__testUtils__/arbitraries';
import { oraclePrice } from './__testUtils__/oracle';
import {
  allocationOf,
  berlin,
  inputOf,
  rate,
  segmentOf,
  sum,
} from './__testUtils__/rate';
import { explainComponent } from './explainComponent';

it.each([
  ['usage', usageComponent, 400],
  ['time', timeComponent, 150],
] as const)(
  'costs by %s on every day exactly what decimals say',
  (_, component, numRuns) => {
    fc.assert(
      fc.property(scenario(component), one => {
        const bounds = berlin.monthBounds(one.month);
        const fromMs = bounds.fromMs + one.begin * 1000;
        const toMs = fromMs + one.length * 1000;
        const lived = one.usage.filter(
          ({ hourMs }) => hourMs + HOUR_MS > fromMs && hourMs < toMs,
        );
        const charges = rate({
          segments: [segmentOf([one.component])],
          month: one.month,
          allocation: allocationOf({ fromMs, toMs }),
          usage: lived,
        });
        const oracle = {
          component: one.component,
          zone: 'Europe/Berlin',
          fromMs,
          usage: lived,
        };
        const through = (ms: number) =>
          oraclePrice(oracle, Math.min(ms, toMs, bounds.toMs));
        const amounts = new Map(
          charges.map(({ day, amount }) => [day, amount]),
        );
        for (const day of berlin.daysOfMonth(one.month)) {
          const { fromMs: begin, toMs: end } = berlin.dayBounds(day);
          const expected =
            begin >= toMs || end <= fromMs ? 0n : through(end) - through(begin);
          expect([day, amounts.get(day) ?? 0n]).toEqual([day, expected]);
        }
        expect(sum(charges)).toBe(through(bounds.toMs));
      }),
      { numRuns },
    );
  },
);

it('costs the same however usage is split and ordered', () => {
  fc.assert(
    fc.property(
      scenario(usageComponent),
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      (one, keys) => {
        const segments = [segmentOf([one.component])];
        const halves = one.usage.flatMap(({ hourMs, quantity: all }) => {
          const half = parseDecimal(all) / 2n;
          return [half, parseDecimal(all) - half].map(part => ({
            hourMs,
            quantity: formatDecimal(part),
          }));
        });
        const shuffled = halves
          .map((usage, index) => ({ usage, key: keys[index % 60] * 7 + index }))
          .sort((a, b) => (a.key % 101) - (b.key % 101))
          .map(({ usage }) => usage);
        expect(rate({ segments, month: one.month, usage: shuffled })).toEqual(
          rate({ segments, month: one.month, usage: one.usage }),
        );
      },
    ),
    { numRuns: 150 },
  );
});

it('costs at each edge of a tier, and a micro-unit beside it, what decimals say', () => {
  fc.assert(
    fc.property(
      tiers,
      fc.constantFrom('graduated' as const, 'volume' as const),
      (list, model) => {
        const component: PriceComponent = {
          id: 'usage',
          type: 'usage',
          meter: 'meter',
          unit: 'unit',
          model,
          tiers: list,
        };
        const { fromMs, toMs } = berlin.monthBounds(202611);
        for (const { from } of list) {
          for (const beside of [-1n, 0n, 1n]) {
            const total = parseDecimal(from) + beside;
            if (total < 0n) continue;
            const usage = [{ hourMs: fromMs, quantity: formatDecimal(total) }];
            expect(
              sum(
                rate({
                  segments: [segmentOf([component])],
                  month: 202611,
                  usage,
                }),
              ),
            ).toBe(
              oraclePrice(
                { component, zone: 'Europe/Berlin', fromMs, usage },
                toMs,
              ),
            );
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('explains every amount by steps that add up to it', () => {
  fc.assert(
    fc.property(scenario(fc.oneof(usageComponent, timeComponent)), one => {
      const { fromMs } = berlin.monthBounds(one.month);
      const options = {
        segments: [
          segmentOf([one.component], {
            discounts: [
              {
                id: 'less',
                customerRef: 'group:default/agency',
                percent: '12.345678',
              },
            ],
          }),
        ],
        month: one.month,
        usage: one.usage,
        allocation: allocationOf({
          fromMs: fromMs + one.begin * 1000,
          toMs: fromMs + (one.begin + one.length) * 1000,
        }),
      };
      const charges = rate(options);
      for (const component of [one.component.id, `${one.component.id}~less`]) {
        const explanation = explainComponent({
          ...inputOf(options),
          priceListId: 1,
          component,
        });
        const charged = sum(
          charges.filter(charge => charge.component === component),
        );
        expect(explanation?.amount).toBe(charged);
        expect(
          explanation?.steps.reduce((all, step) => all + step.amount, 0n),
        ).toBe(charged);
        // What rounding leaves is less than a micro-unit for each step.
        const rounding = explanation?.steps.find(
          step => step.kind === 'rounding',
        );
        expect(Math.abs(Number(rounding?.amount ?? 0n))).toBeLessThanOrEqual(9);
      }
    }),
    { numRuns: 150 },
  );
});

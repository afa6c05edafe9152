import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import fc from 'fast-check';
import {
  seedAllocation,
  seedCharges,
  type SeedCharge,
  sumUpDays,
} from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { CostMemory } from './CostMemory';
import type { CostQuestion } from './query';
import { sumInDatabase } from './sumInDatabase';
import type { Sums } from './Sums';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const UMWELT = 'group:default/umweltamt';
const PROVIDER = 'paul.richter';

/** Amounts that no double can tell, and their sum needs all 64 bits. */
const HUGE = 2n ** 61n + 1n;

describe.each(databases.eachSupportedId())('costs on %s', databaseId => {
  // In memory, partly in memory, and all from the database.
  describe.each([3660, 20, 0])('with %d days in memory', daysInMemory => {
    let portal: TestPortal;
    const get = async (path: string, person = PROVIDER) => {
      const answer = await portal.as(person).get(path);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    };
    const day = (ago: number) => {
      const text = new Date(Date.now() - ago * 86_400_000)
        .toISOString()
        .slice(0, 10);
      return { text, number: Number(text.replaceAll('-', '')) };
    };

    beforeAll(async () => {
      portal = await startPortal({
        databases,
        databaseId,
        config: { costs: { daysInMemory } },
      });
      const { knex } = portal;
      const test = await seedAllocation(knex);
      const production = await seedAllocation(knex, {
        stage: 'production',
        environment_id: 'environment-2',
        environment_name: 'kfz-prod',
        tags: '{"purpose":"live","cost-centre":"4711"}',
      });
      const other = await seedAllocation(knex, {
        payer_ref: UMWELT,
        customer_ref: UMWELT,
        owner_ref: UMWELT,
        software_provider_ref: null,
        system_ref: null,
        service_ref: 'cloudservice:default/mqtt',
        tags: '{}',
      });
      const charges: SeedCharge[] = [];
      for (let ago = 0; ago < 40; ago += 1) {
        const on = { day: day(ago).number };
        charges.push(
          { ...on, allocation: test, amount: 1 },
          { ...on, allocation: test, amount: 10, component: 'storage' },
          { ...on, allocation: production, amount: 100 },
          { ...on, allocation: other, amount: 1000 },
        );
      }
      charges.push(
        { allocation: production, day: day(41).number, amount: HUGE },
        { allocation: other, day: day(41).number, amount: HUGE },
        { allocation: test, day: day(42).number, amount: -3 },
        {
          allocation: test,
          day: day(3).number,
          amount: 7,
          currency: 'CHF',
          priceList: 2,
        },
      );
      await seedCharges(knex, charges);
    });
    afterAll(() => portal.stop());

    const period = `from=${day(9).text}&to=${day(0).text}`;

    it('adds up exactly, to the last micro-unit of 64 bits', async () => {
      const { total } = await get(
        `/costs?from=${day(42).text}&to=${day(41).text}`,
      );
      expect(total).toBe(String(2n * HUGE - 3n));
    });

    it.each([
      ['payer', { [UMWELT]: '10000', [KFZ]: '1110' }],
      ['system', { '': '10000', 'system:default/kfz-portal': '1110' }],
      ['stage', { test: '10110', production: '1000' }],
      ['component', { base: '11010', storage: '100' }],
      ['tag:purpose', { '': '10000', live: '1000', load: '110' }],
      ['tag:cost-centre', { '': '10110', '4711': '1000' }],
      [
        'instance',
        { 'instance-3': '10000', 'instance-2': '1000', 'instance-1': '110' },
      ],
    ])('groups by %s', async (groupBy, expected) => {
      const { groups, total } = await get(
        `/costs?${period}&groupBy=${encodeURIComponent(groupBy)}`,
      );
      expect(
        groups.map(({ key, amount }: Record<string, string>) => [key, amount]),
      ).toEqual(Object.entries(expected).sort(([, a], [, b]) => +b - +a));
      expect(total).toBe('11110');
    });

    it.each([
      [`payer=${KFZ}`, '1110'],
      [`payer=${KFZ}&payer=${UMWELT}`, '11110'],
      [`payer=${KFZ}&stage=test`, '110'],
      ['component=storage', '100'],
      ['tag=purpose%3Dlive&tag=purpose%3Dload', '1110'],
      ['tag=cost-centre%3D4711', '1000'],
      ['tag=cost-centre%3D', '10110'],
      ['system=-', '10000'],
      ['system=-&system=system:default/kfz-portal', '11110'],
      ['service=cloudservice:default/mqtt', '10000'],
      ['environment=environment-1&instance=instance-2', '0'],
    ])('filters by %s', async (filter, expected) => {
      expect((await get(`/costs?${period}&${filter}`)).total).toBe(expected);
    });

    it('shows a series, the period before, and what is beyond the top', async () => {
      const report = await get(
        `/costs?${period}&groupBy=instance&interval=day&compare=true&top=1`,
      );
      expect(report.intervals).toHaveLength(10);
      expect(report.points).toEqual(Array(10).fill('1111'));
      expect(report.previous).toEqual({
        from: day(19).text,
        to: day(10).text,
        total: '11110',
      });
      expect(report.groups).toEqual([
        {
          key: 'instance-3',
          title: 'instance-3 of kfz',
          amount: '10000',
          previous: '10000',
          points: Array(10).fill('1000'),
        },
        {
          key: 'other',
          other: true,
          amount: '1110',
          previous: '1110',
          points: Array(10).fill('111'),
        },
      ]);
    });

    it('adds months up that lie partly in memory', async () => {
      const { points, total, intervals } = await get(
        `/costs?from=${day(39).text}&to=${day(0).text}&interval=month`,
      );
      expect(points.length).toBe(intervals.length);
      expect(total).toBe('44440');
      expect(
        points.reduce((sum: bigint, one: string) => sum + BigInt(one), 0n),
      ).toBe(44440n);
    });

    it('keeps currencies apart', async () => {
      const report = await get(`/costs?${period}`);
      expect(report).toMatchObject({
        currency: 'EUR',
        currencies: ['EUR', 'CHF'],
      });
      expect(await get(`/costs?${period}&currency=CHF`)).toMatchObject({
        currency: 'CHF',
        total: '7',
      });
      const revenue = await get(`/costs/revenue?${period}&currency=CHF`);
      expect(revenue).toMatchObject({ currency: 'CHF', total: '7' });
      for (const currency of ['EUR', 'CHF']) {
        expect(await get(`/forecast?currency=${currency}`)).toMatchObject({
          currency,
        });
      }
    });

    it.each([
      ['the IT service provider everything', PROVIDER, '11110', 5],
      ['the agency what it pays', 'miriam.vogt', '1110', 4],
      ['the software provider no production', 'jana.brandt', '110', 3],
      ['the owner what it owns', 'anna.wald', '10000', 1],
      ['a stranger nothing', 'uwe.fremd', '0', 0],
      ['somebody without a party nothing', 'otto.niemand', '0', 0],
    ])('shows %s', async (_, person, expected, lines) => {
      const report = await get(`/costs?${period}&groupBy=system`, person);
      expect(report.total).toBe(expected);
      const page = await get(`/costs/lines?${period}`, person);
      const month = (ago: number) => day(ago).text.slice(0, 7);
      const months = month(0) === month(9) ? 1 : 2;
      const allMonths = months * lines - (lines > 1 && months > 1 ? 1 : 0);
      expect(page.total).toBe(allMonths);
      expect(page.items).toHaveLength(allMonths);
      const { dimensions } = await get(`/costs/filters?${period}`, person);
      const payers = dimensions.find(
        ({ dimension }: { dimension: string }) => dimension === 'payer',
      );
      expect(JSON.stringify(payers ?? '').includes(UMWELT)).toBe(
        expected.length === 5,
      );
    });

    it('never answers with less than what has been committed', async () => {
      const { knex } = portal;
      const before = BigInt((await get(`/costs?${period}`)).total);
      const at = { allocation: 1, day: day(1).number };
      await seedCharges(knex, [{ ...at, amount: 5, component: 'late' }]);
      expect((await get(`/costs?${period}`)).total).toBe(String(before + 5n));
      const change = (amount: number) =>
        knex.transaction(async trx => {
          await trx('charges').where({ component: 'late' }).update({ amount });
          await sumUpDays(trx, [at]);
        });
      await change(6);
      expect((await get(`/costs?${period}`)).total).toBe(String(before + 6n));
      // The same sum, of another component.
      await knex.transaction(async trx => {
        await trx('charges')
          .where({ component: 'late' })
          .update({ component: 'later' });
        await sumUpDays(trx, [at]);
      });
      const components = await get(`/costs?${period}&groupBy=component`);
      expect(components.groups.map(({ key }: { key: string }) => key)).toEqual([
        'base',
        'storage',
        'later',
      ]);
      await knex.transaction(async trx => {
        await trx('charges').where({ component: 'later' }).delete();
        await sumUpDays(trx, [at]);
      });
      expect((await get(`/costs?${period}`)).total).toBe(String(before));
    });

    it('reads the same when it begins anew', async () => {
      const { knex } = portal;
      const memory = CostMemory.create({ knex, days: daysInMemory || 50 });
      await memory.fill();
      const view = await memory.view();
      const question: CostQuestion = {
        from: Math.max(view!.firstDay, day(42).number),
        to: day(0).number,
        interval: 'day',
        groupBy: 'component',
        filter: {},
        restrict: () => undefined,
      };
      const groups = await memory.allocations(question);
      const all = (sums: Sums) =>
        sums
          .currencies()
          .flatMap(currency =>
            [...sums.totals(currency)].map(([group, total]) => [
              group,
              currency,
              total,
              sums.amounts(group, currency),
              sums.points(currency),
            ]),
          )
          .sort();
      const ours = all(view!.sum(question, groups));
      expect(ours).toHaveLength(3);
      expect(ours).toEqual(all(await sumInDatabase(knex, question)));
    });

    it('says the same as adding all charges up by hand', async () => {
      const rows: Array<{
        day: number;
        amount: string;
        component: string;
        stage: string;
      }> = await portal
        .knex('charges')
        .join('allocations', 'allocations.id', 'charges.allocation_id')
        .where('currency', 'EUR')
        .select('day', 'component', 'stage', {
          amount: portal.knex.raw('cast(amount as varchar(40))'),
        });
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(fc.nat(45), fc.nat(45)),
          fc.constantFrom(undefined, 'base', 'storage'),
          fc.constantFrom(undefined, 'test', 'production'),
          async ([a, b], component, stage) => {
            const [from, to] = [day(Math.max(a, b)), day(Math.min(a, b))];
            const expected = rows
              .filter(
                row =>
                  row.day >= from.number &&
                  row.day <= to.number &&
                  row.component === (component ?? row.component) &&
                  row.stage === (stage ?? row.stage),
              )
              .reduce((sum, row) => sum + BigInt(row.amount), 0n);
            const { total } = await get(
              `/costs?from=${from.text}&to=${to.text}&currency=EUR${
                component ? `&component=${component}` : ''
              }${stage ? `&stage=${stage}` : ''}`,
            );
            expect(total).toBe(String(expected));
          },
        ),
        { numRuns: 30 },
      );
    });
  });
});

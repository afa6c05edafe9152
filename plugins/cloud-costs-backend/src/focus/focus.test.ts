import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { formatDecimal, parseDecimal } from '../money';
import { ensureStatements } from '../statements';
import { checkFocus } from './FocusChecker';
import type { FocusRow } from './rules';
import { unitPrices } from './unitPrices';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const UMWELT = 'group:default/umweltamt';
const KFZ = 'group:default/kraftfahrtamt';

it('prices by the unit or by the day, always exactly', () => {
  const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      (quantity, listCost, contractedCost) => {
        const prices = unitPrices({
          quantity,
          unit: 'GiB-h',
          listCost,
          contractedCost,
        });
        const opposite = listCost * contractedCost < 0n;
        expect(prices === undefined).toBe(opposite);
        if (!prices) return;
        const of = (price: string) =>
          parseDecimal(price, 18) * parseDecimal(prices.quantity);
        expect(of(prices.listPrice)).toBe(listCost * 10n ** 18n);
        expect(of(prices.contractedPrice)).toBe(contractedCost * 10n ** 18n);
        expect(prices.listPrice).not.toContain('-');
      },
    ),
  );
});

describe.each(databases.eachSupportedId())('FOCUS on %s', databaseId => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      config: { billing: { seller: { name: 'Landes-IT' } } },
    });
    const { knex } = portal;
    const own = await seedAllocation(knex, { instance_name: '=cmd()' });
    const other = await seedAllocation(knex, { payer_ref: UMWELT });
    await seedCharges(knex, [
      { allocation: own, day: 20260403, amount: 10n ** 16n + 1n },
      { allocation: own, day: 20260404, amount: 1_000_000, component: 'base' },
      {
        allocation: own,
        day: 20260404,
        amount: -125_000,
        component: 'base~partner',
        type: 'discount',
        quantity: '0',
      },
      {
        allocation: own,
        day: 20260215,
        amount: -7,
        billedMonth: 202604,
        component: 'late',
        type: 'usage',
        quantity: '-3',
        unit: 'GiB-h',
      },
      { allocation: other, day: 20260403, amount: 333, quantity: '0' },
    ]);
    const calendar = BillingCalendar.create('Europe/Berlin');
    await knex.transaction(trx =>
      ensureStatements(
        trx,
        { calendar, graceDays: 5 },
        [KFZ, UMWELT].map(payerRef => ({
          payerRef,
          month: 202604,
          currency: 'EUR',
        })),
        Date.now(),
      ),
    );
    await knex('credits').insert({
      id: 'credit-1',
      source: 'user',
      payer_ref: KFZ,
      allocation_id: null,
      month: 202604,
      amount: -5_000_000,
      currency: 'EUR',
      reason: 'An outage, "long"\nand bad',
      created_by: 'user:default/paul.richter',
      created_at: 1,
      billed_month: 202604,
    });
  });
  afterAll(() => portal.stop());

  const rowsOf = async (person: string, query = ''): Promise<FocusRow[]> => {
    const { text } = await portal
      .as(person)
      .get(`/focus?month=2026-04${query}`)
      .expect(200)
      .expect('Content-Type', /text\/csv/);
    return parse(text, {
      columns: true,
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    });
  };
  const billed = (rows: FocusRow[]) =>
    rows.reduce((sum, row) => sum + parseDecimal(row.BilledCost ?? ''), 0n);

  it.each(['1.2', '1.3', '1.4'])(
    'bills to the micro-unit (%s)',
    async version => {
      const rows = await rowsOf('paul.richter', `&version=${version}`);
      expect(checkFocus(rows, version)).toEqual([]);
      expect(formatDecimal(billed(rows))).toBe('9999999995.875327');
      expect(rows).toHaveLength(5);
      expect('HostProviderName' in rows[0]).toBe(version !== '1.2');
      expect('PublisherName' in rows[0]).toBe(version !== '1.4');
      const discounted = rows.find(row => row.ListCost === '1');
      expect(discounted).toMatchObject({
        BilledCost: '0.875',
        ContractedCost: '0.875',
        ChargePeriodStart: '2026-04-03T22:00:00Z',
        ChargePeriodEnd: '2026-04-04T22:00:00Z',
        BillingPeriodStart: '2026-03-31T22:00:00Z',
        ResourceName: "'=cmd()",
        InvoiceIssuerName: 'Landes-IT',
        ServiceSubcategory: 'Relational Databases',
      });
      expect(
        rows.filter(row => row.ChargeClass === 'Correction'),
      ).toMatchObject([
        { ChargeCategory: 'Usage', ConsumedQuantity: '-0.000003' },
      ]);
      expect(rows.filter(row => row.ChargeCategory === 'Credit')).toMatchObject(
        [{ BilledCost: '-5', ServiceCategory: 'Other', SkuId: null }],
      );
    },
  );

  it('gives a payer what they pay for, and others nothing', async () => {
    const own = await rowsOf('anna.wald');
    expect(own.map(row => row.BillingAccountId)).toEqual([UMWELT]);
    expect(await rowsOf('anna.wald', `&payer=${KFZ}`)).toEqual([]);
    expect(await rowsOf('uwe.fremd')).toEqual([]);
    const chosen = await rowsOf('paul.richter', `&payer=${KFZ}`);
    expect(new Set(chosen.map(row => row.BillingAccountId))).toEqual(
      new Set([KFZ]),
    );
  });

  it('refuses versions that it does not know', async () => {
    const { body } = await portal
      .as('paul.richter')
      .get('/focus?month=2026-04&version=0.9')
      .expect(400);
    expect(body.error.message).toMatch(/1\.2, 1\.3, 1\.4/);
  });

  it('hands nothing out that breaks a rule', async () => {
    await portal.knex('charges').update({ currency: 'eur' });
    const { body } = await portal
      .as('anna.wald')
      .get('/focus?month=2026-04')
      .expect(500);
    expect(JSON.stringify(body)).toContain('BillingCurrency');
    await portal.knex('charges').update({ currency: 'EUR' });
  });

  it('adds up to what the invoice asks for, with rounding and tax', async () => {
    const { knex } = portal;
    const { id } = await knex('allocations')
      .where('payer_ref', UMWELT)
      .first('id');
    await seedCharges(knex, [
      {
        allocation: id,
        day: 20260403,
        amount: -200,
        component: 'base~partner',
        type: 'discount',
        quantity: '0',
      },
    ]);
    await knex('statements')
      .where('payer_ref', UMWELT)
      .update({
        state: 'final',
        number: '2026-000001',
        amount: 133,
        payable: 20_000,
        snapshot: JSON.stringify({
          billing: 'invoice',
          tax: { category: 'S', percent: 50 },
        }),
      });
    const rows = await rowsOf('anna.wald');
    expect(checkFocus(rows, '1.4')).toEqual([]);
    expect(new Set(rows.map(row => row.InvoiceId))).toEqual(
      new Set(['2026-000001']),
    );
    expect(billed(rows)).toBe(30_000n);
    expect(rows.slice(1)).toMatchObject([
      { ChargeCategory: 'Adjustment', BilledCost: '0.019867' },
      {
        ChargeCategory: 'Tax',
        BilledCost: '0.01',
        // A cent, and half of the 200 micro-units that are off the list.
        ListCost: '0.0101',
        ServiceName: 'Billing',
      },
    ]);
    expect(new Set(rows.map(row => row.InvoiceDetailId)).size).toBe(3);
  });
});

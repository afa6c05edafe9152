import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import type { Statement } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { digestOf } from './digest';
import { ensureStatements, graceEndsAt, stateAt } from './billing';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const UMWELT = 'group:default/umweltamt';
const PROVIDER = 'paul.richter';
const AGENCY = 'miriam.vogt';
const calendar = BillingCalendar.create('Europe/Berlin');
const periods = { calendar, graceDays: 5 };

const thisMonth = calendar.monthOf(Date.now());
const lastMonth = calendar.previousMonth(thisMonth);
const longAgo = calendar.previousMonth(calendar.previousMonth(lastMonth));
const text = (month: number) => calendar.formatMonth(month);

describe.each(databases.eachSupportedId())('statements on %s', databaseId => {
  let portal: TestPortal;
  let test: number;
  let production: number;

  const idOf = async (payerRef: string, month: number): Promise<string> => {
    const row = await portal
      .knex('statements')
      .where({ payer_ref: payerRef, month })
      .first('id');
    return row.id;
  };
  const read = async (id: string, person = PROVIDER): Promise<Statement> =>
    (await portal.as(person).get(`/statements/${id}`).expect(200)).body;
  const post = (path: string, body: object, person = PROVIDER) =>
    portal.as(person).post(path, body, randomUUID());

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      config: {
        billing: {
          mode: 'internal',
          seller: {
            name: 'Landes-IT',
            city: 'Nordmark',
            postCode: '24999',
            country: 'DE',
            registrationId: 'LIT-1',
            iban: 'DE02120300000000202051',
            contact: {
              name: 'Abrechnung',
              phone: '+49 4999 1',
              email: 'abrechnung@landes-it.example',
            },
          },
          customers: {
            [KFZ]: {
              mode: 'invoice',
              leitwegId: '991-12345-73',
              name: 'KFA',
              city: 'Nordmark',
              postCode: '24998',
              country: 'DE',
            },
            [UMWELT]: { mode: 'invoice', leitwegId: '991-12345-06' },
          },
        },
      },
    });
    const { knex } = portal;
    test = await seedAllocation(knex);
    production = await seedAllocation(knex, {
      stage: 'production',
      environment_id: 'environment-2',
      environment_name: 'kfz-prod',
    });
    const other = await seedAllocation(knex, { payer_ref: UMWELT });
    const day = (month: number) => month * 100 + 3;
    await seedCharges(knex, [
      // Each rounds up to a cent on its own, both together to one only.
      { allocation: test, day: day(longAgo), amount: 5_000 },
      { allocation: production, day: day(longAgo), amount: 5_000 },
      { allocation: test, day: day(lastMonth), amount: 7_000_000 },
      {
        allocation: test,
        day: day(longAgo),
        amount: -1_000,
        component: 'late',
        billedMonth: lastMonth,
      },
      { allocation: production, day: day(thisMonth), amount: 2n ** 61n + 1n },
      { allocation: other, day: day(longAgo), amount: 9 },
    ]);
    await knex('cursors').insert({
      name: 'accrued',
      value: String(Date.now()),
      moved_at: 0,
    });
    await knex.transaction(trx =>
      ensureStatements(
        trx,
        periods,
        [KFZ, UMWELT].flatMap(payerRef =>
          [longAgo, lastMonth, thisMonth].map(month => ({
            payerRef,
            month,
            currency: 'EUR',
          })),
        ),
        Date.now(),
      ),
    );
  });
  afterAll(() => portal.stop());

  it('shows an open statement as its charges are now', async () => {
    const id = await idOf(KFZ, thisMonth);
    const { summary, lines, totals } = await read(id, AGENCY);
    expect(summary).toMatchObject({
      state: 'open',
      amount: String(2n ** 61n + 1n),
      billing: 'invoice',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      kind: 'charge',
      stage: 'production',
      environmentName: 'kfz-prod',
      lineId: `${production}.${thisMonth}.${thisMonth}.1.recurring.base`,
    });
    expect(totals.byStage).toEqual([
      { key: 'production', amount: summary.amount },
    ]);
    const refused = await post(`/statements/${id}/finalise`, {
      reason: 'year-end closing',
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toMatch(/while its month runs/);
  });

  it('lists to each payer what is theirs', async () => {
    const list = async (person: string, query = '') =>
      (await portal.as(person).get(`/statements?${query}`).expect(200)).body;
    const own = await list(AGENCY);
    expect(own.items.map((one: { payerRef: string }) => one.payerRef)).toEqual([
      KFZ,
      KFZ,
      KFZ,
    ]);
    expect(own.items.map((one: { month: string }) => one.month)).toEqual(
      [thisMonth, lastMonth, longAgo].map(text),
    );
    expect((await list(PROVIDER)).items).toHaveLength(6);
    expect((await list('jana.brandt')).items).toEqual([]);
    const first = await list(PROVIDER, 'limit=4');
    const second = await list(PROVIDER, `limit=4&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toHaveLength(6);
    expect(
      (await list(PROVIDER, `month=${text(lastMonth)}&payer=${KFZ}`)).items,
    ).toHaveLength(1);
    const id = await idOf(KFZ, longAgo);
    for (const stranger of ['anna.wald', 'jana.brandt', 'otto.niemand']) {
      await portal.as(stranger).get(`/statements/${id}`).expect(404);
    }
  });

  it('becomes final with number, digest and everything that it says', async () => {
    const { knex } = portal;
    const id = await idOf(KFZ, longAgo);
    const key = randomUUID();
    const finalise = (person: string) =>
      portal
        .as(person)
        .post(
          `/statements/${id}/finalise`,
          { reason: 'agreed with the agency' },
          key,
        );
    await finalise(AGENCY).expect(403);
    await knex('dirty_months').insert({
      allocation_id: test,
      month: longAgo,
      reason: 'usage',
      since: 0,
    });
    expect((await finalise(PROVIDER).expect(409)).body.error.message).toMatch(
      /still being rated/,
    );
    await knex('dirty_months').delete();
    const [{ body: first }, { body: again }] = await Promise.all([
      finalise(PROVIDER).expect(200),
      finalise(PROVIDER).expect(200),
    ]);
    expect(again).toEqual(first);
    const year = Math.floor(calendar.dayOf(Date.now()) / 10_000);
    expect(first.summary).toMatchObject({
      state: 'final',
      number: `${year}-000001`,
      finalisedBy: `user:default/${PROVIDER}`,
      amount: '10000',
      payable: '20000',
    });
    expect(first.rounding).toBe('10000');
    expect(first.correctedIn).toEqual([
      {
        statementId: await idOf(KFZ, lastMonth),
        month: text(lastMonth),
        amount: '-1000',
      },
    ]);

    const row = await knex('statements').where({ id }).first();
    expect(JSON.parse(row.snapshot)).toMatchObject({
      billing: 'invoice',
      seller: { name: 'Landes-IT', city: 'Nordmark' },
      payer: { ref: KFZ, name: 'KFA', leitwegId: '991-12345-73' },
    });
    const stored = await knex('statement_lines')
      .where('statement_id', id)
      .orderBy('position');
    expect(first.digest).toBe(
      digestOf({
        number: row.number,
        payerRef: KFZ,
        month: longAgo,
        currency: 'EUR',
        snapshot: row.snapshot,
        lines: stored.map(({ line }) => line),
      }),
    );
    const audited = await knex('audit_log')
      .where('action', 'statement-finalise')
      .where('object_ref', `statement:${id}`);
    expect(audited).toHaveLength(1);
    const later = await read(await idOf(KFZ, lastMonth), AGENCY);
    expect(later.lines).toContainEqual(
      expect.objectContaining({
        kind: 'adjustment',
        month: text(longAgo),
        correctsStatement: `${year}-000001`,
        amount: '-1000',
      }),
    );
    expect(
      portal.heard.notifications.filter(one =>
        JSON.stringify(one).includes(`Abrechnung ${year}-000001 für `),
      ),
    ).toHaveLength(1);
  });

  it('does not become final as an invoice that nobody could be sent', async () => {
    const id = await idOf(UMWELT, longAgo);
    const { body } = await post(`/statements/${id}/finalise`, {
      reason: 'year-end closing',
    }).expect(409);
    const field = `cloudCosts.billing.customers.${UMWELT}.leitwegId`;
    expect(body.error.message).toContain(
      `${field}: "991-12345-06" is not a Leitweg-ID`,
    );
    expect(body.error.details).toContainEqual(
      expect.objectContaining({ field, rule: 'leitweg-id' }),
    );
    expect((await read(id)).summary.state).not.toBe('final');
  });

  it('is never changed once it is final, not even in the database', async () => {
    const { knex } = portal;
    const id = await idOf(KFZ, longAgo);
    const before = await read(id);
    await seedCharges(knex, [
      { allocation: test, day: longAgo * 100 + 9, amount: 77 },
    ]);
    const refused = /a final statement never changes/;
    await expect(
      knex('statements').where({ id }).update({ amount: 1 }),
    ).rejects.toThrow(refused);
    await expect(
      knex('statements').where({ id }).update({ state: 'open' }),
    ).rejects.toThrow(refused);
    await expect(knex('statements').where({ id }).delete()).rejects.toThrow(
      refused,
    );
    await expect(
      knex('statement_lines').where('statement_id', id).update({ line: '{}' }),
    ).rejects.toThrow(refused);
    await expect(
      knex('statement_lines').where('statement_id', id).delete(),
    ).rejects.toThrow(refused);
    await expect(
      knex('statement_lines').insert({
        statement_id: id,
        position: 99,
        line: '{}',
      }),
    ).rejects.toThrow(refused);
    await post(`/statements/${id}/finalise`, { reason: 'once more' }).expect(
      409,
    );
    expect(await read(id)).toEqual(before);
    await knex('charges')
      .where({ allocation_id: test, day: longAgo * 100 + 9 })
      .delete();
  });
});

it('has a grace period that ends at midnight, also when clocks change', () => {
  const at = (iso: string) => Date.parse(iso);
  expect(graceEndsAt(periods, 202602)).toBe(at('2026-03-06T00:00:00+01:00'));
  expect(graceEndsAt({ calendar, graceDays: 40 }, 202602)).toBe(
    at('2026-04-10T00:00:00+02:00'),
  );
  const end = at('2026-03-01T00:00:00+01:00');
  expect(stateAt(periods, 202602, end - 1)).toBe('open');
  expect(stateAt(periods, 202602, end)).toBe('in-grace');
});

import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Statement } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { ensureStatements, graceEndsAt } from '../statements';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const PROVIDER = 'paul.richter';
const AGENCY = 'miriam.vogt';
const calendar = BillingCalendar.create('Europe/Berlin');
const periods = { calendar, graceDays: 5 };
const thisMonth = calendar.monthOf(Date.now());
const lastMonth = calendar.previousMonth(thisMonth);
const longAgo = calendar.previousMonth(calendar.previousMonth(lastMonth));
const text = (month: number) => calendar.formatMonth(month);

describe.each(databases.eachSupportedId())('credits on %s', databaseId => {
  let portal: TestPortal;

  const idOf = async (payerRef: string, month: number): Promise<string> => {
    const row = await portal
      .knex('statements')
      .where({ payer_ref: payerRef, month })
      .first('id');
    return row.id;
  };
  const read = async (id: string): Promise<Statement> =>
    (await portal.as(PROVIDER).get(`/statements/${id}`).expect(200)).body;
  const post = (path: string, body: object, person = PROVIDER) =>
    portal.as(person).post(path, body, randomUUID());

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    const { knex } = portal;
    const allocation = await seedAllocation(knex);
    await seedCharges(knex, [
      { allocation, day: longAgo * 100 + 3, amount: 7_000_000 },
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
        [longAgo, thisMonth].map(month => ({
          payerRef: KFZ,
          month,
          currency: 'EUR',
        })),
        Date.now(),
      ),
    );
    await post(`/statements/${await idOf(KFZ, longAgo)}/finalise`, {
      reason: 'agreed with the agency',
    }).expect(200);
  });
  afterAll(() => portal.stop());

  it('takes credits and reductions, and those for final months in a later one', async () => {
    const corrected = await idOf(KFZ, longAgo);
    const wish = {
      payerRef: KFZ,
      month: text(longAgo),
      amount: '-2500000',
      currency: 'EUR',
      reason: 'gesture of goodwill',
      systemRef: 'system:default/kfz-portal',
      correctsStatementId: corrected,
    };
    await post('/credits', wish, AGENCY).expect(403);
    const { body: credit } = await post('/credits', wish).expect(200);
    const graceOver = graceEndsAt(periods, lastMonth) <= Date.now();
    const billed = graceOver ? thisMonth : lastMonth;
    expect(credit).toMatchObject({
      source: 'user',
      billedMonth: text(billed),
      createdBy: `user:default/${PROVIDER}`,
    });
    const later = await read(await idOf(KFZ, billed));
    expect(later.lines).toContainEqual(
      expect.objectContaining({
        kind: 'credit',
        reason: 'gesture of goodwill',
        amount: '-2500000',
        correctsStatement: expect.stringMatching(/-000001$/),
      }),
    );
    const { correctedIn } = await read(corrected);
    const sum = (correctedIn ?? []).reduce(
      (total, one) => total + BigInt(one.amount),
      0n,
    );
    expect(sum).toBe(-2_500_000n);

    await post('/credits', { ...wish, amount: '0' }).expect(400);
    const blank = await post('/credits', { ...wish, reason: '   ' });
    expect([blank.status, blank.body.error.details]).toEqual([
      400,
      [expect.objectContaining({ field: 'reason', rule: 'required' })],
    ]);
    const { reason, ...mute } = wish;
    const both = { ...wish, reasons: { en: 'goodwill', de: 'Kulanz' } };
    for (const body of [mute, both]) {
      const refused = await post('/credits', body).expect(400);
      expect(refused.body.error.details).toEqual([
        expect.objectContaining({ field: 'reason', rule: 'one-of' }),
      ]);
    }
    const next = text(calendar.nextMonth(thisMonth));
    await post('/credits', { ...wish, month: next }).expect(400);
    await post('/credits', {
      ...wish,
      correctsStatementId: await idOf(KFZ, thisMonth),
    }).expect(400);
    await post('/credits', { ...wish, instanceId: 'nobody-knows' }).expect(400);
  });

  it('takes a reduction once, from services only', async () => {
    const wish = {
      payerRef: KFZ,
      month: text(thisMonth),
      amount: '-1000000',
      currency: 'EUR',
      reason: 'availability below the objective',
      instanceId: 'instance-1',
    };
    await portal.as(PROVIDER).put('/reductions/sla-1', wish).expect(403);
    const put = (body: object) =>
      portal.as('plugin:service-levels').put('/reductions/sla-1', body);
    const [{ body: first }, { body: again }] = await Promise.all([
      put(wish).expect(200),
      put(wish).expect(200),
    ]);
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      instanceId: 'instance-1',
      billedMonth: text(thisMonth),
    });
    await put({ ...wish, amount: '-2000000' }).expect(409);
    await portal
      .as('plugin:service-levels')
      .put('/reductions/sla-9', { ...wish, reason: ' \t ' })
      .expect(400);
    const { lines } = await read(await idOf(KFZ, thisMonth));
    expect(lines.filter(({ kind }) => kind === 'reduction')).toEqual([
      expect.objectContaining({ amount: '-1000000', stage: 'test' }),
    ]);
  });

  it('says why in both languages, and takes the same again as the same', async () => {
    const reasons = { en: 'availability missed', de: 'Verfügbarkeit verfehlt' };
    const wish = {
      payerRef: KFZ,
      month: text(thisMonth),
      amount: '-40000',
      currency: 'EUR',
      reasons,
    };
    const put = (body: object, id = 'sla-bilingual') =>
      portal.as('plugin:service-levels').put(`/reductions/${id}`, body);
    const { body: first } = await put(wish).expect(200);
    expect(first).toMatchObject({ reason: reasons.en, reasons });
    const turned = { de: reasons.de, en: reasons.en };
    const { body: again } = await put({ ...wish, reasons: turned }).expect(200);
    expect(again).toEqual(first);

    const { reasons: _, ...mute } = wish;
    for (const other of [
      { reasons: { ...reasons, de: 'Reaktionszeit verfehlt' } },
      { reason: reasons.en },
    ]) {
      await put({ ...mute, ...other }).expect(409);
    }
    await put({ ...mute, reasons: { en: reasons.en } }, 'sla-half').expect(400);
    const blank = { ...reasons, de: '    ' };
    await put({ ...mute, reasons: blank }, 'sla-blank').expect(400);

    const statement = await idOf(KFZ, thisMonth);
    expect((await read(statement)).lines).toContainEqual(
      expect.objectContaining({
        amount: '-40000',
        reason: reasons.en,
        reasons,
      }),
    );
    const document = async (language: string) =>
      (
        await portal
          .as(PROVIDER)
          .get(`/statements/${statement}/document`)
          .query({ format: 'csv', language })
          .expect(200)
      ).text;
    expect(await document('en')).toContain(reasons.en);
    expect(await document('de')).toContain(reasons.de);
    expect(await document('de')).not.toContain(reasons.en);
  });

  it('takes a reduction for a service, and leads to where it is explained', async () => {
    const serviceRef = 'cloudservice:default/kfz-register';
    await seedAllocation(portal.knex, {
      instance_id: 'agreement:kfz-register',
      service_ref: serviceRef,
      stage: 'production',
      plan: 'agreed',
    });
    const wish = {
      payerRef: KFZ,
      month: text(lastMonth),
      amount: '-3000000',
      currency: 'EUR',
      reason: 'availability below the objective',
      systemRef: 'system:default/kfz-portal',
      serviceRef,
      explanationUrl: '/service-levels/reports/kfz/2026-10',
    };
    const put = (id: string, body: object) =>
      portal.as('plugin:service-levels').put(`/reductions/${id}`, body);
    const { body: first } = await put('sla-2', wish).expect(200);
    const { body: again } = await put('sla-2', wish).expect(200);
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      serviceRef,
      explanationUrl: wish.explanationUrl,
      instanceId: 'agreement:kfz-register',
    });
    await put('sla-2', { ...wish, explanationUrl: '/elsewhere' }).expect(409);
    const month = calendar.parseMonth(first.billedMonth);
    const { lines, totals } = await read(await idOf(KFZ, month));
    expect(lines).toContainEqual(
      expect.objectContaining({
        kind: 'reduction',
        serviceRef,
        plan: 'agreed',
        stage: 'production',
        amount: '-3000000',
        explanationUrl: wish.explanationUrl,
      }),
    );
    expect(totals.byService).toContainEqual(
      expect.objectContaining({ key: serviceRef, amount: '-3000000' }),
    );
    const { text: csv } = await portal
      .as(PROVIDER)
      .get(`/focus?month=${text(month)}`)
      .expect(200);
    expect(csv).toMatch(/Credit.*availability below the objective/);

    const script = ['javascript', 'alert(1)'].join(':');
    for (const explanationUrl of [script, '//evil.example/x']) {
      await put('sla-3', { ...wish, explanationUrl }).expect(400);
    }
    const unknown = { serviceRef: 'cloudservice:default/unknown' };
    const { body } = await put('sla-4', { ...wish, ...unknown }).expect(400);
    expect(body.error.message).toContain('serviceRef');
  });
});

import { randomUUID } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ReportSummary,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { fromJson } from '@dualcloud/foundation-node';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const JUNE = '2026-06';

describe.each(databases.eachSupportedId())('reports on %p', databaseId => {
  let portal: TestPortal;
  let knex: Knex;
  let draft: ReportSummary;

  const list = async (person: string, query = `month=${JUNE}`) =>
    (await portal.as(person).get(`/service-reports?${query}`).expect(200)).body;
  const path = () => `/service-reports/${draft.id}`;
  const read = async (person: string, query = ''): Promise<ServiceReport> =>
    (await portal.as(person).get(`${path()}${query}`).expect(200)).body;
  const release = (key: string = randomUUID(), person = 'paul.richter') =>
    portal.as(person).post(`${path()}/release`, {}, key);
  const haveOutage = async (from: string, to: string) => {
    const { body } = await portal
      .as('paul.richter')
      .post('/outages', {
        commitmentId: draft.commitmentId,
        cause: 'provider',
        reason: 'The load balancer was misconfigured',
        title: '=HYPERLINK("x")',
        from,
        to,
      })
      .expect(201);
    await portal
      .as('selin.aydin')
      .post(`/outages/${body.id}/confirmation`, { confirmed: true })
      .expect(200);
  };

  /** Queries for what figures are worked out from. */
  const factsReadBy = async (person: string) => {
    const queries: string[] = [];
    const note = ({ sql }: { sql: string }) => queries.push(sql);
    knex.on('query', note);
    await read(person);
    knex.removeListener('query', note);
    return queries.filter(sql =>
      /from .?(outages|incidents|maintenance|spans)/.test(sql),
    );
  };

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    portal = await startPortal({ databases, databaseId, knex });
    const { items } = await list('paul.richter');
    draft = items.find(
      (one: ReportSummary) => one.agreement === 'kfz-zulassung',
    );
    await haveOutage('2026-06-08T08:00:00Z', '2026-06-08T10:00:00Z');
  });

  afterEach(() => portal.stop());

  it('are drafts of the provider until they are released', async () => {
    expect(draft).toMatchObject({ state: 'draft', month: JUNE });
    for (const person of [
      'miriam.vogt',
      'anna.wald',
      'jana.brandt',
      'uwe.fremd',
      'otto.niemand',
    ]) {
      expect(await list(person, '')).toMatchObject({
        items: [],
        totalItems: 0,
      });
      await portal.as(person).get(path()).expect(404);
      await portal.as(person).get(`${path()}/document?format=csv`).expect(404);
      await release(randomUUID(), person).expect(404);
    }
    const report = await read('paul.richter');
    expect(report).toMatchObject({
      deeds: ['comment', 'release'],
      versions: [],
      content: {
        outcome: 'missed',
        outages: [{ seconds: 7_200, countedSeconds: 7_200 }],
        penalties: [{ amountMicros: '445000000', currency: 'EUR', due: true }],
      },
    });
    const trend = report.content.trend.find(
      ({ objective }) => objective === 'availability',
    );
    expect(trend?.points).toHaveLength(12);
    expect(trend?.points[11]).toMatchObject({ period: JUNE, actual: '99.173' });

    await portal
      .as('paul.richter')
      .put(`${path()}/comment`, { comment: 'The cause is mended.' })
      .expect(200);
    await release().expect(200);

    const seen = await read('miriam.vogt');
    expect(seen).toMatchObject({
      version: 1,
      deeds: [],
      changed: [],
      content: { comment: 'The cause is mended.' },
      reductions: [{ amount: '-445000000', currency: 'EUR' }],
    });
    await read('jana.brandt');
    for (const person of ['anna.wald', 'uwe.fremd', 'otto.niemand']) {
      await portal.as(person).get(path()).expect(404);
    }
    for (const person of ['miriam.vogt', 'jana.brandt']) {
      await release(randomUUID(), person).expect(403);
      await portal
        .as(person)
        .post(`${path()}/correction`, { reason: 'We would like to' })
        .expect(403);
      await portal
        .as(person)
        .put(`${path()}/comment`, { comment: 'no' })
        .expect(403);
    }
    // What is promised to everybody is reported to nobody.
    const general = (await list('paul.richter')).items.find(
      (one: ReportSummary) => one.agreement === 'postgresql',
    );
    await portal
      .as('paul.richter')
      .post(`/service-reports/${general.id}/release`, {})
      .expect(200);
    await portal
      .as('miriam.vogt')
      .get(`/service-reports/${general.id}`)
      .expect(404);
    expect((await list('miriam.vogt', '')).totalItems).toBe(1);
  });

  it('never change once they are released; a correction says what and why', async () => {
    await release().expect(200);
    const first = await read('miriam.vogt');
    await haveOutage('2026-06-09T08:00:00Z', '2026-06-09T13:00:00Z');
    const still = await read('miriam.vogt');
    expect(still).toMatchObject({ hash: first.hash, changed: [] });
    expect(still.content).toEqual(first.content);

    const seen = await read('paul.richter');
    expect(seen.content).toEqual(first.content);
    expect(seen.changed).toContainEqual({
      section: 'objectives',
      item: 'availability',
      field: 'actual',
      before: '99.173',
      after: '97.107',
    });

    await portal
      .as('paul.richter')
      .post(`${path()}/correction`, { reason: 'x' })
      .expect(400);
    await portal
      .as('paul.richter')
      .post(`${path()}/correction`, { reason: 'An outage was forgotten' })
      .expect(200);
    const nothingNew = await portal
      .as('paul.richter')
      .post(`${path()}/correction`, { reason: 'An outage was forgotten' })
      .expect(409);
    expect(nothingNew.body.error.message).toMatch(/nothing is different/);

    const corrected = await read('miriam.vogt');
    expect(corrected).toMatchObject({
      version: 2,
      content: { penalties: [{ amountMicros: '890000000' }] },
      versions: [
        { version: 1, changes: [] },
        { version: 2, reason: 'An outage was forgotten' },
      ],
      reductions: [
        { version: 1, amount: '-445000000' },
        { version: 2, amount: '-445000000' },
      ],
    });
    const handedOver: Array<{ request: string }> = await knex(
      'report_reductions',
    ).orderBy('version');
    expect(handedOver.map(row => fromJson(row.request))).toMatchObject([
      {
        reasons: {
          en: expect.stringMatching(/^Reduction after the service report/),
          de: expect.stringMatching(/^Minderung nach Servicebericht/),
        },
      },
      {
        reasons: {
          en: expect.stringMatching(/^Correction of the reduction .*version 2/),
          de: expect.stringMatching(/^Korrektur der Minderung .*Version 2/),
        },
      },
    ]);
    expect(corrected.versions[1].changes).toContainEqual(
      expect.objectContaining({ section: 'penalties', after: '890000000' }),
    );
    const older = await read('miriam.vogt', '?version=1');
    expect(older.content).toEqual(first.content);
    expect(older.hash).toBe(first.hash);
    await portal.as('miriam.vogt').get(`${path()}?version=3`).expect(404);
  });

  it('are worked out once until a fact changes, and never again once released', async () => {
    expect(await factsReadBy('paul.richter')).not.toEqual([]);
    expect(await factsReadBy('paul.richter')).toEqual([]);
    await portal
      .as('paul.richter')
      .put(`${path()}/comment`, { comment: 'Says nothing about figures' })
      .expect(200);
    expect(await factsReadBy('paul.richter')).toEqual([]);
    await haveOutage('2026-06-10T08:00:00Z', '2026-06-10T08:30:00Z');
    expect((await read('paul.richter')).content.outages).toHaveLength(2);

    await release().expect(200);
    await haveOutage('2026-06-11T08:00:00Z', '2026-06-11T08:30:00Z');
    expect(await factsReadBy('miriam.vogt')).toEqual([]);
  });

  it('are worked out ahead by the scheduler', async () => {
    await portal.stop();
    portal = await startPortal({
      databases,
      databaseId,
      knex,
      config: { workers: { enabled: true } },
    });
    await portal.runTask('service-levels-reports');
    expect(await factsReadBy('paul.richter')).toEqual([]);
    expect((await read('paul.richter')).content.outages).toHaveLength(1);
  });

  it('are opened as soon as an agreement is taken over', async () => {
    await knex('reports').del();
    expect((await list('paul.richter')).items).toEqual([]);
    await portal.runTask('service-levels-documents');
    expect((await list('paul.richter')).items).toHaveLength(2);
  });

  it('are released once, and only when their month is settled', async () => {
    const same = randomUUID();
    await release(same).expect(200);
    const answers = await Promise.all([
      release(same),
      release(same),
      release(),
      release(),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 409]);
    expect((await read('paul.richter')).versions).toHaveLength(1);
    expect(await knex('report_reductions')).toHaveLength(1);
    expect(
      await knex('audit_log').where({ action: 'report-release' }),
    ).toHaveLength(1);

    const july = (await list('paul.richter', 'month=2026-07')).items[0];
    const rivals = await Promise.all(
      [1, 2, 3].map(() =>
        portal
          .as('paul.richter')
          .post(`/service-reports/${july.id}/release`, {}),
      ),
    );
    expect(rivals.map(({ status }) => status).sort()).toEqual([200, 409, 409]);

    const running = new Date().toISOString().slice(0, 7);
    const { items } = await list('paul.richter', `month=${running}`);
    const early = await portal
      .as('paul.richter')
      .post(`/service-reports/${items[0].id}/release`, {})
      .expect(409);
    expect(early.body.error.message).toMatch(/month has to be over/);
    const commented = await portal
      .as('paul.richter')
      .put(`${path()}/comment`, { comment: 'Too late' })
      .expect(409);
    expect(commented.body.error.message).toMatch(/correct it with a reason/);
  });

  it('are listed by page, month, state and customer', async () => {
    await release().expect(200);
    expect((await list('paul.richter', 'state=released')).items).toMatchObject([
      { id: draft.id, version: 1, outcome: 'missed' },
    ]);
    const of = 'customer=group:default/kraftfahrtamt&limit=5';
    const first = await list('paul.richter', of);
    expect(first.totalItems).toBe(13);
    expect(first.items).toHaveLength(5);
    const second = await list(
      'paul.richter',
      `${of}&cursor=${first.nextCursor}`,
    );
    const months = [...first.items, ...second.items].map(
      (one: ReportSummary) => one.month,
    );
    expect(new Set(months).size).toBe(10);
    expect([...months].sort().reverse()).toEqual(months);
  });

  it('are handed out as PDF, CSV and a page', async () => {
    await portal
      .as('paul.richter')
      .put(`${path()}/comment`, { comment: '<b>=1+1</b>' })
      .expect(200);
    await release().expect(200);
    const get = (query: string) =>
      portal
        .as('miriam.vogt')
        .get(`${path()}/document?${query}`)
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', chunk => chunks.push(chunk));
          res.on('end', () => done(null, Buffer.concat(chunks)));
        })
        .expect(200);

    const csv = (await get('format=csv&language=de')).body.toString('utf8');
    expect(csv).toContain('Kunde;Kraftfahrtamt Nordmark');
    expect(csv).toContain('Zielwerte;1;Ist;99,173 %');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain('Vertragsstrafen;1;Betrag;445,00 EUR');
    expect((await get('format=csv&language=en')).body.toString()).toContain(
      'Objectives,1,Actual,99.173 %',
    );

    const html = (await get('format=html&language=en')).body.toString('utf8');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('&lt;b&gt;=1+1&lt;/b&gt;');
    expect(html).not.toContain('<b>=1+1');

    const pdf = await get('format=pdf&language=de');
    expect(pdf.headers['content-disposition']).toContain(
      `kfz-zulassung-${JUNE}-v1.pdf`,
    );
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.body.toString('latin1')).toContain('/Lang (de)');
    expect(countTextOperators(pdf.body)).toBeGreaterThan(50);
  });
});

/** Texts that pages show, in their compressed contents. */
function countTextOperators(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].reduce(
    (sum, [, body]) => {
      try {
        const page = inflateSync(Buffer.from(body, 'latin1')).toString();
        return sum + (page.match(/\bTJ\b/g)?.length ?? 0);
      } catch {
        return sum;
      }
    },
    0,
  );
}

import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  startClockAt,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { agreementEntity, SPECIAL } from '../__testUtils__/nordmark';
import { startPortal } from '../__testUtils__/startPortal';
import type { Notice } from './NoticeOutbox';

jest.setTimeout(240_000);

// In the middle of a month, a part of its error budget can be used up.
const NOW = '2026-11-18T12:00:00+01:00';
afterAll(startClockAt(NOW));

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SUBJECT = 'cloudservice:default/kfz-zulassung';
const AGENCY = 'group:default/kraftfahrtamt';
const SOFTWARE_PROVIDER = 'group:default/softwerk-nord';
const OWNER = 'group:default/service-management';
const reason = 'The agency changed the DNS.';

const MEASURED = { subjectRef: 'cloudservice:default/auskunft' };
/** Of what is measured, time without data counts as down. */
const AGREED_AS_MEASURED = agreementEntity({
  ...SPECIAL,
  agreement: 'auskunft',
  scope: {
    ...SPECIAL.scope,
    serviceRef: MEASURED.subjectRef,
  } as typeof SPECIAL.scope,
  gaps: 'down',
  objectives: [
    { id: 'availability', type: 'availability', period: 'month', target: '99' },
    {
      id: 'success-rate',
      type: 'success-rate',
      slo: {
        apiVersion: 'openslo/v1',
        kind: 'SLO',
        metadata: { name: 'success-rate' },
        spec: {
          service: 'auskunft',
          indicator: {
            metadata: { name: 'success-rate' },
            spec: {
              ratioMetric: {
                good: {
                  metricSource: { type: 'counter', spec: { query: 'good' } },
                },
                total: {
                  metricSource: { type: 'counter', spec: { query: 'all' } },
                },
              },
            },
          },
          timeWindow: [
            {
              duration: '1M',
              isRolling: false,
              calendar: {
                startTime: '2026-01-01 00:00:00',
                timeZone: 'Europe/Berlin',
              },
            },
          ],
          budgetingMethod: 'Occurrences',
          objectives: [{ target: 0.99 }],
        },
      },
    },
  ],
  penalties: undefined,
});

type Told = {
  recipients: { entityRef: string[] };
  payload: Record<
    'title' | 'description' | 'severity' | 'link' | 'topic',
    string
  >;
};

describe.each(databases.eachSupportedId())('notices on %s', databaseId => {
  let knex: Knex;
  const portals: TestPortal[] = [];
  const start = async (entities: Entity[] = []) => {
    const portal = await startPortal({
      entities,
      databases,
      databaseId,
      knex,
      config: { workers: { enabled: true } },
    });
    portals.push(portal);
    return portal;
  };
  /** By all that run, in the order in which they were told. */
  const heard = () =>
    portals.flatMap(portal => portal.heard.notifications as Told[]);
  const look = (portal: TestPortal) => portal.runTask('service-levels-notices');

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
  });

  /** Down for as many of the running month's agreed seconds as it takes, from its begin on. */
  async function outageOf(portal: TestPortal, percentOfBudget: number) {
    const { body } = await portal
      .as('paul.richter')
      .get(`/service-levels?subject=${SUBJECT}`)
      .expect(200);
    const [level] = body.items;
    const { budgetSeconds } = level.headline.availability;
    const begin = await firstServiceHour(portal);
    await knex('outages').where('source_id', 'test').delete();
    await knex('outages').insert({
      id: 'outage-1',
      subject_ref: SUBJECT,
      from_s: begin,
      to_s: begin + Math.ceil((budgetSeconds * percentOfBudget) / 100),
      state: 'confirmed',
      cause: 'provider',
      source: 'report',
      source_id: 'test',
      impact: 'down',
      revision: 1,
      changed_at: 0,
    });
    // As every change of a fact does.
    await knex('cursors')
      .where('name', 'facts')
      .update({ value: String(Math.random()).slice(2) });
    return level;
  }

  async function firstServiceHour(portal: TestPortal): Promise<number> {
    const month = NOW.slice(0, 7);
    const { body } = await portal
      .as('paul.richter')
      .get(`/calendars/office-hours?from=${month}-01&to=${month}-28`)
      .expect(200);
    const hours = JSON.stringify(body).match(
      new RegExp(`"from":"(${month}[^"]*T[^"]*)"`),
    );
    return Date.parse(hours?.[1] ?? '') / 1000;
  }

  it('tell each step of an error budget once, the highest of several, also after a restart', async () => {
    const portal = await start();
    await outageOf(portal, 85);
    await look(portal);
    await look(portal);
    expect(heard()).toHaveLength(1);
    expect(heard()[0]).toMatchObject({
      recipients: { entityRef: [AGENCY, SOFTWARE_PROVIDER, OWNER] },
      payload: {
        title:
          'kfz-zulassung: 80 % of the error budget is used · kfz-zulassung: 80 % des Fehlerbudgets sind verbraucht',
        description: expect.stringMatching(
          /minutes of downtime are left before the target of 99\.5 % is missed\.\n.*Minuten Ausfall sind zulässig, damit das Ziel von 99,5 % erreicht wird\./,
        ),
        severity: 'normal',
      },
    });
    const again = await start();
    await look(again);
    expect(heard()).toHaveLength(1);
    await outageOf(again, 120);
    await Promise.all([look(portal), look(again), look(again)]);
    expect(heard()).toHaveLength(2);
    expect(heard().map(({ payload }) => payload.title)).toContainEqual(
      'kfz-zulassung: objective "availability" missed · kfz-zulassung: Zielwert „availability“ verfehlt',
    );
  });

  it('do not tell of periods that are over', async () => {
    const portal = await start();
    const old = Date.UTC(2026, 5, 8, 8) / 1000;
    await knex('outages').insert({
      id: 'outage-old',
      subject_ref: SUBJECT,
      from_s: old,
      to_s: old + 8 * 3600,
      state: 'confirmed',
      cause: 'provider',
      source: 'report',
      source_id: 'old',
      impact: 'down',
      revision: 1,
      changed_at: 0,
    });
    await look(portal);
    expect(heard()).toEqual([]);
  });

  it('tell whom maintenance concerns that it is announced, and that it is withdrawn', async () => {
    const portal = await start();
    const provider = portal.as('paul.richter');
    const { body } = await provider
      .post('/maintenance-windows', {
        subjectRefs: [SUBJECT],
        from: '2027-06-08T08:00:00Z',
        to: '2027-06-08T10:00:00Z',
        impact: 'down',
        titles: { en: 'Patches', de: 'Aktualisierung' },
      })
      .expect(201);
    await look(portal);
    await look(portal);
    expect(heard()).toHaveLength(2);
    expect(heard().map(one => one.recipients.entityRef)).toEqual([
      [AGENCY],
      [SOFTWARE_PROVIDER],
    ]);
    expect(heard()[0].payload).toMatchObject({
      title:
        'Maintenance announced: Patches · Wartung angekündigt: Aktualisierung',
      description: expect.stringMatching(
        /kfz-zulassung: 8 Jun 2027, 10:00.*12:00 \(Europe\/Berlin\), not available/,
      ),
    });
    await provider
      .post(`/maintenance-windows/${body.id}/withdrawal`, { reason })
      .expect(200);
    await look(portal);
    expect(heard()).toHaveLength(4);
    expect(heard()[2].payload.title).toContain('Wartung abgesagt');
    expect(heard()[2].payload.description).toContain(reason);
  });

  it('tell the provider of a dispute, and the parties how it was settled', async () => {
    const portal = await start();
    await outageOf(portal, 1);
    await portal
      .as('jana.brandt')
      .post('/outages/outage-1/dispute', { claimedCause: 'customer', reason })
      .expect(200);
    await look(portal);
    expect(heard()).toMatchObject([
      {
        recipients: { entityRef: [OWNER] },
        payload: {
          title: expect.stringContaining('outage disputed'),
          description: expect.stringContaining(
            'jana.brandt nennt als Verursacher: Behörde',
          ),
          severity: 'high',
        },
      },
    ]);
    await portal
      .as('selin.aydin')
      .post('/outages/outage-1/settlement', { cause: 'customer', reason })
      .expect(200);
    await look(portal);
    expect(heard()[1]).toMatchObject({
      recipients: { entityRef: [AGENCY, SOFTWARE_PROVIDER, OWNER] },
      payload: {
        title: expect.stringContaining('dispute about an outage settled'),
      },
    });
  });

  it('tell once per change of a month that is over, and of the released report that it corrects', async () => {
    const portal = await start();
    const { id } = await outageOf(portal, 1);
    const from = Date.UTC(2026, 8, 8, 8) / 1000;
    await knex('outages').update({
      from_s: from,
      to_s: from + 8 * 3600,
      state: 'reported',
      reported_by: 'user:default/paul.richter',
    });
    const provider = portal.as('selin.aydin');
    await provider
      .post('/outages/outage-1/confirmation', { confirmed: true })
      .expect(200);
    await look(portal);
    await look(portal);
    expect(heard()).toMatchObject([
      {
        recipients: { entityRef: [AGENCY, SOFTWARE_PROVIDER, OWNER] },
        payload: {
          title:
            'kfz-zulassung: an outage in September 2026 now counts differently · kfz-zulassung: Ein Ausfall im September 2026 zählt jetzt anders',
          link: `/service-levels/levels/${encodeURIComponent(
            id,
          )}?period=2026-09`,
        },
      },
    ]);
    const reportId = `${id}-2026-09`;
    await knex('reports')
      .insert({
        id: reportId,
        commitment_id: id,
        month: '2026-09',
        month_number: 2026 * 12 + 8,
        version: 1,
      })
      .onConflict('id')
      .merge(['version']);
    await knex('report_versions').insert({
      report_id: reportId,
      version: 1,
      content: '{}',
      hash: '',
      changes: '[]',
      released_by: 'user:default/paul.richter',
      released_at: 0,
    });
    await provider
      .post('/outages/outage-1/attribution', { cause: 'customer', reason })
      .expect(200);
    await look(portal);
    expect(heard()).toHaveLength(3);
    expect(heard()[2]).toMatchObject({
      recipients: { entityRef: [OWNER] },
      payload: {
        title: expect.stringContaining('Bericht für September 2026 prüfen'),
        link: `/service-levels/reports/${encodeURIComponent(reportId)}`,
      },
    });
  });

  describe('of a month that is over', () => {
    /** So many months back. */
    const instantOf = (monthsBack: number, time: string) => {
      const date = new Date(NOW);
      date.setUTCDate(1);
      date.setUTCMonth(date.getUTCMonth() - monthsBack);
      return `${date.toISOString().slice(0, 7)}-${time}Z`;
    };
    const months = () =>
      heard()
        .filter(({ payload }) => payload.topic.endsWith('late-changes'))
        .map(({ payload }) => payload.link.replace(/.*=/, ''))
        .sort();
    const last = instantOf(1, '').slice(0, 7);
    const before = instantOf(2, '').slice(0, 7);
    const incident = (revision: number, wish: object) => ({
      revision,
      subjectRef: SUBJECT,
      incidentClass: 'operation-preventing',
      reportedAt: instantOf(1, '10T09:00:00'),
      ...wish,
    });
    const put = async (portal: TestPortal, id: string, body: object) => {
      await portal
        .as('plugin:service-requests')
        .put(`/incidents/desk/${id}`, body)
        .expect(200);
      await look(portal);
      return months();
    };
    const forget = () => {
      portals.forEach(({ heard: { notifications } }) =>
        notifications.splice(0),
      );
    };

    it('tell what an incident of another system changes, and nothing else', async () => {
      const portal = await start();
      const outage = {
        from: instantOf(1, '10T09:00:00'),
        to: instantOf(1, '10T10:00:00'),
      };
      expect(await put(portal, '1', incident(1, { outage }))).toEqual([last]);
      expect(heard()).toMatchObject([
        {
          recipients: { entityRef: [AGENCY, SOFTWARE_PROVIDER, OWNER] },
          payload: {
            title: expect.stringContaining('now counts differently'),
          },
        },
      ]);
      forget();
      // Another title and another answer, but the same seconds.
      const title = 'The login fails';
      expect(await put(portal, '1', incident(2, { outage, title }))).toEqual(
        [],
      );
      const longer = { ...outage, from: instantOf(2, '10T09:00:00') };
      expect(await put(portal, '1', incident(3, { outage: longer }))).toEqual([
        before,
        last,
      ]);
      forget();
      const withdrawn = true;
      expect(
        await put(portal, '1', incident(4, { outage: longer, withdrawn })),
      ).toEqual([before, last]);
      forget();
      // What goes on since last month changes nothing of it when it ends.
      const open = { from: instantOf(1, '10T09:00:00') };
      expect(await put(portal, '2', incident(1, { outage: open }))).toEqual([
        last,
      ]);
      forget();
      const to = `${new Date(Date.now()).toISOString().slice(0, 19)}Z`;
      expect(
        await put(portal, '2', incident(2, { outage: { ...open, to } })),
      ).toEqual([]);
      // History.
      expect(
        await put(portal, '3', incident(1, { outage, backfill: true })),
      ).toEqual([]);
    });

    it('tell both where an incident turns out to be about something else', async () => {
      const portal = await start();
      const outage = {
        from: instantOf(1, '10T09:00:00'),
        to: instantOf(1, '10T10:00:00'),
      };
      await put(portal, '1', incident(1, { outage, backfill: true }));
      const subjectRef = 'cloudservice:default/postgresql';
      await put(portal, '1', incident(2, { outage, subjectRef }));
      expect(heard().map(({ recipients }) => recipients.entityRef)).toEqual(
        expect.arrayContaining([[AGENCY, SOFTWARE_PROVIDER, OWNER], [OWNER]]),
      );
      expect(heard()).toHaveLength(2);
    });

    const send = async (portal: TestPortal, sample: object) => {
      await portal
        .as('plugin:collector')
        .post('/samples', {
          source: 'test',
          samples: [{ subjectRef: SUBJECT, ...sample }],
        })
        .expect(200);
      await look(portal);
      return months();
    };

    it('tell what samples change that come late, and no others', async () => {
      const portal = await start();
      const measured = (at: string, up: boolean, forSeconds = 60) =>
        send(portal, { at, up, forSeconds });
      const now = new Date(Date.now() - 60_000).toISOString().slice(0, 19);
      expect(await measured(`${now}Z`, false)).toEqual([]);
      // Without them it was taken for up, too.
      expect(await measured(instantOf(1, '10T09:00:00'), true)).toEqual([]);
      expect(await measured(instantOf(1, '10T09:01:00'), false, 300)).toEqual([
        last,
      ]);
      forget();
      // It was up again in the middle: there are two outages now, and one is shorter.
      expect(await measured(instantOf(1, '10T09:03:00'), true)).toEqual([last]);
    });

    it('tell of gaps that are filled late, or known of late, where they count', async () => {
      const portal = await start([AGREED_AS_MEASURED]);
      const measured = (at: string, forSeconds = 60) =>
        send(portal, { ...MEASURED, at, forSeconds, up: true });
      const now = new Date(Date.now() - 60_000).toISOString().slice(0, 19);
      expect(await measured(`${now}Z`)).toEqual([]);
      // Since then it is measured, so that what was not measured is a gap now.
      expect(await measured(instantOf(2, '10T09:00:00'))).toEqual([
        before,
        last,
      ]);
      expect(heard()[0]).toMatchObject({
        recipients: { entityRef: [AGENCY, SOFTWARE_PROVIDER, OWNER] },
        payload: {
          title: expect.stringMatching(
            /: measurements of .* came late · .*: Messwerte für .* kamen spät/,
          ),
        },
      });
      forget();
      expect(await measured(instantOf(1, '10T10:00:00'), 600)).toEqual([last]);
      forget();
      // It was known already to be up at this time.
      expect(await measured(instantOf(1, '10T10:05:00'), 300)).toEqual([]);
    });

    it('tell of a metric that comes late where it is agreed', async () => {
      const portal = await start([AGREED_AS_MEASURED]);
      const counted = (measurement: string) =>
        send(portal, {
          ...MEASURED,
          measurement,
          from: instantOf(1, '10T09:00:00'),
          to: instantOf(1, '10T10:00:00'),
          good: 99,
          total: 100,
        });
      expect(await counted('nobody-agreed-it')).toEqual([]);
      expect(await counted('success-rate')).toEqual([last]);
      forget();
      // The same again changes nothing.
      expect(await counted('success-rate')).toEqual([]);
    });
  });

  it('wait for their turn: what could not be told is told later, by whoever comes', async () => {
    const portal = await start();
    const notice: Notice = {
      kind: 'outage',
      outageId: 'none',
      deed: 'settle',
      by: 'x',
      reason,
    };
    await knex('notices').insert({
      id: 'waiting',
      notice: JSON.stringify(notice),
      queued_at: 0,
      claimed_until: Date.parse('2100-01-01'),
    });
    await look(portal);
    expect(await knex('notices').where('id', 'waiting').first()).toMatchObject({
      told_at: null,
    });
    await knex('notices').update({ claimed_until: 0 });
    await look(portal);
    const { told_at } = await knex('notices').where('id', 'waiting').first();
    expect(told_at).not.toBeNull();
  });
});

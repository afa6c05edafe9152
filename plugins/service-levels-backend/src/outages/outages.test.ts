import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ServiceLevel,
  ServiceLevelDetail,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const JUNE = '2026-06';
const REPORT = {
  from: '2026-06-08T08:00:00Z',
  to: '2026-06-08T10:00:00Z',
  cause: 'provider',
  reason: 'The load balancer was misconfigured',
};

describe.each(databases.eachSupportedId())('outages on %p', databaseId => {
  let portal: TestPortal;
  let level: ServiceLevel;

  const kfz = async (person: string, period = JUNE): Promise<ServiceLevel> => {
    const { body } = await portal
      .as(person)
      .get(`/service-levels?period=${period}`)
      .expect(200);
    return body.items.find(
      (one: ServiceLevel) => one.agreement === 'kfz-zulassung',
    );
  };
  const counted = async () =>
    (await kfz('miriam.vogt')).headline?.availability?.countedSeconds;
  const report = async (changes: object = {}) => {
    const { body } = await portal
      .as('paul.richter')
      .post('/outages', { commitmentId: level.id, ...REPORT, ...changes })
      .expect(201);
    return body;
  };

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
    level = await kfz('paul.richter');
  });

  afterEach(() => portal.stop());

  it('count once a second person has confirmed them', async () => {
    const outage = await report();
    expect(outage).toMatchObject({ state: 'reported', cause: 'provider' });
    expect(await counted()).toBe(0);

    const own = await portal
      .as('paul.richter')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(403);
    expect(own.body.error.message).toMatch(/second person/);

    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(200);
    expect(await counted()).toBe(7_200);
    const { body }: { body: ServiceLevelDetail } = await portal
      .as('miriam.vogt')
      .get(`/service-levels/${level.id}?period=${JUNE}`)
      .expect(200);
    // 22 working days of 11 hours, without a holiday in June 2026.
    expect(body.serviceLevel.headline?.availability).toMatchObject({
      agreedSeconds: 22 * 11 * 3600,
      denominatorSeconds: 22 * 11 * 3600,
      countedSeconds: 7_200,
    });
    expect(body.serviceLevel.headline).toMatchObject({
      actual: '99.173',
      state: 'missed',
      penalty: { cappedPercent: '5', amountMicros: '445000000' },
    });
    const explained = await portal
      .as('miriam.vogt')
      .get(
        `/service-levels/${level.id}/explanation?objective=availability&period=${JUNE}`,
      )
      .expect(200);
    expect(explained.body.outages).toMatchObject([
      { seconds: 7_200, countedSeconds: 7_200, notCounted: [] },
    ]);
  });

  it('are disputed by the other parties and settled by the provider', async () => {
    const outage = await report({ cause: 'software-provider' });
    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(200);
    await portal
      .as('paul.richter')
      .post(`/outages/${outage.id}/dispute`, {
        claimedCause: 'customer',
        reason: 'It was us',
      })
      .expect(403);
    const nothing = await portal
      .as('jana.brandt')
      .post(`/outages/${outage.id}/dispute`, {
        claimedCause: 'software-provider',
        reason: 'That is what it says already',
      })
      .expect(400);
    expect(nothing.body.error.message).toMatch(/claimedCause: must be another/);
    const disputed = await portal
      .as('jana.brandt')
      .post(`/outages/${outage.id}/dispute`, {
        claimedCause: 'customer',
        reason: 'The agency changed the DNS',
      })
      .expect(200);
    expect(disputed.body).toMatchObject({ state: 'disputed' });
    expect(await counted()).toBe(7_200);
    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/settlement`, {
        cause: 'customer',
        reason: 'Agreed on the phone',
      })
      .expect(200);
    expect(await counted()).toBe(0);
    const { body } = await portal
      .as('miriam.vogt')
      .get(`/outages/${outage.id}`)
      .expect(200);
    expect(
      body.history.map((entry: { action: string }) => entry.action),
    ).toEqual(['reported', 'confirmed', 'disputed', 'settled']);
  });

  it('are corrected by two people', async () => {
    const outage = await report();
    const confirm = (person: string) =>
      portal
        .as(person)
        .post(`/outages/${outage.id}/confirmation`, { confirmed: true });
    await confirm('selin.aydin').expect(200);
    const corrected = await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/correction`, {
        from: REPORT.from,
        to: '2026-06-08T09:00:00Z',
        reason: 'The log says so',
      })
      .expect(200);
    expect(corrected.body.pending.interval.to).toBe('2026-06-08T09:00:00Z');
    expect(await counted()).toBe(7_200);
    await confirm('selin.aydin').expect(403);
    await confirm('paul.richter').expect(200);
    expect(await counted()).toBe(3_600);
  });

  it('say to everybody what they may do with them', async () => {
    const deedsFor = async (person: string) => {
      const { body } = await portal
        .as(person)
        .get('/outages?source=report')
        .expect(200);
      return [body.items[0].deeds, body.mayReport];
    };
    const { id } = await report();
    expect(await deedsFor('paul.richter')).toEqual([
      ['attribute', 'comment'],
      true,
    ]);
    expect(await deedsFor('selin.aydin')).toEqual([
      ['confirm', 'attribute', 'comment'],
      true,
    ]);
    expect(await deedsFor('miriam.vogt')).toEqual([['comment'], false]);
    await portal
      .as('selin.aydin')
      .post(`/outages/${id}/confirmation`, { confirmed: true })
      .expect(200);
    expect(await deedsFor('jana.brandt')).toEqual([
      ['dispute', 'comment'],
      false,
    ]);
    const { body } = await portal
      .as('miriam.vogt')
      .get('/outages?source=incident')
      .expect(200);
    expect(body).toMatchObject({ items: [], totalItems: 0 });
  });

  it('are nobody else’s business', async () => {
    const outage = await report();
    for (const person of ['anna.wald', 'uwe.fremd', 'otto.niemand']) {
      await portal.as(person).get(`/outages/${outage.id}`).expect(404);
      const { body } = await portal.as(person).get('/outages').expect(200);
      expect(body).toMatchObject({ items: [], totalItems: 0 });
      expect(await kfz(person)).toBeUndefined();
    }
    await portal.as('nobody').get('/outages').expect(401);
    await portal
      .as('miriam.vogt')
      .post('/outages', { commitmentId: level.id, ...REPORT })
      .expect(403);
  });

  it('are refused where times are wrong, with the field', async () => {
    const refuse = async (changes: object, field: string) => {
      const { body } = await portal
        .as('paul.richter')
        .post('/outages', { commitmentId: level.id, ...REPORT, ...changes })
        .expect(400);
      expect(body.error.details).toMatchObject([{ field }]);
    };
    await refuse({ to: REPORT.from }, 'to');
    await refuse({ from: '2026-02-30T00:00:00Z' }, 'from');
    await refuse({ from: '2199-01-01T00:00:00Z', to: undefined }, 'from');
  });

  it('are reported once under one key', async () => {
    const body = { commitmentId: level.id, ...REPORT };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        portal.as('paul.richter').post('/outages', body, 'the-same-key'),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([201]),
    );
    expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1);
    const { body: list } = await portal.as('paul.richter').get('/outages');
    expect(list.totalItems).toBe(1);
  });
});

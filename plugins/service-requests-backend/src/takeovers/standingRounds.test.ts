import { TestDatabases } from '@backstage/backend-test-utils';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import {
  allInOrder,
  neighbours,
  type Neighbourhood,
  serviceLevel,
} from '../__testUtils__/neighbours';
import { startPortal } from '../__testUtils__/startPortal';
import {
  grantApproval,
  openTakeover,
  postAs,
  PRODUCTION_POSTGRESQL,
} from '../__testUtils__/takeovers';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const OPERATOR = 'group:default/service-management';
const AGENCY = 'group:default/kraftfahrtamt';
const SOFTWARE_PROVIDER = 'group:default/softwerk-nord';
const PIPELINE = 'user:default/tobias.lenz';
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;

describe.each(databases.eachSupportedId())('rounds on %s', databaseId => {
  /** Two replicas of one portal. */
  let replicas: TestPortal[];
  let portal: TestPortal;
  const there: Neighbourhood = allInOrder();
  let releases = 0;

  beforeAll(async () => {
    const knex = await databases.init(databaseId);
    const start = () =>
      startPortal({
        databases,
        databaseId,
        knex,
        entities: [PRODUCTION_POSTGRESQL],
        features: neighbours(there),
        config: {
          workers: { enabled: true },
          takeovers: { lookAgainMinutes: 10 },
        },
      });
    replicas = [await start(), await start()];
    [portal] = replicas;
  });
  beforeEach(() => Object.assign(there, allInOrder()));
  afterEach(async () => {
    await portal.knex('standing_approvals').delete();
    await portal.knex('takeovers').update({ state: 'rejected' });
  });
  afterAll(() => Promise.all((replicas ?? []).map(one => one.stop())));

  const post = (person: string, path: string, body?: object) =>
    postAs(portal, person, path, body);
  const granted = (change: object = {}) =>
    grantApproval(portal, { perWeek: 100, ...change });
  const open = (): Promise<TakeoverDetail> => {
    releases += 1;
    return openTakeover(portal, { version: `8.${releases}.0` });
  };
  const get = async ({ id }: TakeoverDetail): Promise<TakeoverDetail> =>
    (await portal.as('tobias.lenz').get(`/takeovers/${id}`)).body;
  /** Some minutes later both replicas look, at the same time. */
  const look = async (minutes = 10) => {
    await portal
      .knex('takeovers')
      .where('state', 'open')
      .update({
        opened_at: portal.knex.raw('opened_at - ?', [minutes * MINUTE_MS]),
        looked_at: portal.knex.raw('looked_at - ?', [minutes * MINUTE_MS]),
      });
    await Promise.all(
      replicas.map(one => one.runTask('service-requests-standing-rounds')),
    );
  };
  /** What people were told of takeovers since the last time. */
  const told = async () => {
    const { notifications } = portal.heard;
    const before = notifications.length;
    await portal.runTask('service-requests-notices');
    return notifications.slice(before).flatMap(sent => {
      const { recipients, payload } = sent as unknown as {
        recipients: { entityRef: string[] };
        payload: { title: string; description: string; topic: string };
      };
      const { title, description, topic } = payload;
      if (topic !== 'service-requests.takeover') return [];
      const to = [recipients.entityRef].flat().sort();
      return [{ title, description, to }];
    });
  };
  const audit = async ({ id }: TakeoverDetail, action: string) =>
    portal
      .knex('audit_log')
      .where({ object_ref: `takeover:${id}`, action })
      .select('actor');

  it('give a waiting pipeline its verdict once nothing is in the way any more', async () => {
    there.windows = [];
    there.serviceLevels = [serviceLevel(0)];
    const approval = await granted();
    const takeover = await open();
    await told();

    await look(9);
    expect((await get(takeover)).gates[0].checkedAt).toBe(
      takeover.gates[0].checkedAt,
    );
    await look(1);
    expect(await told()).toEqual([
      {
        title: expect.stringMatching(/something is in its way · .*im Weg/),
        description: expect.stringMatching(
          /error budget.*No maintenance window.*Kein Wartungsfenster/s,
        ),
        to: [OPERATOR, SOFTWARE_PROVIDER, PIPELINE],
      },
    ]);

    // Found once more, it is neither told nor recorded once more.
    await look();
    const waiting = await get(takeover);
    expect(waiting).toMatchObject({ state: 'open' });
    expect(waiting.gates[0].checkedAt).not.toBe(takeover.gates[0].checkedAt);
    expect(waiting.events.map(({ event }) => event)).toEqual(['open']);
    expect(await told()).toEqual([]);

    there.serviceLevels = [serviceLevel(3600)];
    await look();
    expect(await told()).toEqual([]);
    there.windows = allInOrder().windows;
    await look();
    const accepted = await get(takeover);
    expect(accepted).toMatchObject({
      state: 'accepted',
      standingApprovalId: approval.id,
    });
    expect(accepted.events.map(({ event, by }) => [event, by])).toEqual([
      ['open', PIPELINE],
      ['check', 'plugin:service-requests'],
      ['check', 'plugin:service-requests'],
      ['accept', 'plugin:service-requests'],
    ]);
    expect(await audit(takeover, 'takeover-accept')).toEqual([
      { actor: 'plugin:service-requests' },
    ]);
    const { body: request } = await portal
      .as('tobias.lenz')
      .get(`/requests/${takeover.requestId}`);
    expect(request.state).toBe('closed');
    const news = await told();
    expect(news.map(({ to }) => to)).toEqual([
      [AGENCY, OPERATOR, SOFTWARE_PROVIDER, PIPELINE],
    ]);
    expect(news[0].title).toContain('taken over into operation');
    await look();
    expect(await told()).toEqual([]);
  });

  it('use up the places of a week one by one, however many replicas look', async () => {
    there.windows = [];
    const approval = await granted({ perWeek: 1 });
    const takeovers = [await open(), await open(), await open()];
    there.windows = allInOrder().windows;
    await told();
    await look();
    const states = async () =>
      (await Promise.all(takeovers.map(get))).map(({ state }) => state).sort();
    expect(await states()).toEqual(['accepted', 'open', 'open']);
    expect((await told()).map(({ title }) => title.split(': ')[1])).toEqual(
      expect.arrayContaining([
        expect.stringContaining('taken over'),
        expect.stringContaining('waits'),
        expect.stringContaining('waits'),
      ]),
    );
    await look();
    expect(await states()).toEqual(['accepted', 'open', 'open']);
    await portal
      .knex('takeovers')
      .where('standing_approval_id', approval.id)
      .update({ decided_at: portal.knex.raw('decided_at - ?', [WEEK_MS]) });
    await look();
    expect(await states()).toEqual(['accepted', 'accepted', 'open']);
  });

  it('leave alone what nobody has granted, and what was withdrawn', async () => {
    there.windows = [];
    const takeover = await open();
    there.windows = allInOrder().windows;
    await look();
    const { id } = await granted();
    await post('miriam.vogt', `/standing-approvals/${id}/withdrawal`, {
      reason: 'Too many failures.',
    });
    await look();
    expect(await get(takeover)).toMatchObject({ state: 'open' });
    expect(await audit(takeover, 'takeover-check')).toEqual([]);
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  StandingApproval,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import {
  allInOrder,
  neighbours,
  type Neighbourhood,
  serviceLevel,
} from '../__testUtils__/neighbours';
import { startPortal } from '../__testUtils__/startPortal';
import {
  approvalWish,
  grantApproval,
  openTakeover,
  postAs,
  PRODUCTION_POSTGRESQL,
} from '../__testUtils__/takeovers';
import { incident } from '../__testUtils__/tickets';
import { inDays } from '../__testUtils__/wishes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('approvals on %s', databaseId => {
  let portal: TestPortal;
  const there: Neighbourhood = allInOrder();
  let releases = 0;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [PRODUCTION_POSTGRESQL],
      features: neighbours(there),
    });
    // So that one gate does not let anything pass.
    await portal.as('miriam.vogt').post('/tickets', incident()).expect(201);
  });
  beforeEach(() => Object.assign(there, allInOrder()));
  afterEach(async () => {
    await portal.knex('standing_approvals').delete();
  });
  afterAll(() => portal?.stop());

  const post = (person: string, path: string, body?: object) =>
    postAs(portal, person, path, body);
  const granted = (change?: object) => grantApproval(portal, change);
  const open = (kind = 'patch'): Promise<TakeoverDetail> => {
    releases += 1;
    return openTakeover(portal, { version: `5.${releases}.0`, kind });
  };
  /** About the incident that is open. */
  const exceptDesk = async ({
    id,
  }: TakeoverDetail): Promise<TakeoverDetail> => {
    const { exceptions } = await post(
      'paul.richter',
      `/takeovers/${id}/exceptions`,
      {
        gate: 'open-tickets',
        reason: 'It is about another part.',
        until: inDays(1),
      },
    );
    return post(
      'selin.aydin',
      `/takeovers/${id}/exceptions/${exceptions[0].id}/confirmation`,
    );
  };

  it('are granted by agency and IT service provider, and by nobody else', async () => {
    const proposed: StandingApproval = await post(
      'tobias.lenz',
      '/standing-approvals',
      approvalWish(),
    );
    expect(proposed).toMatchObject({
      state: 'proposed',
      grants: [],
      mayGrant: false,
      whileBudgetLasts: true,
    });
    const path = `/standing-approvals/${proposed.id}`;
    const grant = async (person: string) =>
      (await portal.as(person).post(`${path}/grant`)).status;
    expect(await grant('tobias.lenz')).toBe(403);
    expect(await grant('ole.hansen')).toBe(404);
    expect(await grant('otto.niemand')).toBe(404);
    expect(await grant('miriam.vogt')).toBe(200);
    expect(await grant('henrik.maas')).toBe(409);
    expect(await grant('paul.richter')).toBe(200);
    const list = async (person: string) =>
      (await portal.as(person).get('/standing-approvals')).body.items;
    expect(await list('miriam.vogt')).toMatchObject([
      { state: 'in-force', mayWithdraw: true, usedThisWeek: 0 },
    ]);
    expect(await list('ole.hansen')).toEqual([]);
    const late = await portal
      .as('paul.richter')
      .post('/standing-approvals', approvalWish({ until: inDays(-1) }));
    expect(late.status).toBe(400);
    const withdrawn = await post('miriam.vogt', `${path}/withdrawal`, {
      reason: 'Too many failures.',
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', mayGrant: false });
  });

  it('let releases within their limits pass once the gates do', async () => {
    const approval = await granted();
    const takeover = await open();
    expect(takeover).toMatchObject({
      state: 'open',
      standingApproval: { approvalId: approval.id, applies: true, against: [] },
    });
    const accepted = await exceptDesk(takeover);
    expect(accepted).toMatchObject({
      state: 'accepted',
      standingApprovalId: approval.id,
    });
    const { body: request } = await portal
      .as('tobias.lenz')
      .get(`/requests/${takeover.requestId}`);
    expect(request.state).toBe('closed');

    const second = await exceptDesk(await open());
    expect(second).toMatchObject({
      state: 'open',
      standingApproval: {
        applies: false,
        against: [{ en: expect.stringContaining('1 of 1') }],
      },
    });
  });

  it('say which limit stands against a release', async () => {
    await granted({ perWeek: 100 });
    there.serviceLevels = [serviceLevel(0)];
    const { standingApproval } = await open('major');
    expect(standingApproval?.applies).toBe(false);
    expect(standingApproval?.against.map(({ en }) => en)).toEqual([
      expect.stringContaining('this is major'),
      expect.stringContaining('error budget'),
    ]);
  });

  it('do nothing before both have granted them', async () => {
    await post('miriam.vogt', '/standing-approvals', approvalWish());
    const takeover = await exceptDesk(await open());
    expect(takeover.state).toBe('open');
    expect(takeover.standingApproval).toBeUndefined();
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { allInOrder, neighbours } from '../__testUtils__/neighbours';
import { startPortal } from '../__testUtils__/startPortal';
import {
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

const OPERATOR = 'group:default/service-management';
const AGENCY = 'group:default/kraftfahrtamt';
const SOFTWARE_PROVIDER = 'group:default/softwerk-nord';

describe.each(databases.eachSupportedId())('news on %s', databaseId => {
  let portal: TestPortal;
  let releases = 0;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [PRODUCTION_POSTGRESQL],
      features: neighbours(allInOrder()),
      config: { workers: { enabled: true } },
    });
    // So that one gate does not let anything pass.
    await portal.as('miriam.vogt').post('/tickets', incident()).expect(201);
  });
  afterAll(() => portal?.stop());

  const post = (person: string, path: string, body?: object) =>
    postAs(portal, person, path, body);
  /** What people were told of releases since the last time: what, and who. */
  const told = async () => {
    const before = portal.heard.notifications.length;
    await portal.runTask('service-requests-notices');
    return portal.heard.notifications.slice(before).flatMap(sent => {
      const { recipients, payload } = sent as unknown as {
        recipients: { entityRef: string[] };
        payload: { title: string; topic: string };
      };
      if (payload.topic !== 'service-requests.takeover') return [];
      const [en, de] = payload.title
        .split(' · ')
        .map(title => title.split(': ')[1]);
      return [[en, de, [recipients.entityRef].flat().sort()]];
    });
  };
  const open = (): Promise<TakeoverDetail> => {
    releases += 1;
    return openTakeover(portal, { version: `7.${releases}.0` });
  };
  const askException = ({ id }: TakeoverDetail): Promise<TakeoverDetail> =>
    post('paul.richter', `/takeovers/${id}/exceptions`, {
      gate: 'open-tickets',
      reason: 'It is about another part.',
      until: inDays(10),
    });
  const confirm = ({ id, exceptions }: TakeoverDetail) =>
    post(
      'selin.aydin',
      `/takeovers/${id}/exceptions/${exceptions[0].id}/confirmation`,
    );

  it('reach the operator, and the parties with the verdict, each once', async () => {
    const takeover = await open();
    expect(await told()).toEqual([['delivered', 'geliefert', [OPERATOR]]]);
    const asked = await askException(takeover);
    expect(await told()).toEqual([
      [
        'an exception waits for a second person',
        'eine Ausnahme wartet auf eine zweite Person',
        [OPERATOR],
      ],
    ]);
    // The limits of a standing approval let it pass with the last gate.
    await grantApproval(portal, { kinds: ['patch'], perWeek: 5 });
    expect((await confirm(asked)).state).toBe('accepted');
    expect(await told()).toEqual([
      [
        'taken over into operation',
        'in den Betrieb übernommen',
        [AGENCY, SOFTWARE_PROVIDER, 'user:default/tobias.lenz'],
      ],
    ]);
    await post('paul.richter', `/takeovers/${takeover.id}/rollback`, {
      reason: 'Sign-in fails',
    });
    expect(await told()).toEqual([
      [
        'rolled back',
        'zurückgerollt',
        [AGENCY, OPERATOR, SOFTWARE_PROVIDER, 'user:default/tobias.lenz'],
      ],
    ]);
    expect(await told()).toEqual([]);
  });

  it('tell of a rejection, and of an exception before it ends and when it has', async () => {
    const rejected = await open();
    await told();
    await post('miriam.vogt', `/takeovers/${rejected.id}/rejection`, {
      defects: [{ title: 'Plates are lost', severity: 'critical' }],
    });
    expect(await told()).toEqual([
      [
        'rejected',
        'abgelehnt',
        [AGENCY, SOFTWARE_PROVIDER, 'user:default/tobias.lenz'],
      ],
    ]);
    await portal.knex('standing_approvals').delete();
    const { exceptions } = await confirm(await askException(await open()));
    await told();
    const endsIn = (days: number) =>
      portal
        .knex('takeover_exceptions')
        .where('id', exceptions[0].id)
        .update({ until: inDays(days) });
    const to = [
      OPERATOR,
      'user:default/paul.richter',
      'user:default/selin.aydin',
    ];
    await endsIn(4);
    expect(await told()).toEqual([]);
    await endsIn(2);
    expect(await told()).toEqual([
      [
        `an exception ends on ${inDays(2)}`,
        `eine Ausnahme endet am ${inDays(2)}`,
        to,
      ],
    ]);
    await endsIn(-1);
    expect(await told()).toEqual([
      [
        `the exception of ${inDays(-1)} has ended`,
        `die Ausnahme bis ${inDays(-1)} ist abgelaufen`,
        to,
      ],
    ]);
    expect(await told()).toEqual([]);
  });
});

import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const AGENCY = 'miriam.vogt';
const STRANGER = 'uwe.fremd';
const JUNE = '2026-06';

describe.each(databases.eachSupportedId())('actions on %s', databaseId => {
  let portal: TestPortal;
  let id: string;

  const invoke = async (person: string, name: string, input: object) => {
    const path = `/.backstage/actions/v1/actions/service-levels:${name}/invoke`;
    const { status, body } = await portal.as(person).post(path, input);
    return { status, output: body.output, error: body.error };
  };

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      features: [actionsRegistryServiceFactory, actionsServiceFactory],
    });
    ({ id } = await portal
      .knex('commitments')
      .where('agreement', 'kfz-zulassung')
      .first('id'));
    // A Monday; the service hours of the day are 10 hours.
    await portal.knex('outages').insert({
      id: 'outage-1',
      subject_ref: 'cloudservice:default/kfz-zulassung',
      from_s: Date.parse('2026-06-08T08:00:00Z') / 1000,
      to_s: Date.parse('2026-06-08T10:00:00Z') / 1000,
      state: 'confirmed',
      cause: 'provider',
      source: 'report',
      source_id: 'outage-1',
      impact: 'down',
      title: 'The load balancer',
      reported_by: 'user:default/paul.richter',
      revision: 1,
      changed_at: 0,
    });
  });
  afterAll(() => portal.stop());

  it('list what each party may see, in the figures of the page', async () => {
    const { output } = await invoke(AGENCY, 'list-service-levels', {
      period: JUNE,
    });
    const level = output.serviceLevels.find(
      (one: { id: string }) => one.id === id,
    );
    expect(level).toMatchObject({
      agreement: 'kfz-zulassung 1',
      period: JUNE,
      state: 'missed',
    });
    expect(level.objectives).toContainEqual(
      expect.stringMatching(
        /^availability: missed, 99\.173 percent, agreed at-least /,
      ),
    );
    expect(level.budgetSecondsLeft).toBeLessThan(0);
    const other = await invoke(STRANGER, 'list-service-levels', {});
    expect(JSON.stringify(other.output)).not.toContain('kfz');
  });

  it('list outages, and nobody else’s', async () => {
    const span = { from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };
    const { output } = await invoke(AGENCY, 'list-outages', span);
    expect(output).toMatchObject({
      totalItems: 1,
      outages: [
        {
          id: 'outage-1',
          from: '2026-06-08T08:00:00Z',
          to: '2026-06-08T10:00:00Z',
          state: 'confirmed',
          cause: 'provider',
          commitmentIds: [id],
        },
      ],
    });
    const other = await invoke(STRANGER, 'list-outages', span);
    expect(other.output).toEqual({ totalItems: 0, outages: [] });
  });

  it('explain a figure so that one can reckon it again', async () => {
    const wish = {
      serviceLevelId: id,
      objective: 'availability',
      period: JUNE,
    };
    const { output } = await invoke(AGENCY, 'explain-service-level', wish);
    expect(output).toMatchObject({
      state: 'missed',
      actual: '99.173',
      unit: 'percent',
      timeZone: 'Europe/Berlin',
      outages: [
        {
          id: 'outage-1',
          seconds: 7_200,
          countedSeconds: 7_200,
          notCounted: [],
        },
      ],
    });
    expect(output.steps[0]).toMatch(/^equals agreed: \d+ s$/);
    expect(output.steps).toContain('equals counted: 7200 s');
    const hidden = await invoke(STRANGER, 'explain-service-level', wish);
    expect(hidden.status).toBe(404);
  });

  it('refuse what is not understood, and services', async () => {
    const wrong = await invoke(AGENCY, 'list-service-levels', { period: 'x' });
    expect(wrong.status).toBe(400);
    const plugin = await invoke('plugin:catalog', 'list-outages', {});
    expect(plugin).toMatchObject({
      status: 403,
      error: { message: expect.stringContaining('act on behalf of one') },
    });
  });
});

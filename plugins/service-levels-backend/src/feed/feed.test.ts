import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Change,
  ChangePage,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SUBJECT = 'cloudservice:default/kfz-zulassung';
const PLUGIN = 'plugin:cloud-costs';
const TIMES = { from: '2026-06-08T08:00:00Z', to: '2026-06-08T10:00:00Z' };
const reason = 'The log says so';

describe.each(databases.eachSupportedId())('the feed on %s', databaseId => {
  let portal: TestPortal;
  const read = async (after = '0', limit = 100): Promise<ChangePage> =>
    (
      await portal
        .as(PLUGIN)
        .get(`/changes?after=${after}&limit=${limit}`)
        .expect(200)
    ).body;
  const names = ({ items }: ChangePage) =>
    items.map(({ kind, id }: Change) => `${kind} ${id}`);

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterEach(() => portal.stop());

  it('tells of documents, once, and of what people do with outages and maintenance', async () => {
    const documents = await read();
    expect(names(documents)).toEqual([
      'calendar servicecalendar:default/office-hours',
      'agreement postgresql/1',
      'agreement kfz-zulassung/1',
    ]);
    expect(documents.items[2]).toMatchObject({
      agreement: { customerRef: 'group:default/kraftfahrtamt' },
    });
    await portal.runTask('service-levels-documents');
    expect((await read(documents.cursor)).items).toEqual([]);

    const { id: commitmentId } = await portal
      .knex('commitments')
      .where('agreement', 'kfz-zulassung')
      .first('id');
    const provider = portal.as('paul.richter');
    const { body: outage } = await provider
      .post('/outages', { commitmentId, ...TIMES, cause: 'provider', reason })
      .expect(201);
    const { body: window } = await provider
      .post('/maintenance-windows', {
        subjectRefs: [SUBJECT],
        from: '2027-06-08T08:00:00Z',
        to: '2027-06-08T10:00:00Z',
        impact: 'down',
        titles: { en: 'Patches', de: 'Einspielen' },
      })
      .expect(201);
    const told = await read(documents.cursor);
    expect(told.items).toMatchObject([
      {
        kind: 'outage',
        id: outage.id,
        outage: { subjectRef: SUBJECT, interval: TIMES, state: 'reported' },
      },
      {
        kind: 'maintenance',
        id: window.id,
        maintenance: { subjectRefs: [SUBJECT], withdrawn: false },
      },
    ]);
    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(200);
    await provider
      .post(`/maintenance-windows/${window.id}/withdrawal`, { reason })
      .expect(200);
    expect((await read(told.cursor)).items).toMatchObject([
      { outage: { state: 'confirmed', revision: 2 } },
      { maintenance: { withdrawn: true } },
    ]);
  });

  it('tells of an incident and of its outage, whatever its ids look like', async () => {
    const start = await read();
    const put = (revision: number, changes: object) =>
      portal
        .as('plugin:service-requests')
        .put('/incidents/desk:a/INC:1', {
          revision,
          subjectRef: SUBJECT,
          incidentClass: 'minor',
          reportedAt: TIMES.from,
          ...changes,
        })
        .expect(200);
    await put(1, {});
    const first = await read(start.cursor);
    expect(first.items).toMatchObject([
      { kind: 'incident', id: 'desk:a:INC:1', incident: { revision: 1 } },
    ]);
    await put(2, { outage: TIMES });
    const second = await read(first.cursor, 1);
    expect(second).toMatchObject({
      more: true,
      items: [{ kind: 'outage', outage: { interval: TIMES } }],
    });
    expect((await read(second.cursor)).items).toMatchObject([
      { kind: 'incident', incident: { revision: 2, withdrawn: false } },
    ]);
  });

  it('is for plugins only, and refuses cursors that it never gave', async () => {
    await portal.as('paul.richter').get('/changes').expect(403);
    await portal.as('nobody').get('/changes').expect(401);
    const { body } = await portal
      .as(PLUGIN)
      .get('/changes?after=yesterday')
      .expect(400);
    expect(body.error.message).toContain('after');
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import {
  fuzzApi,
  type Known,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { spec } from './openapi.generated';

jest.setTimeout(20 * 60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The short form; set API_FUZZ_REQUESTS for the long one. */
const REQUESTS = Number(process.env.API_FUZZ_REQUESTS ?? 2000);

const SUBJECT = 'cloudservice:default/kfz-zulassung';
const at = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();

async function facts(portal: TestPortal): Promise<Known> {
  const { id } = await portal
    .knex('commitments')
    .where('agreement', 'kfz-zulassung')
    .first('id');
  const provider = portal.as('paul.richter');
  const reason = 'The log says so';
  const outage = await provider
    .post('/outages', {
      commitmentId: id,
      from: at(-5),
      to: at(-4),
      cause: 'provider',
      reason,
    })
    .expect(201);
  const window = await provider
    .post('/maintenance-windows', {
      subjectRefs: [SUBJECT],
      from: at(24 * 9),
      to: at(24 * 9 + 1),
      impact: 'down',
      titles: { en: 'Patches', de: 'Einspielen' },
    })
    .expect(201);
  return {
    commitment: id,
    commitmentId: id,
    outageId: outage.body.id,
    windowId: window.body.id,
    agreement: 'kfz-zulassung',
    version: '1',
    name: 'office-hours',
    period: '2026-11',
    objective: 'availability',
    entityRef: SUBJECT,
    subject: SUBJECT,
    subjectRef: SUBJECT,
    subjectRefs: SUBJECT,
    service: SUBJECT,
    customer: 'group:default/kraftfahrtamt',
    customerRef: 'group:default/kraftfahrtamt',
    'software-provider': 'group:default/softwerk-nord',
    system: 'system:default/kfz-portal',
    source: 'desk',
    incidentId: 'INC-1',
    measurement: 'availability',
    reason,
    from: at(-3),
    to: at(-2),
    at: at(-3),
    reportedAt: at(-3),
    respondedAt: at(-2),
    restoredAt: at(-1),
    en: 'Patches',
    de: 'Einspielen',
    text: 'kind: ServiceCalendar',
    lang: 'de',
  };
}

it.each(databases.eachSupportedId())(
  'answers whatever it is sent with what the document says, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const statuses = await fuzzApi({
      spec,
      known: await facts(portal),
      freeKeys: ['agreement', 'scope', 'objectives', 'type', 'en', 'de'],
      people: [
        'jana.brandt',
        'miriam.vogt',
        'paul.richter',
        'selin.aydin',
        'uwe.fremd',
        'plugin:service-requests',
      ],
      as: portal.as,
      requests: REQUESTS / 2,
    });
    // It got past the door: a fuzz that is only ever refused tests nothing.
    expect((statuses.get(200) ?? 0) / (REQUESTS / 2)).toBeGreaterThan(0.1);
    await portal.stop();
  },
);

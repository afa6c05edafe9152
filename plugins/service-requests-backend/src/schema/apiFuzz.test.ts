import { TestDatabases } from '@backstage/backend-test-utils';
import {
  fuzzApi,
  type Known,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { incident } from '../__testUtils__/tickets';
import { inDays, newService, offer } from '../__testUtils__/wishes';
import { spec } from './openapi.generated';

jest.setTimeout(20 * 60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The short form; set API_FUZZ_REQUESTS for the long one. */
const REQUESTS = Number(process.env.API_FUZZ_REQUESTS ?? 2000);

async function facts(portal: TestPortal): Promise<Known> {
  const agency = portal.as('miriam.vogt');
  const provider = portal.as('paul.richter');
  const { body: request } = await agency
    .post('/requests', newService({ submit: true }))
    .expect(201);
  const at = `/requests/${request.id}`;
  await provider.post(`${at}/events`, { event: 'take-up' }).expect(200);
  const { body: draft } = await provider
    .post(`${at}/offers`, offer())
    .expect(201);
  const { body: attachment } = await agency
    .post(`${at}/attachments`, {
      name: 'note.txt',
      mediaType: 'text/plain',
      content: Buffer.from('Hello').toString('base64'),
    })
    .expect(201);
  const { body: ticket } = await agency
    .post('/tickets', incident())
    .expect(201);
  return {
    requestId: request.id,
    ticketId: ticket.id,
    offerId: draft.id,
    attachmentId: attachment.id,
    with: draft.id,
    type: 'advice',
    event: 'reject',
    reason: 'There is no capacity',
    text: 'Hello',
    customer: 'group:default/kraftfahrtamt',
    customerRef: 'group:default/kraftfahrtamt',
    systemRef: 'system:default/kfz-portal',
    serviceRef: 'cloudservice:default/kfz-zulassung',
    softwareProviderRef: 'group:default/softwerk-nord',
    'software-provider': 'group:default/softwerk-nord',
    responsible: 'group:default/service-management',
    accountable: 'group:default/service-management',
    mediaType: 'text/plain',
    validUntil: inDays(10),
    effectiveFrom: inDays(2),
    date: inDays(5),
    at: inDays(1),
    evidence: 'Protocol 17',
    itemId: 'backup',
    currency: 'EUR',
    format: 'html',
    language: 'de',
  };
}

it.each(databases.eachSupportedId())(
  'answers whatever it is sent with what the document says, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const statuses = await fuzzApi({
      spec,
      known: await facts(portal),
      freeKeys: ['form', 'agreement', 'components', 'question', 'purpose'],
      people: [
        'miriam.vogt',
        'henrik.maas',
        'tobias.lenz',
        'paul.richter',
        'selin.aydin',
        'ole.hansen',
        'plugin:catalog',
      ],
      as: portal.as,
      requests: REQUESTS / 2,
    });
    // It got past the door: a fuzz that is only ever refused tests nothing.
    expect((statuses.get(200) ?? 0) / (REQUESTS / 2)).toBeGreaterThan(0.1);
    await portal.stop();
  },
);

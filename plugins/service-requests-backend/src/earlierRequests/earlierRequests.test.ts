import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const MIRIAM = 'user:default/miriam.vogt';
const PAUL = 'user:default/paul.richter';

/** How kfz-zulassung came to be, two years ago. */
const STEPS = [
  { at: '2024-01-15T09:00:00Z', by: MIRIAM, event: 'submit' },
  { at: '2024-01-16T08:30:00Z', by: PAUL, event: 'take-up' },
  { at: '2024-02-05T14:00:00Z', by: PAUL, event: 'offer-published' },
  { at: '2024-02-20T10:00:00Z', by: MIRIAM, event: 'offer-accepted' },
  { at: '2024-02-21T08:00:00Z', by: PAUL, event: 'start' },
  { at: '2024-03-20T08:00:00Z', by: PAUL, event: 'takeover-opened' },
  { at: '2024-03-28T16:00:00Z', by: PAUL, event: 'takeover-accepted' },
];

const earlier = (keptAs: string, change: object = {}) => ({
  type: 'new-individual-service',
  title: 'Kfz-Zulassung Online',
  form: { purpose: 'Vehicles are registered online.', users: 90_000 },
  customerRef: 'group:default/kraftfahrtamt',
  serviceRef: 'cloudservice:default/kfz-zulassung',
  requesterRef: MIRIAM,
  filedAt: '2024-01-15T08:00:00Z',
  steps: STEPS,
  keptIn: 'E-Akte',
  keptAs,
  ...change,
});

describe.each(databases.eachSupportedId())(
  'earlier requests on %s',
  databaseId => {
    let portal: TestPortal;
    const paul = () => portal.as('paul.richter');
    const record = (wish: object) => paul().post('/earlier-requests', wish);

    beforeAll(async () => {
      portal = await startPortal({ databases, databaseId });
    });
    afterAll(() => portal?.stop());

    it('are closed when the service that came of them ends', async () => {
      const serviceRef = 'cloudservice:default/kfz-zulassung';
      const { body: origin } = await record(
        earlier('A-20/2024', { serviceRef }),
      );
      const { body: end } = await portal.as('miriam.vogt').post('/requests', {
        type: 'decommissioning',
        title: 'End of it',
        serviceRef,
        form: { lastDay: '2027-03-31', reason: 'Replaced', data: 'delete' },
        submit: true,
      });
      for (const [person, event] of [
        ['paul.richter', 'take-up'],
        ['paul.richter', 'plan'],
        ['henrik.maas', 'confirm'],
      ]) {
        await portal.as(person).post(`/requests/${end.id}/events`, { event });
      }
      await paul().put(`/requests/${end.id}/data-record`, {
        outcome: 'deleted',
        at: '2027-04-02',
        evidence: 'Protocol 17',
      });
      await paul()
        .post(`/requests/${end.id}/events`, { event: 'finish' })
        .expect(200);
      const { body } = await paul().get(`/requests/${origin.id}`);
      expect(body).toMatchObject({ state: 'closed', ended: true });
    });

    it('stand where their steps have led, with the days of that time', async () => {
      const { body, status } = await record(earlier('A-17/2024'));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        number: expect.stringMatching(/^R-2024-\d{4}$/),
        state: 'in-operation',
        ended: false,
        createdAt: '2024-01-15T08:00:00.000Z',
        updatedAt: '2024-03-28T16:00:00.000Z',
        customerRef: 'group:default/kraftfahrtamt',
        softwareProviderRef: 'group:default/softwerk-nord',
        systemRef: 'system:default/kfz-portal',
        requesterPartyRef: 'group:default/kraftfahrtamt',
        recorded: { keptIn: 'E-Akte', keptAs: 'A-17/2024', by: PAUL },
      });
      expect(body.dueAt).toBeUndefined();

      const history = await portal
        .as('miriam.vogt')
        .get(`/requests/${body.id}/history`);
      expect(
        history.body.items.map(
          ({ at, by, event, to }: Record<string, string>) => [
            event,
            by,
            event === 'record' ? 'today' : at,
            to,
          ],
        ),
      ).toEqual([
        ['file', MIRIAM, '2024-01-15T08:00:00.000Z', 'draft'],
        ['submit', MIRIAM, '2024-01-15T09:00:00.000Z', 'submitted'],
        ['take-up', PAUL, '2024-01-16T08:30:00.000Z', 'in-analysis'],
        ['offer-published', PAUL, '2024-02-05T14:00:00.000Z', 'offered'],
        ['offer-accepted', MIRIAM, '2024-02-20T10:00:00.000Z', 'accepted'],
        ['start', PAUL, '2024-02-21T08:00:00.000Z', 'in-implementation'],
        ['takeover-opened', PAUL, '2024-03-20T08:00:00.000Z', 'in-takeover'],
        ['takeover-accepted', PAUL, '2024-03-28T16:00:00.000Z', 'in-operation'],
        ['record', PAUL, 'today', undefined],
      ]);
    });

    it('are seen by their parties and by nobody else', async () => {
      const { body } = await record(earlier('A-18/2024'));
      const see = async (person: string) =>
        (await portal.as(person).get(`/requests/${body.id}`)).status;
      expect(await see('henrik.maas')).toBe(200);
      expect(await see('tobias.lenz')).toBe(200);
      expect(await see('ole.hansen')).toBe(404);
      expect(await see('frauke.petersen')).toBe(404);
    });

    it('are recorded once, by whatever key, also at the same moment', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => record(earlier('A-19/2024'))),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201, 409, 409, 409, 409,
      ]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body.error.message).toMatch(
        /"A-19\/2024" of "E-Akte" is on record already, as R-2024-/,
      );
    });

    it.each([
      [
        'a step that was not possible',
        { steps: [STEPS[0], STEPS[3]] },
        'steps.1.event',
        'possible-event',
      ],
      [
        'a step before the one before it',
        { steps: [STEPS[0], { ...STEPS[1], at: '2024-01-15T08:59:59Z' }] },
        'steps.1.at',
        'in-order',
      ],
      [
        'a step that has not been yet',
        { steps: [STEPS[0], { ...STEPS[1], at: '2124-01-15T08:00:00Z' }] },
        'steps.1.at',
        'past',
      ],
      [
        'a step after the end',
        {
          steps: [
            STEPS[0],
            {
              at: '2024-01-17T08:00:00Z',
              by: MIRIAM,
              event: 'withdraw',
              reason: 'Other plans',
            },
            { ...STEPS[1], at: '2024-01-18T08:00:00Z' },
          ],
        },
        'steps.2.event',
        'possible-event',
      ],
      [
        'a step without its reason',
        {
          steps: [
            STEPS[0],
            { at: '2024-01-17T08:00:00Z', by: PAUL, event: 'reject' },
          ],
        },
        'steps.1.reason',
        'required',
      ],
      [
        'what is still being worked on',
        { steps: STEPS.slice(0, 2) },
        'steps',
        'ended-or-in-operation',
      ],
      [
        'a field that the type does not have',
        { form: { colour: 'red' } },
        'form.colour',
        'known-field',
      ],
      [
        'a service of another agency',
        { customerRef: 'group:default/umweltamt' },
        'customerRef',
        'customer-of-the-service',
      ],
      ['an unknown type', { type: 'wish' }, 'type', 'known-type'],
    ])('refuse %s, and name it', async (_, change, field, rule) => {
      const onRecord = async () =>
        (await paul().get('/requests')).body.totalItems;
      const before = await onRecord();
      const { status, body } = await record(earlier('refused', change));
      expect(status).toBe(400);
      expect(body.error.details).toEqual([
        expect.objectContaining({ field, rule }),
      ]);
      expect(await onRecord()).toBe(before);
    });
  },
);

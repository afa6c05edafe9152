import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { newService } from '../__testUtils__/wishes';
import { savingsOf } from './savings';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const PROVIDER = 'paul.richter';
const AGENCY = 'miriam.vogt';
const OTHER_AGENCY = 'ole.hansen';

const standard = (name: string, spec: object): Entity => ({
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: { name, namespace: 'default' },
  spec: {
    lane: 'standard',
    tier: 'paas',
    lifecycle: 'production',
    protectionLevel: 'high',
    owner: 'group:default/platform-engineering',
    plans: [{ name: 'small', id: 'small', stages: ['test'] }],
    ...spec,
  },
});

const MQTT = standard('mqtt-broker', {
  title: { en: 'Message broker', de: 'Nachrichtenvermittler' },
  description: {
    en: 'Messages between devices, with a topic space for each.',
    de: 'Nachrichten zwischen Geräten, mit eigenem Themenraum.',
  },
  tags: ['mqtt', 'iot'],
});
const STORAGE = standard('object-storage', {
  title: { en: 'Object storage', de: 'Objektspeicher' },
  tags: ['s3'],
  protectionLevel: 'normal',
});
const SEARCH = standard('search', { title: { en: 'Search' } });
const CACHE = standard('cache', { title: { en: 'Cache' } });

const BLOCKS = ['cloudservice:default/search', 'cloudservice:default/cache'];

describe.each(databases.eachSupportedId())(
  'making it standard on %s',
  databaseId => {
    let portal: TestPortal;
    const paul = () => portal.as(PROVIDER);

    const file = async (person: string, title: string, blocks?: string[]) => {
      const wish = newService({
        title,
        submit: true,
        ...(person === OTHER_AGENCY && {
          systemRef: 'system:default/gewaesser-monitor',
        }),
      });
      const { body, status } = await portal.as(person).post('/requests', {
        ...wish,
        form: { ...wish.form, ...(blocks && { buildingBlocks: blocks }) },
      });
      expect({ status, error: body.error }).toEqual({ status: 201 });
      return body.id as string;
    };
    const candidates = async () =>
      (await paul().get('/standard-candidates')).body.items;

    beforeAll(async () => {
      portal = await startPortal({
        databases,
        databaseId,
        entities: [MQTT, STORAGE, SEARCH, CACHE],
      });
    });
    afterAll(() => portal?.stop());

    it('counts what asks for the same, whatever the order, but no draft and nothing withdrawn', async () => {
      await file(AGENCY, 'One', BLOCKS);
      expect(await candidates()).toEqual([]);
      await file(OTHER_AGENCY, 'Two', [...BLOCKS].reverse());
      await file(AGENCY, 'Without');
      await file(AGENCY, 'Something else', [BLOCKS[0]]);
      const withdrawn = await file(AGENCY, 'Withdrawn', BLOCKS);
      await portal.as(AGENCY).post(`/requests/${withdrawn}/events`, {
        event: 'withdraw',
        reason: 'No budget.',
      });
      const draft = newService({ title: 'Draft' });
      await portal.as(AGENCY).post('/requests', {
        ...draft,
        form: { ...draft.form, buildingBlocks: BLOCKS },
      });
      expect(await candidates()).toMatchObject([
        {
          byHand: false,
          requestType: 'new-individual-service',
          buildingBlocks: [...BLOCKS].sort(),
          count: 2,
          customers: 2,
          savings: { requestsPerYear: 2 },
        },
      ]);
      const [{ id }] = await candidates();
      const { body } = await paul().get(`/standard-candidates/${id}`);
      expect(body.requests.map((one: { title: string }) => one.title)).toEqual([
        'Two',
        'One',
      ]);
    });

    it('is shown to the IT service provider alone', async () => {
      const [{ id }] = await candidates();
      const decision = { outcome: 'individual', reason: 'x' };
      for (const person of [AGENCY, OTHER_AGENCY, 'tobias.lenz']) {
        const who = portal.as(person);
        const answers = [
          await who.get('/standard-candidates'),
          await who.get(`/standard-candidates/${id}`),
          await who.put(`/standard-candidates/${id}/decision`, decision),
          await who.post('/standard-candidates', {
            title: 'x',
            requestIds: ['x'],
          }),
        ];
        expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(403));
      }
    });

    it('groups by hand, each request once, and lets go again', async () => {
      const first = await file(AGENCY, 'Chat for counters');
      const second = await file(OTHER_AGENCY, 'Chat for rangers', BLOCKS);
      expect(await candidates()).toMatchObject([{ count: 3 }]);
      const made = await paul().post('/standard-candidates', {
        title: 'Chat',
        requestIds: [first],
      });
      expect(made.status).toBe(201);
      const { id } = made.body;
      const path = `/standard-candidates/${id}/requests/${second}`;
      const both = await paul().put(path, {});
      expect(both.body).toMatchObject({
        byHand: true,
        title: 'Chat',
        count: 2,
      });
      // It is counted with those that it was put to, and not twice.
      expect(
        (await candidates()).map((one: { count: number }) => one.count),
      ).toEqual([2, 2]);
      const one = await paul().delete(path);
      expect(one.body).toMatchObject({ count: 1, buildingBlocks: [] });

      const automatic = (await candidates()).find(
        (candidate: { byHand: boolean }) => !candidate.byHand,
      );
      const refused = await paul().put(
        `/standard-candidates/${automatic.id}/requests/${first}`,
        {},
      );
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toContain('by their building blocks');
      const audit = await portal
        .knex('audit_log')
        .where('object_ref', `standard-candidate:${id}`);
      expect(audit).toHaveLength(3);
    });

    it('reads a page of several with as many queries as one of them', async () => {
      const queries = async (limit: number) => {
        let count = 0;
        const note = () => {
          count += 1;
        };
        portal.knex.on('query', note);
        const { body } = await paul().get(
          `/standard-candidates?limit=${limit}`,
        );
        portal.knex.removeListener('query', note);
        return { shown: body.items.length, count };
      };
      const one = await queries(1);
      expect(one).toMatchObject({ shown: 1 });
      expect(await queries(2)).toEqual({ shown: 2, count: one.count });
    });

    it('decides, and tells whoever asks for the same again', async () => {
      const automatic = (await candidates()).find(
        (candidate: { byHand: boolean }) => !candidate.byHand,
      );
      const path = `/standard-candidates/${automatic.id}/decision`;
      const wrong = await paul().put(path, {
        outcome: 'individual',
        serviceRef: BLOCKS[0],
        reason: 'x',
      });
      expect(wrong.body.error.details[0].field).toBe('serviceRef');
      const { body } = await paul().put(path, {
        outcome: 'standard',
        serviceRef: 'cloudservice:default/mqtt-broker',
        reason: 'Three agencies asked for it.',
      });
      expect(body.decision).toMatchObject({
        outcome: 'standard',
        by: `user:default/${PROVIDER}`,
      });
      const matches = await portal.as(AGENCY).post('/standard-matches', {
        type: 'new-individual-service',
        title: 'Anything',
        form: { buildingBlocks: BLOCKS },
      });
      expect(matches.body.items).toMatchObject([
        { serviceRef: 'cloudservice:default/mqtt-broker', reason: 'decided' },
      ]);
    });

    it.each([
      [
        'what it is called',
        { title: 'MQTT für die Pegel' },
        [['mqtt-broker', 'words', ['mqtt']]],
      ],
      [
        'what it does, in either language',
        { form: { purpose: 'Nachrichten zwischen Geräten austauschen' } },
        [['mqtt-broker', 'words', ['nachrichten', 'zwischen', 'geräten']]],
      ],
      [
        'its one building block',
        { form: { buildingBlocks: ['cloudservice:default/cache'] } },
        [['cache', 'only-building-block', []]],
      ],
      [
        'not enough protection',
        {
          title: 'S3',
          form: { protectionLevel: 'high' },
        },
        [],
      ],
      ['nothing that there is', { title: 'Fahrtenbuch' }, []],
    ])('finds a standard service by %s', async (_by, asked, expected) => {
      const { body, status } = await portal
        .as(AGENCY)
        .post('/standard-matches', {
          type: 'new-individual-service',
          ...asked,
        });
      expect(status).toBe(200);
      expect(
        body.items.map(
          (one: { serviceRef: string; reason: string; words: string[] }) => [
            one.serviceRef.replace('cloudservice:default/', ''),
            one.reason,
            one.words,
          ],
        ),
      ).toEqual(expected);
    });

    it('finds none for a request about a service that there is', async () => {
      const { body } = await portal.as(AGENCY).post('/standard-matches', {
        type: 'decommissioning',
        title: 'MQTT',
      });
      expect(body.items).toEqual([]);
    });
  },
);

describe('what a standard service would save', () => {
  const DAY = 86_400_000;
  const NOW = 365 * DAY;
  const offer = (price: string) => ({
    prices: { currency: 'EUR', components: [{ type: 'one-time', price }] },
  });

  it('is what was measured, as often as it came in a year', () => {
    expect(
      savingsOf(
        [
          { submittedAt: 0, operatedAt: 40 * DAY, accepted: offer('1000') },
          { submittedAt: 100 * DAY, operatedAt: 121 * DAY },
          { submittedAt: 200 * DAY, accepted: offer('500.01') },
        ],
        NOW,
      ),
    ).toEqual({
      requestsPerYear: 3,
      // (40 + 21) / 2 = 30.5; three times a year.
      waiting: { measured: 2, days: 30.5, daysPerYear: 91.5 },
      // 1500.01 / 2 = 750.005, to the cent, halves away from zero.
      setup: {
        measured: 2,
        currency: 'EUR',
        amount: '750.01',
        amountPerYear: '2250.02',
      },
    });
  });

  it('says nothing about what was not measured', () => {
    expect(savingsOf([{ submittedAt: NOW - DAY }], NOW)).toEqual({
      requestsPerYear: 1,
    });
  });

  it('counts by the year what has come for longer', () => {
    const submitted = [-365, 0, 365].map(day => ({ submittedAt: day * DAY }));
    expect(savingsOf(submitted, NOW)).toEqual({ requestsPerYear: 1.5 });
  });
});

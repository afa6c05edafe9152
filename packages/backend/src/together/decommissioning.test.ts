import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import cloudCostsPlugin from '@dualcloud/backstage-plugin-cloud-costs-backend';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import serviceRequestsPlugin from '@dualcloud/backstage-plugin-service-requests-backend';
import {
  startTestPortal,
  type TestPortal,
  waitFor,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { AGREED, nordmark, PEOPLE } from './__testUtils__/nordmark';

// Requests, costs and service levels in one backend: what an accepted offer has put in
// force ends with its service.

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SERVICE = 'cloudservice:default/fahrtenbuch';
const AGREEMENT = 'fahrtenbuch-kraftfahrtamt';
/** So many days from now, as the portal's calendar has it. */
const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Berlin',
  });

const CONTENT = {
  titles: { en: 'Driving records', de: 'Fahrtenbuch' },
  scope: 'Operation of the driving records.',
  service: {
    name: 'fahrtenbuch',
    titles: { en: 'Driving Records', de: 'Fahrtenbuch' },
    version: '1',
    tier: 'saas',
    protectionLevel: 'high',
    networkZones: ['state-network'],
    dataLocation: 'Rechenzentrum Nordmark',
    legalBasis: '§ 2 FahrlG',
  },
  prices: {
    currency: 'EUR',
    components: [
      {
        id: 'base',
        type: 'recurring',
        price: '100',
        period: 'month',
        proration: 'exact',
      },
    ],
  },
  agreement: {
    calendarRef: 'servicecalendar:default/office-hours',
    denominator: 'agreed',
    gaps: 'up',
    objectives: [
      {
        id: 'availability',
        type: 'availability',
        period: 'month',
        target: '99',
      },
    ],
    responsibilities: [{ part: 'everything', answers: 'provider' }],
  },
  effectiveFrom: day(0),
};

/** The request and the offer that the catalog has the service from. */
const inCatalogue: Record<string, string> = {};

const IN_OPERATION: Entity = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: {
    name: 'fahrtenbuch',
    namespace: 'default',
    annotations: inCatalogue,
  },
  spec: {
    lane: 'individual',
    tier: 'saas',
    lifecycle: 'production',
    owner: 'group:default/landes-it',
    customers: ['group:default/kraftfahrtamt'],
    softwareProvider: 'group:default/softwerk-nord',
    system: 'system:default/kfz-portal',
  },
};

describe.each(databases.eachSupportedId())(
  'decommissioning on %s',
  databaseId => {
    let portal: TestPortal;
    let requests: Knex;
    let costs: Knex;
    const unreachable = new Set<string>();

    beforeEach(async () => {
      unreachable.clear();
      requests = await databases.init(databaseId);
      costs = await databases.init(databaseId);
      portal = await startTestPortal({
        pluginId: 'service-requests',
        knex: requests,
        others: {
          'cloud-costs': costs,
          'service-levels': await databases.init(databaseId),
        },
        unreachable,
        people: PEOPLE,
        catalog: catalogServiceMock({
          entities: [...nordmark, ...AGREED, IN_OPERATION],
        }),
        config: {
          serviceRequests: {
            group: 'group:default/landes-it',
            acceptance: {
              authorised: {
                'group:default/kraftfahrtamt': ['group:default/kraftfahrtamt'],
              },
            },
          },
        },
        features: [
          serviceRequestsPlugin,
          cloudCostsPlugin,
          serviceLevelsPlugin,
        ],
      });
      await portal.runTask('service-levels-documents');
      await portal.runTask('service-requests-types');
    });
    afterEach(() => portal?.stop());

    const paul = () => portal.as('paul.richter');
    const miriam = () => portal.as('miriam.vogt');
    const fire = (who: typeof paul, id: string, event: string) =>
      who().post(`/requests/${id}/events`, { event });

    const settled = (offerId: string, saga: string) =>
      waitFor(async () => {
        await requests('offers').update({ next_at: 0 });
        await portal.runTask('service-requests-offers');
        const { body } = await paul().get(`/offers/${offerId}`);
        return body.saga === saga ? body : undefined;
      });
    /** A service whose price and agreement are in force. */
    const inOperation = async () => {
      const { body: request } = await miriam()
        .post('/requests', {
          type: 'new-individual-service',
          title: 'Driving records',
          systemRef: 'system:default/kfz-portal',
          form: {
            purpose: 'Records online',
            users: 400,
            protectionLevel: 'high',
            availability: 'office-hours',
          },
          submit: true,
        })
        .expect(201);
      inCatalogue['dualcloud.dev/request-id'] = request.id;
      await fire(paul, request.id, 'take-up').expect(200);
      const { body: offer } = await paul()
        .post(`/requests/${request.id}/offers`, {
          validUntil: day(30),
          content: CONTENT,
        })
        .expect(201);
      await paul().post(`/offers/${offer.id}/publication`, {}).expect(200);
      await miriam().post(`/offers/${offer.id}/acceptance`, {}).expect(200);
      inCatalogue['dualcloud.dev/offer-id'] = offer.id;
      await settled(offer.id, 'in-force');
      return { requestId: request.id, offerId: offer.id };
    };
    const decommission = async (lastDay: string) => {
      const { body } = await miriam()
        .post('/requests', {
          type: 'decommissioning',
          title: 'The records end',
          serviceRef: SERVICE,
          form: { lastDay, reason: 'Over', data: 'delete' },
          submit: true,
        })
        .expect(201);
      await fire(paul, body.id, 'take-up').expect(200);
      await fire(paul, body.id, 'plan').expect(200);
      await fire(miriam, body.id, 'confirm').expect(200);
      return body.id as string;
    };
    const finish = async (id: string, lastDay: string) => {
      const early = await fire(paul, id, 'finish');
      expect([early.status, early.body.error.message]).toEqual([
        422,
        expect.stringContaining('what became of the data'),
      ]);
      await paul()
        .put(`/requests/${id}/data-record`, {
          outcome: 'deleted',
          at: lastDay,
          evidence: 'Protocol 4',
        })
        .expect(200);
      await fire(paul, id, 'finish').expect(200);
    };
    const priceList = async () => {
      const { body } = await portal
        .as('paul.richter', 'cloud-costs')
        .get('/price-lists')
        .expect(200);
      return body.items.find(
        ({ list }: { list: string }) => list === AGREEMENT,
      );
    };
    const agreement = async () => {
      const { body } = await portal
        .as('paul.richter', 'service-levels')
        .get(`/agreements?agreement=${AGREEMENT}`)
        .expect(200);
      return body.items[0];
    };

    it('ends price and agreement with the last day, and the catalogue says so', async () => {
      const { offerId, requestId } = await inOperation();
      expect((await priceList()).validTo).toBeUndefined();
      expect((await agreement()).validUntil).toBeUndefined();
      const lastDay = day(20);
      await finish(await decommission(lastDay), lastDay);
      const offer = await settled(offerId, 'ended');
      expect(offer).toMatchObject({ state: 'accepted', endsOn: lastDay });
      expect(await priceList()).toMatchObject({
        validTo: lastDay,
        status: 'in-force',
      });
      expect(await agreement()).toMatchObject({
        validUntil: lastDay,
        inForce: true,
      });
      const { body } = await portal
        .as('plugin:catalog')
        .get('/individual-services')
        .expect(200);
      expect(body.items).toMatchObject([
        {
          name: 'fahrtenbuch',
          requestId,
          entity: { spec: { lifecycle: 'deprecated', validUntil: lastDay } },
        },
      ]);
      // Whoever tells it again tells the same.
      await requests('offers').update({ saga: 'ending' });
      await requests('offer_effects').update({ state: 'pending' });
      await settled(offerId, 'ended');
      expect(await costs('price_lists').where('list', AGREEMENT)).toHaveLength(
        1,
      );
    });

    it('lets what was to begin after the last day never hold, and what is in force run until then', async () => {
      const { offerId } = await inOperation();
      const { body: change } = await miriam()
        .post('/requests', {
          type: 'change-individual-service',
          title: 'More users',
          serviceRef: SERVICE,
          form: { change: 'More users', reason: 'Growth', kind: 'capacity' },
          submit: true,
        })
        .expect(201);
      await fire(paul, change.id, 'take-up').expect(200);
      const [component] = CONTENT.prices.components;
      const { body: later } = await paul()
        .post(`/requests/${change.id}/offers`, {
          validUntil: day(30),
          content: {
            ...CONTENT,
            prices: {
              ...CONTENT.prices,
              components: [{ ...component, price: '150' }],
            },
            effectiveFrom: day(40),
          },
        })
        .expect(201);
      await paul().post(`/offers/${later.id}/publication`, {}).expect(200);
      await miriam().post(`/offers/${later.id}/acceptance`, {}).expect(200);
      inCatalogue['dualcloud.dev/offer-id'] = later.id;
      await settled(later.id, 'in-force');

      const lastDay = day(20);
      await finish(await decommission(lastDay), lastDay);
      expect(await settled(offerId, 'ended')).toMatchObject({
        endsOn: lastDay,
      });
      expect(await settled(later.id, 'ended')).toMatchObject({
        effectiveFrom: day(40),
        endsOn: day(39),
        effects: expect.not.arrayContaining([
          expect.objectContaining({ problem: expect.anything() }),
        ]),
      });
      const { body: prices } = await portal
        .as('paul.richter', 'cloud-costs')
        .get('/price-lists');
      const inTime = prices.items
        .filter(({ list }: { list: string }) => list === AGREEMENT)
        .map((one: { validFrom: string; validTo: string; status: string }) => [
          one.validFrom,
          one.validTo,
          one.status,
        ])
        .sort();
      expect(inTime).toEqual([
        [day(0), lastDay, 'in-force'],
        [day(40), day(39), 'superseded'],
      ]);
      const { body: agreements } = await portal
        .as('paul.richter', 'service-levels')
        .get(`/agreements?agreement=${AGREEMENT}`);
      expect(
        agreements.items
          .map((one: { validUntil: string; inForce: boolean }) => [
            one.validUntil,
            one.inForce,
          ])
          .sort(),
      ).toEqual([
        [lastDay, true],
        [day(39), false],
      ]);
      const audit = await requests('audit_log')
        .whereIn('action', ['offer-end', 'offer-never-effective'])
        .orderBy('object_ref');
      expect(
        audit.map(({ action, object_ref: of }) => [of, action]).sort(),
      ).toEqual(
        [
          [`offer:${offerId}`, 'offer-end'],
          [`offer:${later.id}`, 'offer-never-effective'],
        ].sort(),
      );
    });

    it('ends them although the neighbours hear of it later, and no other price comes in that way', async () => {
      const { offerId } = await inOperation();
      unreachable.add('cloud-costs');
      const lastDay = day(0);
      await finish(await decommission(lastDay), lastDay);
      await requests('offers').update({ next_at: 0 });
      await portal.runTask('service-requests-offers');
      expect((await paul().get(`/offers/${offerId}`)).body).toMatchObject({
        saga: 'ending',
        effects: expect.arrayContaining([
          expect.objectContaining({ kind: 'price', state: 'pending' }),
        ]),
      });
      unreachable.clear();
      await settled(offerId, 'ended');
      expect((await priceList()).validTo).toBe(lastDay);
      // In force since today: another price is still refused, also with an end.
      const [row] = await requests('offer_effects').where('kind', 'price');
      const document = JSON.parse(row.document);
      const [id, version] = row.ref.split('/');
      const dearer = await portal
        .as('plugin:service-requests', 'cloud-costs')
        .put(`/agreed-prices/${id}/versions/${version}`, {
          ...document,
          components: [{ ...document.components[0], price: '200' }],
        });
      expect(dearer.status).toBe(409);
    });
  },
);

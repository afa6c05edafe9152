import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { KFZ_ZULASSUNG } from '../__testUtils__/nordmark';
import { startPortal } from '../__testUtils__/startPortal';
import { inDays, newService, offer } from '../__testUtils__/wishes';
import { REQUEST_ANNOTATION } from './composeDocuments';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** Above the threshold of the example state in the first year. */
const DEAR = {
  prices: {
    currency: 'EUR',
    components: [
      {
        id: 'base',
        type: 'recurring',
        price: '5000',
        period: 'month',
        proration: 'exact',
      },
    ],
  },
};

/** As the catalog has taken it from the offer. */
const SHORT_LIVED = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: {
    name: 'short-lived',
    namespace: 'default',
    annotations: {} as Record<string, string>,
  },
  spec: KFZ_ZULASSUNG,
};

describe.each(databases.eachSupportedId())('offers on %s', databaseId => {
  let portal: TestPortal;
  const paul = () => portal.as('paul.richter');
  const henrik = () => portal.as('henrik.maas');

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [SHORT_LIVED],
    });
  });
  afterAll(() => portal?.stop());

  /** A request that is being analysed. */
  const analysed = async (change: object = {}) => {
    const { body } = await portal
      .as('miriam.vogt')
      .post('/requests', newService({ submit: true, ...change }));
    await paul().post(`/requests/${body.id}/events`, { event: 'take-up' });
    return body.id as string;
  };
  const drafted = async (requestId: string, wish: object = offer()) => {
    const { body, status } = await paul().post(
      `/requests/${requestId}/offers`,
      wish,
    );
    expect({ status, error: body.error }).toEqual({ status: 201 });
    return body.id as string;
  };
  const published = async (wish: object = offer()) => {
    const requestId = await analysed();
    const id = await drafted(requestId, wish);
    const { body, status } = await paul().post(`/offers/${id}/publication`, {});
    expect({ status, error: body.error }).toEqual({ status: 200 });
    return { requestId, id };
  };
  const stateOf = async (requestId: string) =>
    (await paul().get(`/requests/${requestId}`)).body.state;

  it('are made, accepted, and put in force with nothing typed again', async () => {
    const { requestId, id } = await published();
    expect(await stateOf(requestId)).toBe('offered');
    const seen = await henrik().get(`/offers/${id}`);
    expect(seen.body).toMatchObject({
      totals: { oneTime: '950', monthly: '1250.5', firstYear: '15956' },
      acceptancesNeeded: 1,
      deeds: ['accept', 'decline'],
    });
    const { body } = await henrik().post(`/offers/${id}/acceptance`, {});
    expect(body).toMatchObject({ state: 'accepted', deeds: [] });
    expect(await stateOf(requestId)).toBe('accepted');
    const effects = await portal.knex('offer_effects').where('offer_id', id);
    const documents = Object.fromEntries(
      effects.map(({ kind, document }) => [kind, JSON.parse(document)]),
    );
    expect(documents.price).toMatchObject({
      serviceRef: 'cloudservice:default/fahrtenbuch',
      customerRef: 'group:default/kraftfahrtamt',
      systemRef: 'system:default/fuehrerschein-register',
      validFrom: inDays(1),
    });
    expect(documents.agreement).toMatchObject({
      agreement: 'fahrtenbuch-kraftfahrtamt',
      validFrom: inDays(1),
      scope: { type: 'special', customerRef: 'group:default/kraftfahrtamt' },
    });
    expect(documents.service).toMatchObject({
      kind: 'CloudService',
      metadata: { name: 'fahrtenbuch' },
      spec: {
        lane: 'individual',
        customers: ['group:default/kraftfahrtamt'],
        softwareProvider: 'group:default/softwerk-nord',
      },
    });
    const services = await portal
      .as('plugin:catalog')
      .get('/individual-services');
    expect(services.body.items).toContainEqual(
      expect.objectContaining({ name: 'fahrtenbuch', offerId: id }),
    );
    expect((await henrik().get('/individual-services')).status).toBe(403);
  });

  it('lead to a service that ends with its request, and no sooner', async () => {
    const requestId = await analysed();
    // As the catalog has it from an earlier version of the offer.
    SHORT_LIVED.metadata.annotations[REQUEST_ANNOTATION] = requestId;
    const id = await drafted(
      requestId,
      offer({ service: { ...offer().content.service, name: 'short-lived' } }),
    );
    await paul().post(`/offers/${id}/publication`, {});
    await henrik().post(`/offers/${id}/acceptance`, {});
    await portal
      .knex('requests')
      .where('id', requestId)
      .update({ state: 'in-operation' });
    const { body } = await portal.as('miriam.vogt').post('/requests', {
      type: 'decommissioning',
      title: 'End',
      serviceRef: 'cloudservice:default/short-lived',
      form: { lastDay: inDays(30), reason: 'Over', data: 'delete' },
      submit: true,
    });
    const fire = (person: string, event: string) =>
      portal.as(person).post(`/requests/${body.id}/events`, { event });
    await fire('paul.richter', 'take-up');
    await fire('paul.richter', 'plan');
    await fire('henrik.maas', 'confirm');
    await paul().put(`/requests/${body.id}/data-record`, {
      outcome: 'deleted',
      at: inDays(30),
      evidence: 'Protocol 4',
    });
    expect(await stateOf(requestId)).toBe('in-operation');
    expect((await fire('paul.richter', 'finish')).body.state).toBe('closed');
    expect(await stateOf(requestId)).toBe('closed');
    const services = await portal
      .as('plugin:catalog')
      .get('/individual-services');
    expect(
      services.body.items.find(
        ({ name }: { name: string }) => name === 'short-lived',
      ).entity.spec,
    ).toMatchObject({ lifecycle: 'deprecated', validUntil: inDays(30) });
  });

  it('take two different persons above the threshold', async () => {
    const { requestId, id } = await published(offer(DEAR));
    const accept = (person: string) =>
      portal.as(person).post(`/offers/${id}/acceptance`, {});
    const first = await accept('henrik.maas');
    expect(first.body).toMatchObject({
      state: 'published',
      acceptancesNeeded: 2,
      whyNotAccept: 'second-person',
      deeds: ['decline'],
    });
    expect(await stateOf(requestId)).toBe('offered');
    expect((await accept('henrik.maas')).status).toBe(403);
    expect((await accept('greta.holm')).body.state).toBe('accepted');
    expect(await stateOf(requestId)).toBe('accepted');
  });

  it('are accepted by nobody who is not authorised', async () => {
    const { id } = await published(offer());
    const statuses = Object.fromEntries(
      await Promise.all(
        [
          'miriam.vogt',
          'tobias.lenz',
          'ole.hansen',
          'frauke.petersen',
          'paul.richter',
          'otto.niemand',
          'nobody',
        ].map(async person => [
          person,
          (await portal.as(person).post(`/offers/${id}/acceptance`, {})).status,
        ]),
      ),
    );
    expect(statuses).toEqual({
      'miriam.vogt': 403,
      'tobias.lenz': 403,
      'ole.hansen': 404,
      'frauke.petersen': 404,
      'paul.richter': 403,
      'otto.niemand': 404,
      nobody: 401,
    });
    const seen = await portal.as('miriam.vogt').get(`/offers/${id}`);
    expect(seen.body).toMatchObject({
      deeds: [],
      whyNotAccept: 'not-authorised',
      authorised: ['group:default/kraftfahrtamt-haushalt'],
    });
  });

  it('are accepted once, however many do it at once', async () => {
    const { id, requestId } = await published(offer());
    const answers = await Promise.all(
      ['henrik.maas', 'greta.holm', 'henrik.maas', 'greta.holm'].map(person =>
        portal.as(person).post(`/offers/${id}/acceptance`, {}),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409, 409]);
    const { body } = await paul().get(`/requests/${requestId}/history`);
    const steps = body.items.filter(
      ({ event }: { event: string }) => event === 'offer-accepted',
    );
    expect(steps).toHaveLength(1);
  });

  it('cannot be accepted after their last day', async () => {
    const { id } = await published(offer());
    await portal
      .knex('offers')
      .where({ id })
      .update({ valid_until: inDays(-1) });
    const seen = await henrik().get(`/offers/${id}`);
    expect(seen.body).toMatchObject({
      state: 'expired',
      whyNotAccept: 'expired',
    });
    const { status, body } = await henrik().post(
      `/offers/${id}/acceptance`,
      {},
    );
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('valid until'),
    ]);
  });

  it('come in versions that can be compared, drafts unseen', async () => {
    const { requestId, id } = await published(offer());
    const second = await drafted(
      requestId,
      offer({
        prices: {
          currency: 'EUR',
          components: [
            { id: 'setup', type: 'one-time', price: '500' },
            {
              id: 'base',
              type: 'recurring',
              price: '1250.50',
              period: 'month',
              proration: 'exact',
            },
          ],
        },
      }),
    );
    expect((await henrik().get(`/offers/${second}`)).status).toBe(404);
    await paul().post(`/offers/${second}/publication`, {});
    expect((await henrik().get(`/offers/${id}`)).body.state).toBe('superseded');
    const { body } = await henrik().get(
      `/offers/${second}/comparison?with=${id}`,
    );
    expect(body.differences).toEqual([
      { path: 'prices.components[setup].price', before: '950', after: '500' },
    ]);
    const late = await henrik().post(`/offers/${id}/acceptance`, {});
    expect(late.status).toBe(409);
    const pdf = await henrik().get(
      `/offers/${second}/document?format=pdf&language=de`,
    );
    expect(Buffer.from(pdf.body).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('are refused with the field at fault before anybody sees them', async () => {
    const requestId = await analysed();
    const publish = async (wish: object) => {
      const id = await drafted(requestId, wish);
      const { status, body } = await paul().post(
        `/offers/${id}/publication`,
        {},
      );
      return [status, body.error?.details?.[0]?.field ?? body.error?.message];
    };
    expect(
      await publish(
        offer({
          prices: {
            currency: 'EUR',
            components: [{ id: 'a', type: 'one-time', price: '1', per: '2' }],
          },
        }),
      ),
    ).toEqual([400, 'content.prices.components[0].per']);
    expect(await publish(offer({ agreement: { objectives: [] } }))).toEqual([
      400,
      expect.stringContaining('content.agreement.'),
    ]);
    expect(await publish(offer({ effectiveFrom: inDays(-3) }))).toEqual([
      400,
      'content.effectiveFrom',
    ]);
    expect(
      await publish(
        offer({
          service: { ...offer().content.service, name: 'kfz-zulassung' },
        }),
      ),
    ).toEqual([400, 'content.service.name']);
    expect(await publish({ ...offer(), validUntil: inDays(-1) })).toEqual([
      400,
      'validUntil',
    ]);
  });

  it('are drawn up by the provider alone', async () => {
    const requestId = await analysed();
    for (const person of ['miriam.vogt', 'tobias.lenz']) {
      const { status } = await portal
        .as(person)
        .post(`/requests/${requestId}/offers`, offer());
      expect(status).toBe(403);
    }
    const stranger = await portal
      .as('ole.hansen')
      .post(`/requests/${requestId}/offers`, offer());
    expect(stranger.status).toBe(404);
  });
});

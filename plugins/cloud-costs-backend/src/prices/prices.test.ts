import { resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PriceListEntity,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { AuditLog, type Caller } from '@dualcloud/foundation-node';
import { stringify } from 'yaml';
import { AllocationStore } from '../allocations';
import { createAccess, registerPermissions } from '../authorization';
import { BillingCalendar } from '../calendar';
import { PriceListStore, PriceListSync, PriceService } from '.';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const calendar = BillingCalendar.create('Europe/Berlin');
const at = (text: string) => Date.parse(text);
const DATABASE = 'cloudservice:default/database';
const AGENCY = 'group:default/agency';

function entity(
  version: string,
  validFrom: string,
  price: string,
  spec: Partial<PriceListSpec> = {},
): PriceListEntity {
  const list = spec.list ?? 'standard';
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'PriceList',
    metadata: { name: `${list}-${version}` },
    spec: {
      list,
      version,
      validFrom,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/provider',
      services: [
        {
          serviceRef: DATABASE,
          plans: [
            {
              plan: 'small',
              components: [{ id: 'setup', type: 'one-time', price }],
            },
          ],
        },
      ],
      ...spec,
    },
  };
}

const agreement = {
  customerRef: AGENCY,
  systemRef: 'system:default/register',
  payerRef: 'group:default/budget-office',
  softwareProviderRef: 'group:default/software-house',
};

async function create(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({
    directory: resolve(__dirname, '../../migrations'),
  });
  const clock = { ms: at('2026-11-23T12:00:00+01:00') };
  const now = () => clock.ms;
  const catalog: { items: Entity[]; down?: boolean } = { items: [] };
  const logger = mockServices.logger.mock();
  const store = PriceListStore.create({ knex, calendar, now });
  const sync = PriceListSync.create({
    knex,
    calendar,
    store,
    now,
    logger,
    auth: mockServices.auth(),
    catalog: {
      getEntities: async () => {
        if (catalog.down) throw new Error('down');
        return { items: catalog.items };
      },
    },
  });
  const permissionsRegistry = mockServices.permissionsRegistry.mock();
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  });
  registerPermissions(permissionsRegistry, knex);
  permissionsRegistry.getPermissionRuleset.mockReturnValue({
    getRuleByName: () => {
      throw new Error('no rule is asked for');
    },
  });
  const service = PriceService.create({
    store,
    sync,
    now,
    calendar,
    access: createAccess({ permissions, permissionsRegistry }),
    audit: new AuditLog(knex, mockServices.auditor.mock(), logger),
  });
  const take = (...items: Entity[]) => {
    catalog.items = items;
    return sync.syncFromCatalog();
  };
  const versions = async () =>
    (await store.book()).versions.map(one => `${one.list} ${one.version}`);
  return { knex, clock, catalog, store, sync, service, take, versions };
}

function person(
  party: Partial<Extract<Caller, { type: 'user' }>['party']>,
): Caller {
  return {
    type: 'user',
    ref: 'user:default/somebody',
    ownRefs: [],
    party: {
      refs: [],
      agencies: [],
      softwareProviders: [],
      isItServiceProvider: false,
      isPlatformEngineer: false,
      ...party,
    },
    credentials: mockCredentials.user(),
  };
}
const plugin = {
  type: 'service' as const,
  ref: 'plugin:service-requests',
  credentials: mockCredentials.service(),
};

describe.each(databases.eachSupportedId())('price lists on %p', id => {
  it('keep what was in force, whatever the catalog says', async () => {
    const { take, versions, store, catalog, sync } = await create(id);
    expect(
      await take(
        entity('2', '2026-07-01', '20'),
        entity('1', '2025-07-01', '10'),
        entity('3', '2027-01-01', '30'),
      ),
    ).toEqual({ stored: 3, refused: 0 });

    // In force: refused. Announced: changed.
    expect(
      await take(
        entity('2', '2026-07-01', '0'),
        entity('3', '2027-02-01', '33'),
      ),
    ).toEqual({ stored: 1, refused: 1 });
    expect(await store.refused()).toMatchObject([
      {
        entityRef: 'pricelist:default/standard-2',
        problems: [
          {
            rule: 'immutable-in-force',
            message:
              'price list "standard" version "2" is in force since 2026-07-01 and cannot be changed; publish a new version',
          },
        ],
      },
    ]);

    // The catalog has fewer, or is down.
    expect(await take(entity('2', '2026-07-01', '20'))).toEqual({
      stored: 0,
      refused: 0,
    });
    expect(await store.refused()).toEqual([]);
    catalog.down = true;
    await sync.syncFromCatalog();
    expect((await versions()).sort()).toEqual([
      'standard 1',
      'standard 2',
      'standard 3',
    ]);

    const segments = (await store.book()).segments({
      serviceRef: DATABASE,
      plan: 'small',
      fromMs: at('2026-06-30T00:00:00+02:00'),
      toMs: at('2027-03-01T00:00:00+01:00'),
    });
    expect(segments.map(one => [one.version, one.fromMs])).toEqual([
      ['1', at('2026-06-30T00:00:00+02:00')],
      ['2', at('2026-07-01T00:00:00+02:00')],
      ['3', at('2027-02-01T00:00:00+01:00')],
    ]);
  });

  it('refuse two versions from the same second, two prices of a plan, and what is not valid', async () => {
    const { take, store, versions } = await create(id);
    await take(entity('1', '2026-01-01', '10'));
    expect(
      await take(
        entity('1b', '2026-01-01', '11'),
        entity('1', '2026-05-01', '12', { list: 'other' }),
        entity('9', '2026-06-01', '-1', { list: 'negative' }),
        entity('1', '2026-05-01', '12', { list: 'agreed', agreement }),
      ),
    ).toEqual({ stored: 1, refused: 3 });
    expect(
      (await store.refused()).map(one => [
        one.entityRef.split('/')[1],
        one.problems[0].rule,
      ]),
    ).toEqual([
      ['negative-9', 'not-negative'],
      ['other-1', 'one-price-of-a-plan'],
      ['standard-1b', 'one-version-at-a-time'],
    ]);
    expect(await versions()).toEqual(['standard 1', 'agreed 1']);

    // Two replicas, or a catalog and a service, at once: one of both.
    const race = await Promise.all(
      ['x', 'y'].map(version =>
        store.put({ spec: entity(version, '2027-01-01', '1').spec }),
      ),
    );
    expect(race.map(one => one.outcome).sort()).toEqual(['refused', 'stored']);
  });

  it('have what they change in the past rated again', async () => {
    const { knex, take } = await create(id);
    const row = {
      segment: 0,
      instance_name: 'x',
      plan: 'small',
      begun_by: 'provisioned',
      stage: 'test',
      payer_ref: AGENCY,
      owner_ref: AGENCY,
      tags: '{}',
      simulated: false,
    };
    await knex('allocations').insert([
      {
        ...row,
        instance_id: 'old',
        service_ref: DATABASE,
        from_ms: at('2025-01-15T00:00:00Z'),
        to_ms: at('2026-08-31T23:30:00+02:00'),
      },
      {
        ...row,
        instance_id: 'other',
        service_ref: 'cloudservice:default/other',
        from_ms: at('2025-01-15T00:00:00Z'),
      },
      {
        ...row,
        instance_id: 'new',
        service_ref: DATABASE,
        from_ms: at('2026-10-15T00:00:00Z'),
      },
    ]);
    await take(
      entity('1', '2026-07-01', '10'),
      entity('2', '2027-01-01', '20'),
    );
    const dirty = await knex('dirty_months')
      .join('allocations', 'allocations.id', 'dirty_months.allocation_id')
      .orderBy(['instance_id', 'month'])
      .select('instance_id', 'month');
    expect(dirty.map(one => [one.instance_id, one.month])).toEqual([
      ['new', 202610],
      ['new', 202611],
      ['old', 202607],
      ['old', 202608],
    ]);
  });

  it('begin, carry on and end what is agreed', async () => {
    const { knex, take, sync, clock } = await create(id);
    const allocations = async () =>
      (
        await AllocationStore.create(knex).ofInstances(['agreement:agreed'])
      ).map(one => [one.fromMs, one.toMs, one.begunBy, one.payerRef]);
    const first = entity('1', '2026-03-01', '10', {
      list: 'agreed',
      agreement,
    });
    const second = entity('2', '2026-09-01', '10', {
      list: 'agreed',
      agreement: {
        ...agreement,
        payerRef: AGENCY,
        validUntil: '2026-12-31',
      },
    });
    await take(first, second);
    const begun = at('2026-03-01T00:00:00+01:00');
    const changed = at('2026-09-01T00:00:00+02:00');
    const ended = at('2027-01-01T00:00:00+01:00');
    const before = [begun, changed, 'provisioned', agreement.payerRef];
    expect(await allocations()).toEqual([
      before,
      [changed, undefined, 'agreement', AGENCY],
    ]);
    // The end is told late, for the sake of late renewals.
    clock.ms = ended;
    await sync.syncFromCatalog();
    expect((await allocations())[1][1]).toBeUndefined();
    clock.ms = at('2027-03-01T00:00:00+01:00');
    await sync.syncFromCatalog();
    await sync.syncFromCatalog();
    expect(await allocations()).toEqual([
      before,
      [changed, ended, 'agreement', AGENCY],
    ]);
    // Later than that it begins again, without losing the second.
    await take(entity('3', '2027-01-01', '10', { list: 'agreed', agreement }));
    expect((await allocations())[2]).toEqual([
      ended + 1,
      undefined,
      'provisioned',
      agreement.payerRef,
    ]);
  });

  it('take agreed prices from services, once', async () => {
    const { service, knex, store } = await create(id);
    const prices = {
      ...agreement,
      serviceRef: 'cloudservice:default/register',
      titles: { en: 'Register', de: 'Verzeichnis' },
      validFrom: '2026-11-01',
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
    };
    const put = (changes: object = {}) =>
      service.putAgreedPrices(plugin, 'offer-7', '1', {
        ...prices,
        ...changes,
      });
    const summary = await put();
    expect(summary).toMatchObject({
      list: 'offer-7',
      titles: { en: 'Register', de: 'Verzeichnis' },
      status: 'in-force',
      customerRef: AGENCY,
    });
    expect(await put()).toEqual(summary);
    expect(await knex('audit_log').pluck('action')).toEqual([
      'agreed-prices-put',
    ]);
    await expect(put({ currency: 'CHF' })).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('is in force since 2026-11-01'),
    });
    await expect(
      put({ components: [{ ...prices.components[0], price: 100 }] }),
    ).rejects.toMatchObject({
      name: 'InputError',
      details: [{ field: 'components[0].price', rule: 'decimal' }],
    });
    const [allocation] = await AllocationStore.create(knex).ofInstances([
      'agreement:offer-7',
    ]);
    const book = await store.book();
    expect(book.segmentsOf(allocation, 202611)).toMatchObject([
      { list: 'offer-7', fromMs: at('2026-11-01T00:00:00+01:00') },
    ]);
    // Another customer's, and another system, have no such price.
    expect(
      book.segmentsOf({ ...allocation, systemRef: 'system:default/x' }, 202611),
    ).toEqual([]);
  });

  it('show agreed lists and discounts to whom they are for', async () => {
    const { service, take } = await create(id);
    await take(
      entity('1', '2026-01-01', '10', {
        discounts: [{ id: 'less', customerRef: AGENCY, percent: '5' }],
      }),
      entity('1', '2026-05-01', '12', { list: 'agreed', agreement }),
    );
    const lists = async (caller: Caller) =>
      (await service.list(caller)).map(one => one.list);
    const discounts = async (caller: Caller) =>
      (await service.get(caller, 'standard', '1')).document.discounts;
    const agency = person({ refs: [AGENCY], agencies: [AGENCY] });
    const provider = person({ isItServiceProvider: true });
    for (const caller of [agency, provider, plugin]) {
      expect(await lists(caller)).toEqual(['agreed', 'standard']);
      expect(await discounts(caller)).toHaveLength(1);
    }
    const ofService = (ref: string) => service.list(agency, { service: ref });
    expect(await ofService('cloudservice:default/unheard-of')).toEqual([]);
    const house = agreement.softwareProviderRef;
    const stranger = person({ refs: [house], softwareProviders: [house] });
    expect(await lists(stranger)).toEqual(['standard']);
    expect(await discounts(stranger)).toEqual([]);
    await expect(service.get(stranger, 'agreed', '1')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    const { problems } = await service.check(
      provider,
      JSON.stringify(entity('1', '2026-01-01', '11')),
    );
    expect(problems).toMatchObject([{ rule: 'immutable-in-force' }]);
  });

  it('say in which line of a draft two versions would be valid from the same second', async () => {
    const { take, service } = await create(id);
    await take(entity('1', '2026-01-01', '10'));
    const text = stringify(entity('2', '2026-01-01', '11'));
    const { problems } = await service.check(
      person({ isItServiceProvider: true }),
      text,
    );
    expect(problems).toMatchObject([
      {
        rule: 'one-version-at-a-time',
        path: 'spec.validFrom',
        line:
          text.split('\n').findIndex(line => /^ +validFrom:/.test(line)) + 1,
        column: 3,
      },
    ]);
  });
});

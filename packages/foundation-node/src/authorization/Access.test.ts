import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Party } from '../parties';
import { Access } from './Access';
import type { PropertyFilter } from './applyCriteria';
import type { Caller } from './Caller';
import type { ResourceModel } from './ResourceModel';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

type Property = 'ownerRef' | 'customerRef' | 'softwareProviderRef';
type Thing = { id: string } & Partial<Record<Property, string>>;
type Terms = {
  resourceType: 'thing';
  resource: Thing;
  property: Property;
  table: 'things';
  deed: 'see' | 'change';
};

const PROPERTIES = ['ownerRef', 'customerRef', 'softwareProviderRef'] as const;
const REFS = ['group:default/a', 'group:default/b', 'group:default/c'];
const THINGS: Thing[] = [
  { id: '1', ownerRef: REFS[0], customerRef: REFS[1] },
  { id: '2', ownerRef: REFS[1], customerRef: undefined },
  { id: '3', ownerRef: REFS[2], customerRef: REFS[0] },
];

const thingRef = createPermissionResourceRef<
  Thing,
  PropertyFilter<Property>
>().with({ pluginId: 'things', resourceType: 'thing' });

const rules = PROPERTIES.map(property =>
  createPermissionRule({
    name: property,
    description: `Allow by ${property}`,
    resourceRef: thingRef,
    paramsSchema: z.object({ refs: z.array(z.string()) }),
    apply: (thing, { refs }) => refs.includes(thing[property] ?? ''),
    toQuery: ({ refs }) => ({ property, values: refs }),
  }),
);

const isAmong = (party: Party, thing: Thing) =>
  PROPERTIES.some(property => party.refs.includes(thing[property] ?? ''));

const model: ResourceModel<Terms> = {
  resourceRef: thingRef,
  // A thing has no software provider.
  columns: {
    things: {
      ownerRef: 'things.owner_ref',
      customerRef: 'things.customer_ref',
    },
  },
  partyProperties: PROPERTIES,
  seesAll: party => party.isItServiceProvider,
  deeds: {
    see: (party, thing) => party.isItServiceProvider || isAmong(party, thing),
    change: (party, thing) => party.refs.includes(thing.ownerRef ?? ''),
  },
  deedsOfServices: ['see'],
};

const read = createPermission({
  name: 'thing.read',
  attributes: { action: 'read' },
  resourceType: 'thing',
});

function person(refs: string[], isItServiceProvider = false): Caller {
  return {
    type: 'user',
    ref: 'user:default/jana.brandt',
    ownRefs: refs,
    party: {
      refs,
      agencies: [],
      softwareProviders: [],
      isItServiceProvider,
      isPlatformEngineer: false,
    },
    credentials: mockCredentials.user(),
  };
}

const service: Caller = {
  type: 'service',
  ref: 'plugin:catalog',
  credentials: mockCredentials.service(),
};

function accessUnder(decide: () => PolicyDecision): Access<Terms> {
  return Access.create({
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(() => ({ result: AuthorizeResult.DENY })),
      authorizeConditional: async requests => requests.map(decide),
    }),
    permissionsRegistry: {
      ...mockServices.permissionsRegistry.mock(),
      getPermissionRuleset: () => ({
        getRuleByName: (name: string) =>
          rules.find(rule => rule.name === name) as never,
      }),
    },
    model,
  });
}

type Criteria = PermissionCriteria<PermissionCondition<'thing'>>;

const criteria = fc.letrec<{ tree: Criteria; leaf: Criteria }>(tie => ({
  leaf: fc
    .tuple(fc.constantFrom(...PROPERTIES), fc.subarray(REFS))
    .map(([rule, refs]) => ({ rule, resourceType: 'thing', params: { refs } })),
  tree: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(allOf => ({ allOf: allOf as [Criteria, ...Criteria[]] })),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(anyOf => ({ anyOf: anyOf as [Criteria, ...Criteria[]] })),
    tie('tree').map(not => ({ not })),
  ),
})).tree;

async function createThings(knex: Knex): Promise<void> {
  await knex.schema.createTable('things', table => {
    table.string('id').primary();
    table.string('owner_ref').nullable();
    table.string('customer_ref').nullable();
  });
  await knex('things').insert(
    THINGS.map(({ id, ownerRef, customerRef }) => ({
      id,
      owner_ref: ownerRef ?? null,
      customer_ref: customerRef ?? null,
    })),
  );
}

it.each(databases.eachSupportedId())(
  'says the same about a list as about one thing, whoever asks, on %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    await createThings(knex);
    const callers = [
      person([REFS[0]]),
      person(REFS),
      person([], true),
      service,
    ];
    const outcomes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        criteria,
        fc.constantFrom(...callers),
        async (conditions, caller) => {
          const access = accessUnder(() => ({
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'things',
            resourceType: 'thing',
            conditions,
          }));
          const decisions = await access.decide(caller, [read]);
          const query = knex('things').orderBy('id').pluck('id');
          decisions.restrict(query, 'things', read);
          const listed = await query;
          outcomes.add(listed.length);
          expect(listed).toEqual(
            THINGS.filter(thing => decisions.allow(read, thing, 'see')).map(
              ({ id }) => id,
            ),
          );
        },
      ),
      { numRuns: 150 },
    );
    expect(outcomes).toEqual(new Set([0, 1, 2, 3]));
  },
);

it('lets a policy take away from tenancy, and never add to it', async () => {
  const stranger = person(['group:default/stranger']);
  const allowing = accessUnder(() => ({ result: AuthorizeResult.ALLOW }));
  const denying = accessUnder(() => ({ result: AuthorizeResult.DENY }));
  const may = async (
    access: Access<Terms>,
    caller: Caller,
    deed: Terms['deed'],
  ) => (await access.decide(caller, [read])).allow(read, THINGS[0], deed);
  expect(await may(allowing, stranger, 'see')).toBe(false);
  expect(await may(allowing, person([REFS[1]]), 'see')).toBe(true);
  expect(await may(allowing, person([REFS[1]]), 'change')).toBe(false);
  expect(await may(allowing, person([REFS[0]]), 'change')).toBe(true);
  expect(await may(allowing, service, 'see')).toBe(true);
  expect(await may(allowing, service, 'change')).toBe(false);
  expect(await may(denying, person([REFS[0]]), 'see')).toBe(false);
});

it('refuses to answer what it was not asked to find out', async () => {
  const access = accessUnder(() => ({ result: AuthorizeResult.ALLOW }));
  const decisions = await access.decide(service, []);
  expect(() => decisions.allow(read, THINGS[0], 'see')).toThrow(
    'nobody asked for "thing.read"',
  );
  const create = createPermission({ name: 'thing.create', attributes: {} });
  await expect(access.require(service, create)).rejects.toThrow(
    /permission "thing.create"/,
  );
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import fc from 'fast-check';
import { startPortal, testEnvironment } from '../__testUtils__/startPortal';
import {
  cloudServicesConditions,
  createCloudServicesConditionalDecision,
} from './rules';
import {
  environmentReadPermission,
  environmentTerminatePermission,
  orderCreatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

type Criteria = PermissionCriteria<
  PermissionCondition<'cloud-services-resource'>
>;

const REFS = [
  'group:default/team-kfz-portal',
  'group:default/kraftfahrtamt',
  'group:default/softwerk-nord',
  'user:default/jana.brandt',
  'group:default/nobody',
];

/** Any tree of conditions. */
const criteria = fc.letrec<{ tree: Criteria; leaf: Criteria }>(tie => ({
  leaf: fc
    .tuple(
      fc.constantFrom(
        cloudServicesConditions.isOwner,
        cloudServicesConditions.isCustomer,
        cloudServicesConditions.isSoftwareProvider,
        cloudServicesConditions.isPayer,
        cloudServicesConditions.isRequester,
        cloudServicesConditions.isParty,
      ),
      fc.subarray(REFS),
    )
    .map(([condition, refs]) => condition({ refs })),
  tree: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc
      .subarray(['development', 'test', 'production'] as const)
      .map(stages => cloudServicesConditions.hasStage({ stages: [...stages] })),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(allOf => ({ allOf: allOf as [Criteria, ...Criteria[]] })),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(anyOf => ({ anyOf: anyOf as [Criteria, ...Criteria[]] })),
    tie('tree').map(not => ({ not })),
  ),
})).tree;

it.each(databases.eachSupportedId())(
  "a policy's conditions say the same in a list as about one object, on %s",
  async databaseId => {
    const decisions = new Map<string, PolicyDecision>();
    let asked = 0;
    const decide = (name: string): PolicyDecision =>
      decisions.get(name) ?? { result: AuthorizeResult.ALLOW };
    const portal = await startPortal({
      databases,
      databaseId,
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => {
              const { result } = decide(permission.name);
              if (result === AuthorizeResult.CONDITIONAL) {
                throw new Error('authorize() gives no conditions');
              }
              return { result };
            }),
          authorizeConditional: async requests => {
            asked += 1;
            return requests.map(({ permission }) => decide(permission.name));
          },
        }).factory,
      ],
    });
    const jana = portal.as('jana.brandt');
    const ids: string[] = [];
    for (const overrides of [
      {},
      { ownerRef: 'user:default/jana.brandt', stage: 'development' },
    ]) {
      const order = await jana.order(testEnvironment(overrides));
      ids.push(order.environmentId!);
    }
    // Without an agency or software provider: columns that are NULL.
    await portal
      .knex('environments')
      .where({ id: ids[1] })
      .update({ customer_ref: null, payer_ref: null });

    const outcomes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(criteria, async conditions => {
        decisions.set(
          environmentReadPermission.name,
          createCloudServicesConditionalDecision(
            environmentReadPermission,
            conditions,
          ),
        );
        asked = 0;
        const { body } = await jana.get('/environments');
        expect(asked).toBe(1);
        const listed = body.items.map(({ id }: { id: string }) => id);
        expect(body.totalItems).toBe(listed.length);
        outcomes.add(listed.length);
        for (const id of ids) {
          const { status } = await jana.get(`/environments/${id}`);
          expect(status).toBe(listed.includes(id) ? 200 : 404);
        }
      }),
      { numRuns: 120 },
    );
    expect(outcomes).toEqual(new Set([0, 1, 2]));

    decisions.clear();
    decisions.set(environmentTerminatePermission.name, {
      result: AuthorizeResult.DENY,
    });
    decisions.set(orderCreatePermission.name, { result: AuthorizeResult.DENY });
    const teardown = await jana.post('/orders', {
      type: 'terminate-environment',
      environmentId: ids[0],
    });
    expect(teardown.status).toBe(403);
    const creation = await jana.post('/orders', testEnvironment());
    expect(creation.status).toBe(403);
    const { body } = await jana.get(`/environments/${ids[0]}`);
    expect(body.permissions).toMatchObject({ update: true, terminate: false });
    await portal.stop();
  },
);

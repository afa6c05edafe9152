import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules as catalogRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogPermissions,
} from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PermissionRuleParams,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRule,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  scaffolderPermissions,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  cloudCostsRules,
  type CloudCostsResource,
} from '@dualcloud/backstage-plugin-cloud-costs-backend';
import { cloudCostsPermissions } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  cloudServicesRules,
  type CloudServicesResource,
} from '@dualcloud/backstage-plugin-cloud-services-backend';
import {
  cloudServicesPermissions,
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  serviceLevelsRules,
  type ServiceLevelsResource,
} from '@dualcloud/backstage-plugin-service-levels-backend';
import { serviceLevelsPermissions } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  serviceRequestsRules,
  type ServiceRequestsResource,
} from '@dualcloud/backstage-plugin-service-requests-backend';
import { serviceRequestsPermissions } from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyResolver } from '@dualcloud/foundation-node';
import { POLICY } from './policy';
import { ThreePartyPolicy } from './ThreePartyPolicy';

function group(name: string, type: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: { type, children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

const groups = [
  group('softwerk-nord', 'software-provider'),
  group('team-kfz-portal', 'team', 'softwerk-nord'),
  group('datenwerft', 'software-provider'),
  group('kraftfahrtamt', 'agency'),
  group('landes-it', 'it-service-provider'),
  group('platform-engineering', 'team', 'landes-it'),
  group('service-management', 'team', 'landes-it'),
];

/** Each with the group that the sign-in names. */
const people: Record<string, { user: string; group?: string }> = {
  developer: { user: 'jana.brandt', group: 'team-kfz-portal' },
  agency: { user: 'miriam.vogt', group: 'kraftfahrtamt' },
  stranger: { user: 'otto.fremd', group: 'datenwerft' },
  visitor: { user: 'besuch' },
  manager: { user: 'paul.richter', group: 'service-management' },
  engineer: { user: 'selin.aydin', group: 'platform-engineering' },
};

const EVERYBODY = Object.keys(people);
const PROVIDER = ['manager', 'engineer'];
const PARTIES = ['developer', 'agency', ...PROVIDER];
const ACTORS = ['developer', ...PROVIDER];
const MEMBERS = ['developer', 'agency', 'stranger', ...PROVIDER];

const logger = mockServices.logger.mock();
const policy = new ThreePartyPolicy({
  logger,
  parties: PartyResolver.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: groups }),
    config: mockServices.rootConfig({
      data: {
        cloudServices: {
          parties: {
            platformEngineers: ['group:default/platform-engineering'],
          },
        },
      },
    }),
  }),
});

async function decide(
  who: string,
  permission: Permission,
): Promise<PolicyDecision> {
  const person = people[who];
  const userEntityRef = `user:default/${person.user}`;
  return policy.handle(
    { permission },
    {
      credentials: mockCredentials.user(userEntityRef),
      info: {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...(person.group ? [`group:default/${person.group}`] : []),
        ],
      },
    },
  );
}

type Judge = (decision: PolicyDecision) => boolean;

/** Asks the real rules of the plugin whether the conditions hold for a thing. */
function judgeOf<T>(
  rules: PermissionRule<T, unknown, string, PermissionRuleParams>[],
  thing: T,
): Judge {
  const authorize = createConditionAuthorizer(rules);
  return decision => authorize(decision, thing);
}

const definitive: Judge = decision => {
  expect(decision.result).not.toBe(AuthorizeResult.CONDITIONAL);
  return decision.result === AuthorizeResult.ALLOW;
};

/** Who may do each of these with the thing that the check is about. */
async function matrix(
  permissions: Permission[],
  judge: Judge = definitive,
): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const permission of permissions) {
    rows[permission.name] = [];
    for (const who of EVERYBODY) {
      const may = judge(await decide(who, permission));
      if (may) rows[permission.name].push(who);
    }
  }
  return rows;
}

const environment: CloudServicesResource = {
  ref: 'environment:1',
  stage: 'test',
  ownerRef: 'group:default/team-kfz-portal',
  customerRef: 'group:default/kraftfahrtamt',
  softwareProviderRef: 'group:default/softwerk-nord',
  requestedBy: 'user:default/jana.brandt',
};

function resource(
  annotations: Record<string, string>,
  parties: Record<string, string> = {
    customer: 'group:default/kraftfahrtamt',
    softwareProvider: 'group:default/softwerk-nord',
  },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'kfz-test-0a1b2c3d', annotations },
    spec: { type: 'environment', ...parties },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-kfz-portal' },
    ],
  };
}

const seenBy = async (entity: Entity) =>
  (
    await matrix(
      [catalogEntityReadPermission],
      judgeOf(Object.values(catalogRules), entity),
    )
  )[catalogEntityReadPermission.name];

describe('ThreePartyPolicy', () => {
  it('lets each party do its part with environments, instances and orders', async () => {
    expect(
      await matrix(
        cloudServicesPermissions,
        judgeOf(Object.values(cloudServicesRules), environment),
      ),
    ).toEqual({
      'cloudservices.environment.read': PARTIES,
      'cloudservices.environment.update': ACTORS,
      'cloudservices.environment.terminate': ACTORS,
      'cloudservices.instance.read': PARTIES,
      'cloudservices.instance.update': ACTORS,
      'cloudservices.instance.terminate': ACTORS,
      'cloudservices.credential.use': ['developer', 'engineer'],
      'cloudservices.order.read': PARTIES,
      'cloudservices.order.update': ACTORS,
      'cloudservices.order.create': MEMBERS,
      'cloudservices.broker.read': EVERYBODY,
      'cloudservices.broker.manage': PROVIDER,
      'cloudservices.delivery-time.read': PROVIDER,
    });
  });

  it('shows each party the costs that are its business', async () => {
    const costs = (part: Partial<CloudCostsResource>) =>
      matrix(
        cloudCostsPermissions,
        judgeOf(Object.values(cloudCostsRules), {
          ref: 'allocation:1',
          stage: 'test',
          payerRef: 'group:default/kraftfahrtamt',
          customerRef: 'group:default/kraftfahrtamt',
          ownerRef: 'group:default/team-kfz-portal',
          softwareProviderRef: 'group:default/softwerk-nord',
          ...part,
        }),
      );
    const inTest = await costs({});
    expect(inTest).toEqual({
      'cloudcosts.cost.read': PARTIES,
      'cloudcosts.statement.read': ['agency', ...PROVIDER],
      'cloudcosts.budget.read': MEMBERS,
      'cloudcosts.budget.update': ACTORS,
      'cloudcosts.budget.create': MEMBERS,
      'cloudcosts.usage.ingest': PROVIDER,
      'cloudcosts.price-list.read': EVERYBODY,
      'cloudcosts.price-list.simulate': PROVIDER,
      'cloudcosts.quote.create': MEMBERS,
      'cloudcosts.billing.manage': PROVIDER,
      'cloudcosts.revenue.read': PROVIDER,
      'cloudcosts.focus.export': MEMBERS,
    });
    const inProduction = await costs({ stage: 'production' });
    expect(inProduction['cloudcosts.cost.read']).toEqual([
      'agency',
      ...PROVIDER,
    ]);
    const paidByThem = await costs({
      stage: 'production',
      payerRef: 'group:default/softwerk-nord',
    });
    expect(paidByThem['cloudcosts.cost.read']).toEqual(PARTIES);
  });

  it('shows each party the levels that are its business', async () => {
    const levels = (part: Partial<ServiceLevelsResource>) =>
      matrix(
        serviceLevelsPermissions,
        judgeOf(Object.values(serviceLevelsRules), {
          ref: 'commitment:1',
          general: 'no',
          customerRef: 'group:default/kraftfahrtamt',
          softwareProviderRef: 'group:default/softwerk-nord',
          ...part,
        }),
      );
    expect(await levels({})).toEqual({
      'servicelevels.level.read': PARTIES,
      'servicelevels.outage.read': PARTIES,
      'servicelevels.outage.report': PROVIDER,
      'servicelevels.outage.attribute': PROVIDER,
      'servicelevels.outage.dispute': ['developer', 'agency'],
      'servicelevels.maintenance.read': PARTIES,
      'servicelevels.maintenance.announce': PROVIDER,
      'servicelevels.maintenance.object': ['agency'],
      'servicelevels.report.read': PARTIES,
      'servicelevels.report.release': PROVIDER,
      'servicelevels.agreement.read': EVERYBODY,
      'servicelevels.agreement.manage': PROVIDER,
      'servicelevels.measurement.ingest': PROVIDER,
    });
    const general = await levels({
      general: 'yes',
      customerRef: undefined,
      softwareProviderRef: undefined,
    });
    expect(general['servicelevels.level.read']).toEqual(EVERYBODY);
    expect(general['servicelevels.outage.dispute']).toEqual([]);
    const environmentOfATeam = await levels({
      customerRef: undefined,
      softwareProviderRef: undefined,
      ownerRef: 'group:default/team-kfz-portal',
    });
    expect(environmentOfATeam['servicelevels.level.read']).toEqual(ACTORS);
  });

  it('shows each party the requests that are its business, drafts to their authors', async () => {
    const requests = (part: Partial<ServiceRequestsResource>) =>
      matrix(
        serviceRequestsPermissions,
        judgeOf(Object.values(serviceRequestsRules), {
          ref: 'request:1',
          draft: 'no',
          requesterPartyRef: 'group:default/kraftfahrtamt',
          customerRef: 'group:default/kraftfahrtamt',
          softwareProviderRef: 'group:default/softwerk-nord',
          ...part,
        }),
      );
    expect(await requests({})).toEqual({
      'servicerequests.type.read': EVERYBODY,
      'servicerequests.request.read': PARTIES,
      'servicerequests.request.create': MEMBERS,
      'servicerequests.request.record': PROVIDER,
      'servicerequests.request.update': PARTIES,
      'servicerequests.request.manage': PROVIDER,
      'servicerequests.offer.manage': PROVIDER,
      'servicerequests.offer.accept': ['agency'],
      'servicerequests.release.deliver': MEMBERS,
      'servicerequests.takeover.update': PARTIES,
      'servicerequests.ticket.read': PARTIES,
      'servicerequests.ticket.create': MEMBERS,
      'servicerequests.ticket.update': PARTIES,
      'servicerequests.connector.manage': PROVIDER,
      'servicerequests.standardisation.manage': PROVIDER,
    });
    const draft = await requests({ draft: 'yes' });
    expect(draft['servicerequests.request.read']).toEqual(['agency']);
    const ofOthers = await requests({
      requesterPartyRef: 'group:default/umweltamt',
      customerRef: 'group:default/umweltamt',
      softwareProviderRef: 'group:default/datenwerft',
    });
    expect(ofOthers['servicerequests.request.read']).toEqual([
      'stranger',
      ...PROVIDER,
    ]);
  });

  it('lets an agency act on what it owns itself', async () => {
    const rows = await matrix(
      cloudServicesPermissions,
      judgeOf(Object.values(cloudServicesRules), {
        ...environment,
        ownerRef: 'group:default/kraftfahrtamt',
        softwareProviderRef: undefined,
      }),
    );
    expect(rows['cloudservices.environment.terminate']).toEqual([
      'agency',
      ...PROVIDER,
    ]);
    expect(rows['cloudservices.credential.use']).toEqual([
      'agency',
      'engineer',
    ]);
  });

  it("gives the provider's own people credentials of what they own", async () => {
    const rows = await matrix(
      cloudServicesPermissions,
      judgeOf(Object.values(cloudServicesRules), {
        ...environment,
        ownerRef: 'group:default/service-management',
        softwareProviderRef: undefined,
      }),
    );
    expect(rows['cloudservices.credential.use']).toEqual(PROVIDER);
  });

  it.each([
    ['environment', ENVIRONMENT_ID_ANNOTATION],
    ['service instance', INSTANCE_ID_ANNOTATION],
  ])('shows a live %s in the catalog to its parties only', async (_, name) => {
    const entity = resource({ [name]: '0197' });
    expect(await seenBy(entity)).toEqual(PARTIES);
    expect(await seenBy({ ...entity, spec: {}, relations: [] })).toEqual(
      PROVIDER,
    );
  });

  it('shows other resources to everybody, whatever their type', async () => {
    expect(await seenBy(resource({}))).toEqual(EVERYBODY);
  });

  it('shows a commission to those that it names', async () => {
    expect(
      await seenBy({
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'Commission',
        metadata: { name: 'kfz-portal-2026' },
        spec: {
          customer: 'group:default/kraftfahrtamt',
          softwareProvider: 'group:default/softwerk-nord',
          payer: 'group:default/kraftfahrtamt',
        },
      }),
    ).toEqual(PARTIES);
  });

  it('shows a price list to everybody, what is agreed to whom it names', async () => {
    const list = (spec: object) =>
      seenBy({
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'PriceList',
        metadata: { name: 'standard-2026' },
        spec: { list: 'standard', services: [], ...spec },
      });
    expect(await list({})).toEqual(EVERYBODY);
    const customerRef = 'group:default/kraftfahrtamt';
    const agreement = {
      customerRef,
      softwareProviderRef: 'group:default/softwerk-nord',
    };
    expect(await list({ agreement })).toEqual(['agency', ...PROVIDER]);
    expect(
      await list({ discounts: [{ id: 'kfz', customerRef, percent: '5' }] }),
    ).toEqual(PROVIDER);
  });

  it('shows an agreement to everybody, a special part to its parties', async () => {
    const agreement = (scope: object) =>
      seenBy({
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'ServiceLevelAgreement',
        metadata: { name: 'kfz-zulassung' },
        spec: { agreement: 'kfz-zulassung', scope: { ...scope } },
      });
    expect(await agreement({ type: 'general' })).toEqual(EVERYBODY);
    expect(
      await agreement({
        type: 'special',
        customerRef: 'group:default/kraftfahrtamt',
        softwareProviderRef: 'group:default/softwerk-nord',
      }),
    ).toEqual(PARTIES);
    expect(
      await agreement({
        type: 'special',
        customerRef: 'group:default/umweltamt',
      }),
    ).toEqual(PROVIDER);
  });

  it.each([
    'ServiceCalendar',
    'CloudService',
    'EnvironmentBlueprint',
    'Template',
    'System',
    'Group',
    'User',
  ])('shows every %s to everybody', async kind => {
    expect(
      await seenBy({
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind,
        metadata: { name: 'x' },
      }),
    ).toEqual(EVERYBODY);
  });

  it('leaves the catalog to the IT service provider to change', async () => {
    expect(
      await matrix(
        catalogPermissions,
        judgeOf(
          Object.values(catalogRules),
          resource({ [INSTANCE_ID_ANNOTATION]: '0197' }),
        ),
      ),
    ).toEqual({
      'catalog.entity.read': PARTIES,
      'catalog.entity.refresh': PARTIES,
      'catalog.entity.create': PROVIDER,
      'catalog.entity.delete': PROVIDER,
      'catalog.entity.validate': PROVIDER,
      'catalog.location.read': EVERYBODY,
      'catalog.location.create': PROVIDER,
      'catalog.location.analyze': PROVIDER,
      'catalog.location.delete': PROVIDER,
      'catalog.ingestion.read': PROVIDER,
      'catalog.ingestion.manage': PROVIDER,
    });
  });

  it("shows a template's task to whoever started it", async () => {
    // The scaffolder exports conditions only, not the rules behind them.
    const own = scaffolderTaskConditions.isTaskOwner({
      createdBy: ['user:default/jana.brandt'],
    });
    const judge: Judge = decision =>
      decision.result === AuthorizeResult.CONDITIONAL
        ? JSON.stringify(decision) ===
          JSON.stringify(
            createScaffolderTaskConditionalDecision(taskReadPermission, own),
          )
        : definitive(decision);
    expect(await matrix(scaffolderPermissions, judge)).toEqual({
      'scaffolder.action.execute': MEMBERS,
      'scaffolder.template.parameter.read': EVERYBODY,
      'scaffolder.template.step.read': EVERYBODY,
      'scaffolder.template.dry-run': PROVIDER,
      'scaffolder.template.management': PROVIDER,
      'scaffolder.task.create': MEMBERS,
      'scaffolder.task.read': ACTORS,
      'scaffolder.task.cancel': ACTORS,
    });
  });

  it('has a line for every permission of the plugins it is made for', () => {
    const names = [
      ...cloudCostsPermissions,
      ...cloudServicesPermissions,
      ...serviceLevelsPermissions,
      ...serviceRequestsPermissions,
      ...catalogPermissions,
      ...scaffolderPermissions,
    ].map(({ name }) => name);
    expect([...POLICY.keys()].sort()).toEqual(names.sort());
  });

  it('lets people read what it does not know, and the provider do the rest', async () => {
    const unknown = (name: string, action?: 'read' | 'update') =>
      createPermission({ name, attributes: action ? { action } : {} });
    expect(
      await matrix([
        unknown('other.thing.read', 'read'),
        unknown('other.thing.update', 'update'),
        unknown('other.thing.do'),
      ]),
    ).toEqual({
      'other.thing.read': EVERYBODY,
      'other.thing.update': PROVIDER,
      'other.thing.do': PROVIDER,
    });
    const told = logger.info.mock.calls.filter(([message]) =>
      message.includes('"other.thing.do"'),
    );
    expect(told).toHaveLength(1);
  });

  it('denies everything to whoever is not signed in', async () => {
    for (const permission of [
      ...cloudCostsPermissions,
      ...cloudServicesPermissions,
      ...serviceLevelsPermissions,
      ...serviceRequestsPermissions,
      ...catalogPermissions,
      ...scaffolderPermissions,
    ]) {
      expect(await policy.handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });
});

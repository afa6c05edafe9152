import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules as catalogRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogPermissions,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
  type PermissionCriteria,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  scaffolderPermissions,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  cloudServicesPermissions,
  environmentReadPermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  cloudServicesRules,
  type CloudServicesResource,
} from '@dualcloud/backstage-plugin-cloud-services-backend';
import type { Party } from '@dualcloud/backstage-plugin-cloud-services-node';
import { CloudServicesPolicy } from './CloudServicesPolicy';

const nobody = {
  refs: [],
  agencies: [],
  softwareProviders: [],
  isItServiceProvider: false,
  isPlatformEngineer: false,
};

const people: Record<string, Party> = {
  developer: {
    ...nobody,
    refs: [
      'user:default/jana.brandt',
      'group:default/team-kfz-portal',
      'group:default/softwerk-nord',
    ],
    softwareProviders: ['group:default/softwerk-nord'],
  },
  agency: {
    ...nobody,
    refs: ['user:default/miriam.vogt', 'group:default/kraftfahrtamt'],
    agencies: ['group:default/kraftfahrtamt'],
  },
  stranger: {
    ...nobody,
    refs: ['user:default/otto.fremd', 'group:default/datenwerft'],
    softwareProviders: ['group:default/datenwerft'],
  },
  visitor: { ...nobody, refs: ['user:default/besuch'] },
  manager: {
    ...nobody,
    refs: ['user:default/paul.richter', 'group:default/landes-it'],
    isItServiceProvider: true,
  },
  engineer: {
    ...nobody,
    refs: ['user:default/selin.aydin', 'group:default/landes-it'],
    isItServiceProvider: true,
    isPlatformEngineer: true,
  },
};

const resource: CloudServicesResource = {
  ref: 'environment:1',
  stage: 'test',
  ownerRef: 'group:default/team-kfz-portal',
  customerRef: 'group:default/kraftfahrtamt',
  softwareProviderRef: 'group:default/softwerk-nord',
  requestedBy: 'user:default/jana.brandt',
};

const task = { createdBy: 'user:default/jana.brandt' };

function live(type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'x' },
    spec: {
      type,
      customer: 'group:default/kraftfahrtamt',
      softwareProvider: 'group:default/softwerk-nord',
    },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-kfz-portal' },
    ],
  };
}

const policyFor = (who: string) =>
  CloudServicesPolicy.create({ partyOf: async () => people[who] });

async function decide(
  who: string,
  permission: Permission,
): Promise<PolicyDecision> {
  const credentials = mockCredentials.user();
  return policyFor(who).handle(
    { permission },
    {
      credentials,
      info: {
        userEntityRef: people[who].refs[0],
        ownershipEntityRefs: people[who].refs,
      },
    },
  );
}

type Check = (condition: PermissionCondition) => boolean;

function holds(
  criteria: PermissionCriteria<PermissionCondition>,
  check: Check,
): boolean {
  if ('allOf' in criteria) return criteria.allOf.every(c => holds(c, check));
  if ('anyOf' in criteria) return criteria.anyOf.some(c => holds(c, check));
  if ('not' in criteria) return !holds(criteria.not, check);
  return check(criteria);
}

/** Asks the real rules of the plugin that a condition is for. */
function ruleCheck<T>(
  rules: Record<
    string,
    {
      name: string;
      paramsSchema?: { parse(params: unknown): unknown };
      // Each rule has parameters of its own; what they are the schema has checked.
      apply(resource: T, params: never): boolean;
    }
  >,
  subject: T,
): Check {
  return ({ rule: name, params }) => {
    const rule = Object.values(rules).find(each => each.name === name);
    if (!rule?.paramsSchema) throw new Error(`there is no rule "${name}"`);
    return rule.apply(subject, rule.paramsSchema.parse(params) as never);
  };
}

async function may(
  who: string,
  permission: Permission,
  check: Check = () => {
    throw new Error('no condition was expected');
  },
): Promise<boolean> {
  const decision = await decide(who, permission);
  return decision.result === AuthorizeResult.CONDITIONAL
    ? holds(decision.conditions, check)
    : decision.result === AuthorizeResult.ALLOW;
}

async function allowed(
  permissions: Permission[],
  check?: Check,
): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const who of Object.keys(people)) {
    for (const permission of permissions) {
      if (await may(who, permission, check)) {
        (rows[permission.name] ??= []).push(who);
      }
    }
  }
  return rows;
}

const EVERYBODY = Object.keys(people);
const PROVIDER = ['manager', 'engineer'];
const PARTIES = ['developer', 'agency', ...PROVIDER];
const ACTORS = ['developer', ...PROVIDER];

describe('CloudServicesPolicy', () => {
  it('lets each party do its part with environments, instances and orders', async () => {
    expect(
      await allowed(
        cloudServicesPermissions,
        ruleCheck(cloudServicesRules, resource),
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
      'cloudservices.order.create': [
        'developer',
        'agency',
        'stranger',
        'manager',
        'engineer',
      ],
      'cloudservices.broker.read': EVERYBODY,
      'cloudservices.broker.manage': PROVIDER,
      'cloudservices.delivery-time.read': PROVIDER,
    });
  });

  it('lets an agency act on what it owns itself', async () => {
    const own = {
      ...resource,
      ownerRef: 'group:default/kraftfahrtamt',
      softwareProviderRef: undefined,
    };
    const rows = await allowed(
      cloudServicesPermissions,
      ruleCheck(cloudServicesRules, own),
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

  it('shows live things in the catalog to their parties only', async () => {
    for (const type of ['environment', 'service-instance']) {
      expect(
        await allowed(
          [catalogEntityReadPermission],
          ruleCheck(catalogRules, live(type)),
        ),
      ).toEqual({ 'catalog.entity.read': PARTIES });
    }
  });

  it('shows a commission to those that it names', async () => {
    const commission: Entity = {
      apiVersion: 'dualcloud.dev/v1alpha1',
      kind: 'Commission',
      metadata: { name: 'x' },
      spec: {
        customer: 'group:default/kraftfahrtamt',
        softwareProvider: 'group:default/softwerk-nord',
        payer: 'group:default/kraftfahrtamt',
      },
    };
    expect(
      await allowed(
        [catalogEntityReadPermission],
        ruleCheck(catalogRules, commission),
      ),
    ).toEqual({ 'catalog.entity.read': PARTIES });
  });

  it.each(['CloudService', 'EnvironmentBlueprint', 'System', 'Template'])(
    'shows every %s to everybody',
    async kind => {
      expect(
        await allowed(
          [catalogEntityReadPermission],
          ruleCheck(catalogRules, {
            apiVersion: 'dualcloud.dev/v1alpha1',
            kind,
            metadata: { name: 'x' },
          }),
        ),
      ).toEqual({ 'catalog.entity.read': EVERYBODY });
    },
  );

  it('shows other resources to everybody', async () => {
    expect(
      await allowed(
        [catalogEntityReadPermission],
        ruleCheck(catalogRules, live('building')),
      ),
    ).toEqual({ 'catalog.entity.read': EVERYBODY });
  });

  it('leaves the catalogue to the IT service provider to change', async () => {
    const others = catalogPermissions.filter(
      ({ name }) => name !== 'catalog.entity.read',
    );
    const rows = await allowed(others);
    expect(rows['catalog.location.read']).toEqual(EVERYBODY);
    delete rows['catalog.location.read'];
    expect(Object.keys(rows)).toHaveLength(others.length - 1);
    for (const who of Object.values(rows)) expect(who).toEqual(PROVIDER);
  });

  it('shows tasks of templates to whoever started them', async () => {
    const check: Check = ({ rule, params }) => {
      expect(rule).toBe('IS_TASK_OWNER');
      return (params?.createdBy as string[]).includes(task.createdBy);
    };
    const rows = await allowed(scaffolderPermissions, check);
    expect(rows[taskReadPermission.name]).toEqual(['developer', ...PROVIDER]);
    expect(rows).toMatchObject({
      'scaffolder.task.cancel': ['developer', ...PROVIDER],
      'scaffolder.task.create': EVERYBODY,
      'scaffolder.action.execute': EVERYBODY,
      'scaffolder.template.parameter.read': EVERYBODY,
      'scaffolder.template.step.read': EVERYBODY,
      'scaffolder.template.dry-run': PROVIDER,
      'scaffolder.template.management': PROVIDER,
    });
  });

  it('keeps what it does not know for the IT service provider', async () => {
    const unknown = createPermission({
      name: 'other.thing.read',
      attributes: { action: 'read' },
    });
    expect(await allowed([unknown])).toEqual({ 'other.thing.read': PROVIDER });
  });

  it('denies whoever is not signed in', async () => {
    const policy = policyFor('engineer');
    for (const permission of [
      environmentReadPermission,
      catalogEntityReadPermission,
    ]) {
      expect(await policy.handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });
});

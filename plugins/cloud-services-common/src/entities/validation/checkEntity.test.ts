import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { checkDualCloudEntity } from './checkEntity';
import { formatEntityProblem } from './EntityProblem';

const standard: JsonObject = {
  lane: 'standard',
  tier: 'paas',
  lifecycle: 'production',
  version: '18',
  owner: 'group:default/platform-engineering',
  networkZones: ['internal'],
  endpoints: [
    { name: 'sql', protocol: 'postgresql', port: 5432, zone: 'internal' },
  ],
  dataLocation: 'Rechenzentrum Nord, Deutschland',
  protectionLevel: 'high',
  stages: ['development', 'test', 'production'],
  backend: { broker: 'sandbox', serviceId: 'pg' },
  plans: [
    {
      name: 'small',
      id: 'pg-small',
      stages: ['development'],
      protectionLevel: 'normal',
    },
  ],
};

const individual: JsonObject = {
  ...standard,
  lane: 'individual',
  tier: 'saas',
  customers: ['group:default/kraftfahrtamt'],
  softwareProvider: 'group:default/softwerk-nord',
  legalBasis: 'Straßenverkehrsgesetz § 31',
  plans: undefined,
  backend: undefined,
};

const blueprint: JsonObject = {
  owner: 'platform-engineering',
  lifecycle: 'production',
  version: '1',
  stages: ['development'],
  protectionLevel: 'normal',
  components: [
    { name: 'database', service: 'sandbox-postgresql', plan: 'small' },
    {
      name: 'app',
      service: 'sandbox-application-server',
      plan: 'small',
      dependsOn: ['database'],
    },
  ],
};

const commission: JsonObject = {
  customer: 'kraftfahrtamt',
  softwareProvider: 'softwerk-nord',
  system: 'kfz-portal',
  validFrom: '2026-01-01',
  payer: 'kraftfahrtamt',
};

function problemsOf(
  kind: string,
  spec: JsonObject,
  metadata: Partial<Entity['metadata']> = {},
): string[] {
  const entity: Entity = {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name: 'example', namespace: 'default', ...metadata },
    spec: JSON.parse(JSON.stringify(spec)),
  };
  return (checkDualCloudEntity(entity) ?? ['not ours']).map(problem =>
    typeof problem === 'string' ? problem : formatEntityProblem(problem),
  );
}

const plan = (fields: JsonObject = {}): JsonObject => ({
  name: 'small',
  id: 'pg-small',
  stages: ['development'],
  protectionLevel: 'normal',
  ...fields,
});

describe('checkDualCloudEntity', () => {
  it('finds nothing wrong with entities that are right', () => {
    expect(problemsOf('CloudService', standard)).toEqual([]);
    expect(problemsOf('CloudService', individual)).toEqual([]);
    expect(problemsOf('CloudService', { ...individual, tier: 'iaas' })).toEqual(
      [],
    );
    expect(problemsOf('EnvironmentBlueprint', blueprint)).toEqual([]);
    expect(problemsOf('Commission', commission)).toEqual([]);
  });

  it('leaves other kinds alone', () => {
    expect(problemsOf('Component', {})).toEqual(['not ours']);
  });

  it.each<[string, string, JsonObject, string]>([
    [
      'an individual service without a customer',
      'CloudService',
      { ...individual, customers: undefined },
      'spec.customers: an individual service needs at least one customer (rule individual-has-customer)',
    ],
    [
      'an individual service with a plan, whatever its tier',
      'CloudService',
      { ...individual, tier: 'iaas', plans: [plan()] },
      'spec.plans: an individual service is requested, not ordered, so it has no plans, whatever its tier (rule individual-has-no-plans)',
    ],
    [
      'an individual service that serves no duty',
      'CloudService',
      { ...individual, legalBasis: undefined },
      'spec.legalBasis: an individual service names the statute or duty that it serves (rule individual-has-legal-basis)',
    ],
    [
      'a standard service without plans',
      'CloudService',
      { ...standard, plans: [] },
      'spec.plans: a standard service needs at least one plan (rule standard-has-plan)',
    ],
    [
      'a standard service without a back end',
      'CloudService',
      { ...standard, backend: undefined },
      'spec.backend: a standard service says where it is provisioned (broker and serviceId) (rule standard-has-backend)',
    ],
    [
      'two plans of one name',
      'CloudService',
      { ...standard, plans: [plan(), plan({ id: 'other' })] },
      'spec.plans[1].name: the plan name "small" stands here a second time; each may stand once (rule plan-name-unique)',
    ],
    [
      'a plan at a stage that the service does not have',
      'CloudService',
      {
        ...standard,
        stages: ['development'],
        plans: [plan({ stages: ['production'] })],
      },
      'spec.plans[0].stages: production is not among the stages of the service (development) (rule plan-stages-of-service)',
    ],
    [
      'a plan above the protection level of its service',
      'CloudService',
      { ...standard, plans: [plan({ protectionLevel: 'very-high' })] },
      'spec.plans[0].protectionLevel: "very-high" is above what the service is fit for ("high") (rule plan-protection-level-of-service)',
    ],
    [
      'a plan whose name is a word of JavaScript',
      'CloudService',
      { ...standard, plans: [plan({ name: 'constructor' })] },
      'spec.plans[0].name: "constructor" is a reserved word; choose another name (rule plan-name-allowed)',
    ],
    [
      'a deprecated service that does not say what comes next',
      'CloudService',
      { ...standard, lifecycle: 'deprecated' },
      'spec.lifecycle: a deprecated service names its successor or the last day on which it may be used (spec.successor, spec.validUntil) (rule deprecated-says-what-next)',
    ],
    [
      'a day that does not exist',
      'CloudService',
      { ...standard, validFrom: '2026-02-30' },
      'spec.validFrom: 2026-02-30 is not a day of the calendar (rule date-exists)',
    ],
    [
      'a period that ends before it begins',
      'CloudService',
      { ...standard, validFrom: '2026-02-02', validUntil: '2026-02-01' },
      'spec.validUntil: the last day, 2026-02-01, is before the first, 2026-02-02 (rule period-in-order)',
    ],
    [
      'an unknown protection level',
      'CloudService',
      { ...standard, protectionLevel: 'secret' },
      'spec.protectionLevel: must be one of normal, high, very-high (rule schema-enum)',
    ],
    [
      'a missing field',
      'CloudService',
      { ...standard, dataLocation: undefined },
      'spec.dataLocation: is required and is missing (rule schema-required)',
    ],
    [
      'a field that nobody knows',
      'CloudService',
      { ...standard, custommers: [] },
      'spec.custommers: is not a field here; remove it or correct its name (rule schema-additionalProperties)',
    ],
    [
      'an endpoint in a zone that the service does not have',
      'CloudService',
      {
        ...standard,
        endpoints: [{ name: 'a', protocol: 'https', zone: 'dmz' }],
      },
      'spec.endpoints[0].zone: "dmz" is not one of the service\'s network zones (internal) (rule endpoint-in-zone)',
    ],
    [
      'a contact that is neither page nor mail',
      'CloudService',
      { ...individual, requestContact: 'ftp://example.com/x' },
      'spec.requestContact: must be an http(s) URL, a mailto: URL or a mail address (rule contact-can-be-reached)',
    ],
    [
      'a reference of the wrong kind',
      'CloudService',
      { ...standard, dependsOn: ['component:default/x'] },
      'spec.dependsOn[0]: must name a CloudService, but "component:default/x" names a component (rule ref-of-kind)',
    ],
    [
      'a service that succeeds itself',
      'CloudService',
      { ...standard, successor: 'example' },
      'spec.successor: a service cannot name itself here (rule not-itself)',
    ],
    [
      'components that wait for each other',
      'EnvironmentBlueprint',
      {
        ...blueprint,
        components: [
          { name: 'a', service: 'x', plan: 'p', dependsOn: ['b'] },
          { name: 'b', service: 'x', plan: 'p', dependsOn: ['a'] },
        ],
      },
      'spec.components: components wait for each other: a → b → a (rule no-cycle)',
    ],
    [
      'a component that waits for one that is not there',
      'EnvironmentBlueprint',
      {
        ...blueprint,
        components: [{ name: 'a', service: 'x', plan: 'p', dependsOn: ['c'] }],
      },
      'spec.components[0].dependsOn[0]: there is no component "c" in this blueprint (a) (rule depends-on-known)',
    ],
    [
      'two components of one name',
      'EnvironmentBlueprint',
      {
        ...blueprint,
        components: [
          { name: 'a', service: 'x', plan: 'p' },
          { name: 'a', service: 'y', plan: 'p' },
        ],
      },
      'spec.components[1].name: the component name "a" stands here a second time; each may stand once (rule component-name-unique)',
    ],
    [
      'a parameter that the scaffolder would render',
      'EnvironmentBlueprint',
      {
        ...blueprint,
        components: [
          {
            name: 'a',
            service: 'x',
            plan: 'p',
            parameters: { b: { c: '${{ secrets.TOKEN }}' } },
          },
        ],
      },
      'spec.components[0].parameters: a value holds template markers (rule no-templating)',
    ],
    [
      'a fixed parameter without a value',
      'EnvironmentBlueprint',
      {
        ...blueprint,
        components: [{ name: 'a', service: 'x', plan: 'p', fixed: ['b'] }],
      },
      'spec.components[0].fixed[0]: "b" is fixed but has no value in parameters (rule fixed-has-value)',
    ],
    [
      'a commission that ends before it begins',
      'Commission',
      { ...commission, validUntil: '2025-12-31' },
      'spec.validUntil: the last day, 2025-12-31, is before the first, 2026-01-01 (rule period-in-order)',
    ],
    [
      'a commission by a system',
      'Commission',
      { ...commission, customer: 'system:default/kfz-portal' },
      'spec.customer: must name a Group, but "system:default/kfz-portal" names a system (rule ref-of-kind)',
    ],
  ])('refuses %s', (_, kind, spec, problem) => {
    expect(problemsOf(kind, spec)).toEqual([problem]);
  });

  it('leaves room for the name of the template', () => {
    expect(
      problemsOf('CloudService', standard, { name: 'x'.repeat(58) }),
    ).toEqual([expect.stringContaining('(rule name-leaves-room)')]);
    expect(
      problemsOf('CloudService', individual, { name: 'x'.repeat(63) }),
    ).toEqual([]);
  });
});

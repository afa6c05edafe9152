import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CloudServiceEntity, ProtectionLevel } from '../CloudService';
import {
  checkPeriod,
  checkOrderableName,
  checkRef,
  checkRefs,
  checkUnique,
} from './commonRules';
import type { EntityProblem } from './EntityProblem';

const PROTECTION_LEVELS: readonly ProtectionLevel[] = [
  'normal',
  'high',
  'very-high',
];

function checkIndividual({ spec }: CloudServiceEntity): EntityProblem[] {
  const problems: EntityProblem[] = [];
  if (!spec.customers?.length) {
    problems.push({
      path: 'spec.customers',
      rule: 'individual-has-customer',
      message: 'an individual service needs at least one customer',
    });
  }
  if (spec.plans?.length) {
    problems.push({
      path: 'spec.plans',
      rule: 'individual-has-no-plans',
      message:
        'an individual service is requested, not ordered, so it has no plans, whatever its tier',
    });
  }
  if (!spec.legalBasis) {
    problems.push({
      path: 'spec.legalBasis',
      rule: 'individual-has-legal-basis',
      message: 'an individual service names the statute or duty that it serves',
    });
  }
  return problems;
}

function checkPlans({ spec }: CloudServiceEntity): EntityProblem[] {
  const plans = spec.plans ?? [];
  const highest = PROTECTION_LEVELS.indexOf(spec.protectionLevel);
  return [
    ...checkUnique(
      plans.map(plan => plan.name),
      index => `spec.plans[${index}].name`,
      'plan-name-unique',
      'the plan name',
    ),
    ...checkUnique(
      plans.map(plan => plan.id),
      index => `spec.plans[${index}].id`,
      'plan-id-unique',
      'the plan id',
    ),
    ...plans.flatMap((plan, index) => {
      const problems: EntityProblem[] = [];
      // A plan's name becomes a key of form data.
      if (plan.name in {}) {
        problems.push({
          path: `spec.plans[${index}].name`,
          rule: 'plan-name-allowed',
          message: `"${plan.name}" is a reserved word; choose another name`,
        });
      }
      const foreign = plan.stages.filter(stage => !spec.stages.includes(stage));
      if (foreign.length > 0) {
        problems.push({
          path: `spec.plans[${index}].stages`,
          rule: 'plan-stages-of-service',
          message: `${foreign.join(
            ', ',
          )} is not among the stages of the service (${spec.stages.join(
            ', ',
          )})`,
        });
      }
      if (PROTECTION_LEVELS.indexOf(plan.protectionLevel) > highest) {
        problems.push({
          path: `spec.plans[${index}].protectionLevel`,
          rule: 'plan-protection-level-of-service',
          message: `"${plan.protectionLevel}" is above what the service is fit for ("${spec.protectionLevel}")`,
        });
      }
      return problems;
    }),
  ];
}

function checkStandard(entity: CloudServiceEntity): EntityProblem[] {
  const { spec } = entity;
  const problems: EntityProblem[] = [];
  if (!spec.plans?.length) {
    problems.push({
      path: 'spec.plans',
      rule: 'standard-has-plan',
      message: 'a standard service needs at least one plan',
    });
  }
  if (!spec.backend) {
    problems.push({
      path: 'spec.backend',
      rule: 'standard-has-backend',
      message:
        'a standard service says where it is provisioned (broker and serviceId)',
    });
  }
  return [
    ...problems,
    ...checkPlans(entity),
    ...checkOrderableName(entity.metadata.name),
  ];
}

function checkLifecycle({ spec }: CloudServiceEntity): EntityProblem[] {
  return spec.lifecycle === 'deprecated' && !spec.successor && !spec.validUntil
    ? [
        {
          path: 'spec.lifecycle',
          rule: 'deprecated-says-what-next',
          message:
            'a deprecated service names its successor or the last day on which it may be used (spec.successor, spec.validUntil)',
        },
      ]
    : [];
}

function checkEndpoints({ spec }: CloudServiceEntity): EntityProblem[] {
  return spec.endpoints.flatMap((endpoint, index) =>
    spec.networkZones.includes(endpoint.zone)
      ? []
      : [
          {
            path: `spec.endpoints[${index}].zone`,
            rule: 'endpoint-in-zone',
            message: `"${
              endpoint.zone
            }" is not one of the service's network zones (${spec.networkZones.join(
              ', ',
            )})`,
          },
        ],
  );
}

function checkContact({ spec }: CloudServiceEntity): EntityProblem[] {
  const contact = spec.requestContact;
  return contact === undefined ||
    /^(https?:\/\/|mailto:)[^\s]+$/i.test(contact) ||
    /^[^\s@:/]+@[^\s@:/]+$/.test(contact)
    ? []
    : [
        {
          path: 'spec.requestContact',
          rule: 'contact-can-be-reached',
          message: 'must be an http(s) URL, a mailto: URL or a mail address',
        },
      ];
}

function checkReferences({ spec }: CloudServiceEntity): EntityProblem[] {
  return [
    ...checkRef('spec.owner', spec.owner, 'Group'),
    ...checkRefs('spec.customers', spec.customers, 'Group'),
    ...checkRef('spec.softwareProvider', spec.softwareProvider, 'Group'),
    ...checkRef('spec.system', spec.system, 'System'),
    ...checkRefs('spec.dependsOn', spec.dependsOn, 'CloudService'),
    ...checkRef('spec.partOf', spec.partOf, 'CloudService'),
    ...checkRef('spec.successor', spec.successor, 'CloudService'),
    ...checkRef('spec.priceList', spec.priceList, 'PriceList'),
    ...checkRef(
      'spec.serviceLevelAgreement',
      spec.serviceLevelAgreement,
      'ServiceLevelAgreement',
    ),
    ...checkUnique(
      spec.dependsOn ?? [],
      index => `spec.dependsOn[${index}]`,
      'depends-on-unique',
      'the service',
    ),
  ];
}

function checkSelf(entity: CloudServiceEntity): EntityProblem[] {
  const { spec, metadata } = entity;
  const own = stringifyEntityRef(entity);
  const full = (ref: string) => {
    const rest = ref.split(':').pop() ?? ref;
    return `cloudservice:${
      rest.includes('/') ? rest : `${metadata.namespace ?? 'default'}/${rest}`
    }`.toLocaleLowerCase('en-US');
  };
  return (['successor', 'partOf'] as const).flatMap(field => {
    const ref = spec[field];
    return ref !== undefined && full(ref) === own
      ? [
          {
            path: `spec.${field}`,
            rule: 'not-itself',
            message: 'a service cannot name itself here',
          },
        ]
      : [];
  });
}

/** The rules that a CloudService of the right shape must keep. */
export function checkCloudServiceRules(
  entity: CloudServiceEntity,
): EntityProblem[] {
  return [
    ...(entity.spec.lane === 'individual'
      ? checkIndividual(entity)
      : checkStandard(entity)),
    ...checkLifecycle(entity),
    ...checkPeriod(entity.spec),
    ...checkEndpoints(entity),
    ...checkContact(entity),
    ...checkReferences(entity),
    ...checkSelf(entity),
  ];
}

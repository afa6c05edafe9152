import {
  normalizeParameterSchema,
  type CloudServiceEntity,
  type CloudServicePlan,
  type EntityProblem,
} from '@dualcloud/backstage-plugin-cloud-services-common';

type PlanSchemas = NonNullable<CloudServicePlan['schemas']>;

/** Plans with every schema normalised to draft-07, or what cannot be. */
export function normalizePlans(plans: CloudServicePlan[]): {
  plans: CloudServicePlan[];
  problems: EntityProblem[];
} {
  const problems: EntityProblem[] = [];
  const normalized = plans.map((plan, index) => {
    if (typeof plan !== 'object' || plan === null || !plan.schemas) return plan;
    const schemas: PlanSchemas = {};
    for (const use of ['create', 'update', 'bind'] as const) {
      const schema = plan.schemas[use];
      if (schema === undefined) continue;
      const result = normalizeParameterSchema(schema);
      if (result.status === 'usable') {
        schemas[use] = result.schema;
      } else {
        problems.push({
          path: `spec.plans[${index}].schemas.${use}`,
          rule: 'schema-usable',
          message: result.reason,
        });
      }
    }
    return { ...plan, schemas };
  });
  return { plans: normalized, problems };
}

/** The entity with its plans' schemas normalised. */
export function withNormalizedPlans(entity: CloudServiceEntity): {
  entity: CloudServiceEntity;
  problems: EntityProblem[];
} {
  const plans = entity.spec?.plans;
  if (!Array.isArray(plans)) return { entity, problems: [] };
  const result = normalizePlans(plans);
  return {
    entity: { ...entity, spec: { ...entity.spec, plans: result.plans } },
    problems: result.problems,
  };
}

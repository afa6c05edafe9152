import type { Entity } from '@backstage/catalog-model';
import type { JSONSchema7 } from 'json-schema';
import { DUALCLOUD_API_VERSION } from '../apiVersion';
import { isCloudServiceEntity } from '../CloudService';
import { isCommissionEntity, type CommissionEntity } from '../Commission';
import { isEnvironmentBlueprintEntity } from '../EnvironmentBlueprint';
import { cloudServiceSpecSchema } from '../schemas/cloudServiceSpecSchema';
import { commissionSpecSchema } from '../schemas/commissionSpecSchema';
import { environmentBlueprintSpecSchema } from '../schemas/environmentBlueprintSpecSchema';
import { checkBlueprintRules } from './checkBlueprintRules';
import { checkCloudServiceRules } from './checkCloudServiceRules';
import { checkPeriod, checkRef } from './commonRules';
import type { EntityProblem } from './EntityProblem';
import { checkShape } from './shape';

function checkCommissionRules({ spec }: CommissionEntity): EntityProblem[] {
  return [
    ...checkPeriod(spec),
    ...checkRef('spec.customer', spec.customer, 'Group'),
    ...checkRef('spec.softwareProvider', spec.softwareProvider, 'Group'),
    ...checkRef('spec.payer', spec.payer, 'Group'),
    ...checkRef('spec.system', spec.system, 'System'),
  ];
}

/** Shape first: the rules may then rely on it. */
function check<T extends Entity>(
  entity: T,
  schema: JSONSchema7,
  checkRules: (entity: T) => EntityProblem[],
): EntityProblem[] {
  if (entity.apiVersion !== DUALCLOUD_API_VERSION) {
    return [
      {
        path: 'apiVersion',
        rule: 'api-version',
        message: `must be ${DUALCLOUD_API_VERSION}, not "${entity.apiVersion}"`,
      },
    ];
  }
  const problems = checkShape(schema, entity.spec, 'spec');
  return problems.length > 0 ? problems : checkRules(entity);
}

/**
 * Checks an entity of one of our kinds by its JSON Schema and by the rules that
 * need nothing but the entity itself. What needs other entities (tiers and
 * cycles of `dependsOn`, plans of a blueprint's services) the catalog's
 * processor checks.
 * @returns what is wrong; `undefined` for a kind that is not ours
 * @public
 */
export function checkDualCloudEntity(
  entity: Entity,
): EntityProblem[] | undefined {
  if (isCloudServiceEntity(entity)) {
    return check(entity, cloudServiceSpecSchema, checkCloudServiceRules);
  }
  if (isEnvironmentBlueprintEntity(entity)) {
    return check(entity, environmentBlueprintSpecSchema, checkBlueprintRules);
  }
  if (isCommissionEntity(entity)) {
    return check(entity, commissionSpecSchema, checkCommissionRules);
  }
  return undefined;
}

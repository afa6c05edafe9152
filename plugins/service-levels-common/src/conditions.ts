import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PermissionCondition,
  type PermissionCriteria,
  type PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE } from './permissions';

/** Parameters of the conditions about parties. @public */
export type LevelPartyConditionParams = {
  /** Entity refs of users and groups, groups above them included. */
  refs: string[];
};

/** A condition about commitments and what belongs to them. @public */
export type ServiceLevelsCondition = PermissionCondition<
  typeof RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE,
  PermissionRuleParams
>;

function condition(
  rule: string,
  params: PermissionRuleParams,
): ServiceLevelsCondition {
  return { rule, resourceType: RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE, params };
}

/**
 * The conditions that a permission policy can put on service levels. The backend
 * has the rules behind them under the same names.
 * @public
 */
export const serviceLevelsConditions = {
  /** Promised to everybody: the general part of an agreement. */
  isGeneral: () => condition('IS_GENERAL', {}),
  /** One of the refs is the agency. */
  isCustomer: (params: LevelPartyConditionParams) =>
    condition('IS_CUSTOMER', params),
  /** One of the refs is the commissioned software provider. */
  isSoftwareProvider: (params: LevelPartyConditionParams) =>
    condition('IS_SOFTWARE_PROVIDER', params),
  /** About an environment that is owned by one of the refs. */
  isOwner: (params: LevelPartyConditionParams) => condition('IS_OWNER', params),
};

/**
 * Makes the decision of a permission policy from conditions.
 * @public
 */
export function createServiceLevelsConditionalDecision(
  conditions: PermissionCriteria<ServiceLevelsCondition>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'service-levels',
    resourceType: RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE,
    conditions,
  };
}

import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PermissionCondition,
  type PermissionCriteria,
  type PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CLOUD_COSTS_RESOURCE } from './permissions';
import type { CostStage } from './types';

/** Parameters of the conditions about parties. @public */
export type CostPartyConditionParams = {
  /** Entity refs of users and groups, groups above them included. */
  refs: string[];
};

/** A condition about allocations, statements and budgets. @public */
export type CloudCostsCondition = PermissionCondition<
  typeof RESOURCE_TYPE_CLOUD_COSTS_RESOURCE,
  PermissionRuleParams
>;

function condition(
  rule: string,
  params: PermissionRuleParams,
): CloudCostsCondition {
  return { rule, resourceType: RESOURCE_TYPE_CLOUD_COSTS_RESOURCE, params };
}

/**
 * The conditions that a permission policy can put on costs. The backend has the
 * rules behind them under the same names.
 * @public
 */
export const cloudCostsConditions = {
  /** One of the refs gets the statement. */
  isPayer: (params: CostPartyConditionParams) => condition('IS_PAYER', params),
  /** Owned by one of the refs. */
  isOwner: (params: CostPartyConditionParams) => condition('IS_OWNER', params),
  /** One of the refs is the agency. */
  isCustomer: (params: CostPartyConditionParams) =>
    condition('IS_CUSTOMER', params),
  /** One of the refs is the commissioned software provider. */
  isSoftwareProvider: (params: CostPartyConditionParams) =>
    condition('IS_SOFTWARE_PROVIDER', params),
  /** Of one of the stages. */
  hasStage: (params: { stages: CostStage[] }) => condition('HAS_STAGE', params),
};

/**
 * Makes the decision of a permission policy from conditions.
 * @public
 */
export function createCloudCostsConditionalDecision(
  conditions: PermissionCriteria<CloudCostsCondition>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'cloud-costs',
    resourceType: RESOURCE_TYPE_CLOUD_COSTS_RESOURCE,
    conditions,
  };
}

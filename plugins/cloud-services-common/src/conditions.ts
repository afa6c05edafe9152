import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PermissionCondition,
  type PermissionCriteria,
  type PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE } from './permissions';
import type { Stage } from './types';

/** Parameters of the conditions about parties. @public */
export type PartyConditionParams = {
  /** Entity refs of users and groups, groups above them included. */
  refs: string[];
};

/** A condition about environments, instances and orders. @public */
export type CloudServicesCondition = PermissionCondition<
  typeof RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE,
  PermissionRuleParams
>;

function condition(
  rule: string,
  params: PermissionRuleParams,
): CloudServicesCondition {
  return { rule, resourceType: RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE, params };
}

/**
 * The conditions that a permission policy can put on environments, instances
 * and orders. The backend has the rules behind them under the same names; a
 * policy gets them from here, so that it need not depend on the backend.
 * @public
 */
export const cloudServicesConditions = {
  /** Owned by one of the refs. */
  isOwner: (params: PartyConditionParams) => condition('IS_OWNER', params),
  /** One of the refs is the agency. */
  isCustomer: (params: PartyConditionParams) =>
    condition('IS_CUSTOMER', params),
  /** One of the refs is the commissioned software provider. */
  isSoftwareProvider: (params: PartyConditionParams) =>
    condition('IS_SOFTWARE_PROVIDER', params),
  /** One of the refs pays. */
  isPayer: (params: PartyConditionParams) => condition('IS_PAYER', params),
  /** One of the refs ordered it. */
  isRequester: (params: PartyConditionParams) =>
    condition('IS_REQUESTER', params),
  /** Owner, agency or software provider is among the refs. */
  isParty: (params: PartyConditionParams) => condition('IS_PARTY', params),
  /** Of one of the stages. */
  hasStage: (params: { stages: Stage[] }) => condition('HAS_STAGE', params),
};

/**
 * Makes the decision of a permission policy from conditions.
 *
 * @example
 * ```ts
 * createCloudServicesConditionalDecision({
 *   anyOf: [
 *     cloudServicesConditions.isOwner({ refs }),
 *     cloudServicesConditions.isSoftwareProvider({ refs }),
 *   ],
 * })
 * ```
 * @public
 */
export function createCloudServicesConditionalDecision(
  conditions: PermissionCriteria<CloudServicesCondition>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'cloud-services',
    resourceType: RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE,
    conditions,
  };
}

import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PermissionCondition,
  type PermissionCriteria,
  type PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE } from './permissions';

/** Parameters of the conditions about parties. @public */
export type RequestPartyConditionParams = {
  /** Entity refs of users and groups, groups above them included. */
  refs: string[];
};

/** A condition about requests and what belongs to them. @public */
export type ServiceRequestsCondition = PermissionCondition<
  typeof RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE,
  PermissionRuleParams
>;

function condition(
  rule: string,
  params: PermissionRuleParams,
): ServiceRequestsCondition {
  return {
    rule,
    resourceType: RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE,
    params,
  };
}

/**
 * The conditions that a permission policy can put on service requests. The
 * backend has the rules behind them under the same names.
 * @public
 */
export const serviceRequestsConditions = {
  /** It is no draft any more: its author has submitted it. */
  isSubmitted: () => condition('IS_SUBMITTED', {}),
  /** One of the refs is the party that asks. */
  isRequester: (params: RequestPartyConditionParams) =>
    condition('IS_REQUESTER', params),
  /** One of the refs is the agency that it is for. */
  isCustomer: (params: RequestPartyConditionParams) =>
    condition('IS_CUSTOMER', params),
  /** One of the refs is the software provider that works on it. */
  isSoftwareProvider: (params: RequestPartyConditionParams) =>
    condition('IS_SOFTWARE_PROVIDER', params),
};

/**
 * Makes the decision of a permission policy from conditions.
 * @public
 */
export function createServiceRequestsConditionalDecision(
  conditions: PermissionCriteria<ServiceRequestsCondition>,
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'service-requests',
    resourceType: RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE,
    conditions,
  };
}

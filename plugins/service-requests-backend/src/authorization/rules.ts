import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE } from '@dualcloud/backstage-plugin-service-requests-common';
import { z } from 'zod';

/**
 * A request, or what belongs to the same parties, as far as rights depend on it.
 * @public
 */
export type ServiceRequestsResource = {
  /** `request:<id>`, `release:<id>`, `takeover:<id>`, `ticket:<id>` */
  ref: string;
  /** `yes` until its author submits it. */
  draft: 'yes' | 'no';
  customerRef?: string;
  softwareProviderRef?: string;
  requesterPartyRef?: string;
};

/**
 * What a permission rule becomes in a query: the property has one of the values.
 * @public
 */
export type ServiceRequestsResourceFilter = {
  property: Exclude<keyof ServiceRequestsResource, 'ref'>;
  values: string[];
};

/** @public */
export const serviceRequestsResourceRef = createPermissionResourceRef<
  ServiceRequestsResource,
  ServiceRequestsResourceFilter
>().with({
  pluginId: 'service-requests',
  resourceType: RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE,
});

const refs = z.object({
  refs: z.array(z.string()).describe('Entity refs of users and groups'),
});

function partyRule(
  name: string,
  description: string,
  property: 'customerRef' | 'softwareProviderRef' | 'requesterPartyRef',
) {
  return createPermissionRule({
    name,
    description,
    resourceRef: serviceRequestsResourceRef,
    paramsSchema: refs,
    apply: (resource, params) => params.refs.includes(resource[property] ?? ''),
    toQuery: params => ({ property, values: params.refs }),
  });
}

/** Rules of the resource type, by name. @public */
export const serviceRequestsRules = {
  isSubmitted: createPermissionRule({
    name: 'IS_SUBMITTED',
    description: 'Allow what is no draft any more',
    resourceRef: serviceRequestsResourceRef,
    paramsSchema: z.object({}),
    apply: resource => resource.draft === 'no',
    toQuery: () => ({ property: 'draft' as const, values: ['no'] }),
  }),
  isRequester: partyRule(
    'IS_REQUESTER',
    'Allow what one of the parties has asked for',
    'requesterPartyRef',
  ),
  isCustomer: partyRule(
    'IS_CUSTOMER',
    'Allow what is for one of the agencies',
    'customerRef',
  ),
  isSoftwareProvider: partyRule(
    'IS_SOFTWARE_PROVIDER',
    'Allow what one of the software providers works on',
    'softwareProviderRef',
  ),
};

const exported = createConditionExports({
  resourceRef: serviceRequestsResourceRef,
  rules: serviceRequestsRules,
});

/** Conditions for policies, one for each rule. @public */
export const serviceRequestsConditions = exported.conditions;

/** Wraps conditions into a policy's decision. @public */
export const createServiceRequestsConditionalDecision =
  exported.createConditionalDecision;

import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  type CostStage,
  RESOURCE_TYPE_CLOUD_COSTS_RESOURCE,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { z } from 'zod';

/**
 * What costs belong to, as far as rights depend on it: an allocation, a
 * statement or a budget.
 * @public
 */
export type CloudCostsResource = {
  /** `allocation:<id>`, `statement:<id>` or `budget:<id>` */
  ref: string;
  /** Only an allocation and a statement have one. */
  payerRef?: string;
  /** Only an allocation and a budget have one. */
  ownerRef?: string;
  /** The agency; of a budget the organisation that it is for. */
  customerRef?: string;
  softwareProviderRef?: string;
  /** Only an allocation has one. */
  stage?: CostStage;
};

/**
 * What a permission rule becomes in a query: the property has one of the values.
 * @public
 */
export type CloudCostsResourceFilter = {
  property: Exclude<keyof CloudCostsResource, 'ref'>;
  values: string[];
};

/** @public */
export const cloudCostsResourceRef = createPermissionResourceRef<
  CloudCostsResource,
  CloudCostsResourceFilter
>().with({
  pluginId: 'cloud-costs',
  resourceType: RESOURCE_TYPE_CLOUD_COSTS_RESOURCE,
});

const refs = z.object({
  refs: z.array(z.string()).describe('Entity refs of users and groups'),
});

function partyRule(
  name: string,
  description: string,
  property: CloudCostsResourceFilter['property'],
) {
  return createPermissionRule({
    name,
    description,
    resourceRef: cloudCostsResourceRef,
    paramsSchema: refs,
    apply: (resource, params) => params.refs.includes(resource[property] ?? ''),
    toQuery: params => ({ property, values: params.refs }),
  });
}

/** Rules of the resource type, by name. @public */
export const cloudCostsRules = {
  isPayer: partyRule(
    'IS_PAYER',
    'Allow what one of the groups gets the statement for',
    'payerRef',
  ),
  isOwner: partyRule(
    'IS_OWNER',
    'Allow what one of the users or groups owns',
    'ownerRef',
  ),
  isCustomer: partyRule(
    'IS_CUSTOMER',
    'Allow what serves one of the agencies',
    'customerRef',
  ),
  isSoftwareProvider: partyRule(
    'IS_SOFTWARE_PROVIDER',
    'Allow what one of the software providers is commissioned for',
    'softwareProviderRef',
  ),
  hasStage: createPermissionRule({
    name: 'HAS_STAGE',
    description: 'Allow what is of one of the stages',
    resourceRef: cloudCostsResourceRef,
    paramsSchema: z.object({
      stages: z
        .array(z.enum(['development', 'test', 'production']))
        .describe('development, test or production'),
    }),
    apply: (resource, params) =>
      resource.stage !== undefined && params.stages.includes(resource.stage),
    toQuery: params => ({ property: 'stage' as const, values: params.stages }),
  }),
};

const exported = createConditionExports({
  resourceRef: cloudCostsResourceRef,
  rules: cloudCostsRules,
});

/** Conditions for policies, one for each rule. @public */
export const cloudCostsConditions = exported.conditions;

/** Wraps conditions into a policy's decision. @public */
export const createCloudCostsConditionalDecision =
  exported.createConditionalDecision;

import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE,
  type Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { z } from 'zod';

/**
 * An environment, a service instance or an order, as far as rights depend on it.
 * @public
 */
export type CloudServicesResource = {
  /** `environment:<id>`, `instance:<id>` or `order:<id>` */
  ref: string;
  stage: Stage;
  ownerRef: string;
  customerRef?: string;
  softwareProviderRef?: string;
  payerRef?: string;
  /** Who ordered it. */
  requestedBy: string;
};

/**
 * What a permission rule becomes in a query: the property has one of the values.
 * @public
 */
export type CloudServicesResourceFilter = {
  property: Exclude<keyof CloudServicesResource, 'ref'>;
  values: string[];
};

/** @public */
export const cloudServicesResourceRef = createPermissionResourceRef<
  CloudServicesResource,
  CloudServicesResourceFilter
>().with({
  pluginId: 'cloud-services',
  resourceType: RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE,
});

const refs = z.object({
  refs: z.array(z.string()).describe('Entity refs of users and groups'),
});

function partyRule(
  name: string,
  description: string,
  property: CloudServicesResourceFilter['property'],
) {
  return createPermissionRule({
    name,
    description,
    resourceRef: cloudServicesResourceRef,
    paramsSchema: refs,
    apply: (resource, params) => params.refs.includes(resource[property] ?? ''),
    toQuery: params => ({ property, values: params.refs }),
  });
}

/** Owned by one of the refs. @public */
const isOwner = partyRule(
  'IS_OWNER',
  'Allow what one of the users or groups owns',
  'ownerRef',
);
/** One of the refs is the agency. @public */
const isCustomer = partyRule(
  'IS_CUSTOMER',
  'Allow what serves one of the agencies',
  'customerRef',
);
/** One of the refs is the commissioned software provider. @public */
const isSoftwareProvider = partyRule(
  'IS_SOFTWARE_PROVIDER',
  'Allow what one of the software providers is commissioned for',
  'softwareProviderRef',
);
/** One of the refs pays. @public */
const isPayer = partyRule(
  'IS_PAYER',
  'Allow what one of the groups pays for',
  'payerRef',
);
/** One of the refs ordered it. @public */
const isRequester = partyRule(
  'IS_REQUESTER',
  'Allow what one of the users ordered',
  'requestedBy',
);

/** Who shares an environment, instance or order. */
export const PARTY_PROPERTIES = [
  'ownerRef',
  'customerRef',
  'softwareProviderRef',
] as const;

/** Owner, agency or software provider is among the refs. @public */
const isParty = createPermissionRule({
  name: 'IS_PARTY',
  description:
    'Allow what one of the users or groups owns, is the agency of, or is the software provider for',
  resourceRef: cloudServicesResourceRef,
  paramsSchema: refs,
  apply: (resource, params) =>
    PARTY_PROPERTIES.some(property =>
      params.refs.includes(resource[property] ?? ''),
    ),
  toQuery: params => ({
    anyOf: [
      { property: 'ownerRef', values: params.refs },
      { property: 'customerRef', values: params.refs },
      { property: 'softwareProviderRef', values: params.refs },
    ],
  }),
});

/** Of one of the stages. @public */
const hasStage = createPermissionRule({
  name: 'HAS_STAGE',
  description: 'Allow what is of one of the stages',
  resourceRef: cloudServicesResourceRef,
  paramsSchema: z.object({
    stages: z
      .array(z.enum(['development', 'test', 'production']))
      .describe('development, test or production'),
  }),
  apply: (resource, params) => params.stages.includes(resource.stage),
  toQuery: params => ({ property: 'stage', values: params.stages }),
});

/** Rules of the resource type, by name. @public */
export const cloudServicesRules = {
  isOwner,
  isCustomer,
  isSoftwareProvider,
  isPayer,
  isRequester,
  isParty,
  hasStage,
};

const exported = createConditionExports({
  resourceRef: cloudServicesResourceRef,
  rules: cloudServicesRules,
});

/** Conditions for policies, one for each rule. @public */
export const cloudServicesConditions = exported.conditions;

/** Wraps conditions into a policy's decision. @public */
export const createCloudServicesConditionalDecision =
  exported.createConditionalDecision;

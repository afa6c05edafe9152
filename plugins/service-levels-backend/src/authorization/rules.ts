import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE } from '@dualcloud/backstage-plugin-service-levels-common';
import { z } from 'zod';

/**
 * A commitment, as far as rights depend on it. Whatever belongs to one has the
 * rights of it.
 * @public
 */
export type ServiceLevelsResource = {
  /** `commitment:<id>` */
  ref: string;
  /** `yes` where it is promised to everybody. */
  general: 'yes' | 'no';
  customerRef?: string;
  softwareProviderRef?: string;
  /** Of an environment. */
  ownerRef?: string;
};

/**
 * What a permission rule becomes in a query: the property has one of the values.
 * @public
 */
export type ServiceLevelsResourceFilter = {
  property: Exclude<keyof ServiceLevelsResource, 'ref'>;
  values: string[];
};

/** @public */
export const serviceLevelsResourceRef = createPermissionResourceRef<
  ServiceLevelsResource,
  ServiceLevelsResourceFilter
>().with({
  pluginId: 'service-levels',
  resourceType: RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE,
});

const refs = z.object({
  refs: z.array(z.string()).describe('Entity refs of users and groups'),
});

function partyRule(
  name: string,
  description: string,
  property: 'customerRef' | 'softwareProviderRef' | 'ownerRef',
) {
  return createPermissionRule({
    name,
    description,
    resourceRef: serviceLevelsResourceRef,
    paramsSchema: refs,
    apply: (resource, params) => params.refs.includes(resource[property] ?? ''),
    toQuery: params => ({ property, values: params.refs }),
  });
}

/** Rules of the resource type, by name. @public */
export const serviceLevelsRules = {
  isGeneral: createPermissionRule({
    name: 'IS_GENERAL',
    description: 'Allow what is promised to everybody',
    resourceRef: serviceLevelsResourceRef,
    paramsSchema: z.object({}),
    apply: resource => resource.general === 'yes',
    toQuery: () => ({ property: 'general' as const, values: ['yes'] }),
  }),
  isCustomer: partyRule(
    'IS_CUSTOMER',
    'Allow what is agreed with one of the agencies',
    'customerRef',
  ),
  isSoftwareProvider: partyRule(
    'IS_SOFTWARE_PROVIDER',
    'Allow what one of the software providers is commissioned for',
    'softwareProviderRef',
  ),
  isOwner: partyRule(
    'IS_OWNER',
    'Allow what is about an environment that one of the users or groups owns',
    'ownerRef',
  ),
};

const exported = createConditionExports({
  resourceRef: serviceLevelsResourceRef,
  rules: serviceLevelsRules,
});

/** Conditions for policies, one for each rule. @public */
export const serviceLevelsConditions = exported.conditions;

/** Wraps conditions into a policy's decision. @public */
export const createServiceLevelsConditionalDecision =
  exported.createConditionalDecision;

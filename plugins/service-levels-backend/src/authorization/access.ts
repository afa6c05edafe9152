import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Access as FoundationAccess,
  type Decisions as FoundationDecisions,
  type PermissionOf,
  type ResourceModel,
} from '@dualcloud/foundation-node';
import {
  serviceLevelsResourceRef,
  type ServiceLevelsResource,
  type ServiceLevelsResourceFilter,
} from './rules';
import { mayDispute, mayManage, mayObject, maySee, visible } from './tenancy';

/** What the domain itself asks, besides the policy. */
export type Deed = 'see' | 'manage' | 'dispute' | 'object';

type Terms = {
  resourceType: typeof serviceLevelsResourceRef.resourceType;
  resource: ServiceLevelsResource;
  property: ServiceLevelsResourceFilter['property'];
  table: 'commitments';
  deed: Deed;
};

/** Permissions about commitments and what belongs to them. */
export type ServiceLevelsPermission = PermissionOf<Terms>;

/** Asks tenancy and policy about commitments. */
export type Access = FoundationAccess<Terms>;

/** Their answers about one caller. */
export type Decisions = FoundationDecisions<Terms>;

const MODEL: ResourceModel<Terms> = {
  resourceRef: serviceLevelsResourceRef,
  columns: {
    commitments: {
      general: 'commitments.general',
      customerRef: 'commitments.customer_ref',
      softwareProviderRef: 'commitments.software_provider_ref',
      ownerRef: 'commitments.owner_ref',
    },
  },
  partyProperties: ['customerRef', 'softwareProviderRef', 'ownerRef'],
  visible,
  seesAll: party => party.isItServiceProvider,
  deeds: {
    see: maySee,
    manage: mayManage,
    dispute: mayDispute,
    object: mayObject,
  },
  // They never change anything for themselves.
  deedsOfServices: ['see'],
};

/** The resource type has to be in the registry before. */
export function createAccess(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): Access {
  return FoundationAccess.create({ ...options, model: MODEL });
}

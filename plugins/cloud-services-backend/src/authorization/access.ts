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
  cloudServicesResourceRef,
  type CloudServicesResource,
  type CloudServicesResourceFilter,
  PARTY_PROPERTIES,
} from './rules';
import { mayChange, maySee, mayUseCredentials } from './tenancy';

/** Tables that have a row for each resource. */
export type ResourceTable = 'environments' | 'instances' | 'orders';

/** What the domain itself asks, besides the policy. */
export type Deed = 'see' | 'change' | 'use-credentials';

type Terms = {
  resourceType: typeof cloudServicesResourceRef.resourceType;
  resource: CloudServicesResource;
  property: CloudServicesResourceFilter['property'];
  table: ResourceTable;
  deed: Deed;
};

/** Permissions about environments, instances and orders. */
export type CloudServicesPermission = PermissionOf<Terms>;

/** Asks tenancy and policy about environments, instances and orders. */
export type Access = FoundationAccess<Terms>;

/** Their answers about one caller. */
export type Decisions = FoundationDecisions<Terms>;

function columnsOf(table: ResourceTable, requestedBy: string) {
  return {
    stage: `${table}.stage`,
    ownerRef: `${table}.owner_ref`,
    customerRef: `${table}.customer_ref`,
    softwareProviderRef: `${table}.software_provider_ref`,
    payerRef: `${table}.payer_ref`,
    requestedBy: `${table}.${requestedBy}`,
  };
}

/** The columns that a resource's properties are in. */
export const RESOURCE_COLUMNS = {
  environments: columnsOf('environments', 'created_by'),
  instances: columnsOf('instances', 'created_by'),
  orders: columnsOf('orders', 'requested_by'),
};

/** The columns of a table that name owner, agency and software provider. */
export function partyColumns(table: ResourceTable): string[] {
  return PARTY_PROPERTIES.map(property => RESOURCE_COLUMNS[table][property]);
}

const MODEL: ResourceModel<Terms> = {
  resourceRef: cloudServicesResourceRef,
  columns: RESOURCE_COLUMNS,
  partyProperties: PARTY_PROPERTIES,
  seesAll: party => party.isItServiceProvider,
  deeds: {
    see: maySee,
    change: mayChange,
    'use-credentials': mayUseCredentials,
  },
  // They never change anything or see credentials for themselves.
  deedsOfServices: ['see'],
};

/** The resource type has to be in the registry before. */
export function createAccess(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): Access {
  return FoundationAccess.create({ ...options, model: MODEL });
}

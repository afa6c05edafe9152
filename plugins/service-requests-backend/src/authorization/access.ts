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
  serviceRequestsResourceRef,
  type ServiceRequestsResource,
  type ServiceRequestsResourceFilter,
} from './rules';
import { mayDecide, mayManage, maySee, mayTakePart, visible } from './tenancy';

/** What the domain itself asks, besides the policy. */
export type Deed = 'see' | 'take-part' | 'manage' | 'decide';

/** Tables whose rows have parties. */
export type PartyTable =
  | 'requests'
  | 'releases'
  | 'takeovers'
  | 'standing_approvals'
  | 'tickets';

type Terms = {
  resourceType: typeof serviceRequestsResourceRef.resourceType;
  resource: ServiceRequestsResource;
  property: ServiceRequestsResourceFilter['property'];
  table: PartyTable;
  deed: Deed;
};

/** Permissions about requests and what belongs to them. */
export type ServiceRequestsPermission = PermissionOf<Terms>;

/** Asks tenancy and policy. */
export type Access = FoundationAccess<Terms>;

/** Their answers about one caller. */
export type Decisions = FoundationDecisions<Terms>;

const columnsOf = (table: PartyTable) => ({
  draft: `${table}.draft`,
  customerRef: `${table}.customer_ref`,
  softwareProviderRef: `${table}.software_provider_ref`,
  requesterPartyRef: `${table}.requester_party_ref`,
});

const MODEL: ResourceModel<Terms> = {
  resourceRef: serviceRequestsResourceRef,
  columns: {
    requests: columnsOf('requests'),
    releases: columnsOf('releases'),
    takeovers: columnsOf('takeovers'),
    standing_approvals: columnsOf('standing_approvals'),
    tickets: columnsOf('tickets'),
  },
  partyProperties: ['customerRef', 'softwareProviderRef', 'requesterPartyRef'],
  visible,
  // Not even the provider sees what is not submitted yet.
  seesAll: () => false,
  deeds: {
    see: maySee,
    'take-part': mayTakePart,
    manage: mayManage,
    decide: mayDecide,
  },
  deedsOfServices: ['see'],
};

/** The resource type has to be in the registry before. */
export function createAccess(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): Access {
  return FoundationAccess.create({ ...options, model: MODEL });
}

import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Access as FoundationAccess,
  applyCriteria,
  type Decisions as FoundationDecisions,
  type Party,
  type PermissionOf,
  type ResourceModel,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  cloudCostsResourceRef,
  type CloudCostsResource,
  type CloudCostsResourceFilter,
} from './rules';
import { mayChange, maySee, type ResourceTable, visible } from './tenancy';

/** What the domain itself asks, besides the policy. */
export type Deed = 'see' | 'change';

type Terms = {
  resourceType: typeof cloudCostsResourceRef.resourceType;
  resource: CloudCostsResource;
  property: CloudCostsResourceFilter['property'];
  table: ResourceTable;
  deed: Deed;
};

/** Permissions about allocations, statements and budgets. */
export type CloudCostsPermission = PermissionOf<Terms>;

/** Asks tenancy and policy about allocations, statements and budgets. */
export type Access = FoundationAccess<Terms>;

/** Their answers about one caller. */
export type Decisions = FoundationDecisions<Terms>;

const ALLOCATION_COLUMNS = {
  payerRef: 'allocations.payer_ref',
  ownerRef: 'allocations.owner_ref',
  customerRef: 'allocations.customer_ref',
  softwareProviderRef: 'allocations.software_provider_ref',
  stage: 'allocations.stage',
};

const MODEL: ResourceModel<Terms> = {
  resourceRef: cloudCostsResourceRef,
  columns: {
    allocations: ALLOCATION_COLUMNS,
    statements: { payerRef: 'statements.payer_ref' },
    // An organisation's ref; other scopes are nobody's own ref.
    budgets: {
      ownerRef: 'budgets.owner_ref',
      customerRef: 'budgets.scope_ref',
    },
  },
  partyProperties: [
    'payerRef',
    'ownerRef',
    'customerRef',
    'softwareProviderRef',
  ],
  visible,
  seesAll: party => party.isItServiceProvider,
  deeds: { see: maySee, change: mayChange },
  // They never change anything for themselves.
  deedsOfServices: ['see'],
};

/**
 * Leaves of the allocations what a party may see, whoever asks: for what belongs
 * to a party, such as a budget.
 */
export function restrictToParty(query: Knex.QueryBuilder, party: Party): void {
  if (party.isItServiceProvider) return;
  query.where(nested =>
    applyCriteria(nested, ALLOCATION_COLUMNS, visible(party, 'allocations')),
  );
}

/** The resource type has to be in the registry before. */
export function createAccess(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): Access {
  return FoundationAccess.create({ ...options, model: MODEL });
}

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * What costs belong to: an allocation, a statement, a budget. All are shared
 * between the same parties, so they are one resource type. Resource refs are
 * `allocation:<id>`, `statement:<id>` and `budget:<id>`.
 * @public
 */
export const RESOURCE_TYPE_CLOUD_COSTS_RESOURCE = 'cloud-costs-resource';

const resourceType = RESOURCE_TYPE_CLOUD_COSTS_RESOURCE;

/** See costs, their lines and the usage behind them. @public */
export const costReadPermission = createPermission({
  name: 'cloudcosts.cost.read',
  attributes: { action: 'read' },
  resourceType,
});

/** See statements and download them. @public */
export const statementReadPermission = createPermission({
  name: 'cloudcosts.statement.read',
  attributes: { action: 'read' },
  resourceType,
});

/** See a budget. @public */
export const budgetReadPermission = createPermission({
  name: 'cloudcosts.budget.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Change or remove a budget. @public */
export const budgetUpdatePermission = createPermission({
  name: 'cloudcosts.budget.update',
  attributes: { action: 'update' },
  resourceType,
});

/** Set a budget; for what, is decided in the domain. @public */
export const budgetCreatePermission = createPermission({
  name: 'cloudcosts.budget.create',
  attributes: { action: 'create' },
});

/** Hand in usage. Services always may hand in; this is for people and tokens. @public */
export const usageIngestPermission = createPermission({
  name: 'cloudcosts.usage.ingest',
  attributes: { action: 'create' },
});

/** See price lists; agreed prices only of one's own. @public */
export const priceListReadPermission = createPermission({
  name: 'cloudcosts.price-list.read',
  attributes: { action: 'read' },
});

/** Check and simulate drafts of price lists. @public */
export const priceListSimulatePermission = createPermission({
  name: 'cloudcosts.price-list.simulate',
  attributes: { action: 'read' },
});

/** Ask what an order will cost. @public */
export const quoteCreatePermission = createPermission({
  name: 'cloudcosts.quote.create',
  attributes: { action: 'read' },
});

/** Finalise statements, grant credits, have things rated again, see problems. @public */
export const billingManagePermission = createPermission({
  name: 'cloudcosts.billing.manage',
  attributes: { action: 'update' },
});

/** See revenue by service. @public */
export const revenueReadPermission = createPermission({
  name: 'cloudcosts.revenue.read',
  attributes: { action: 'read' },
});

/** Take costs out in the FOCUS format. @public */
export const focusExportPermission = createPermission({
  name: 'cloudcosts.focus.export',
  attributes: { action: 'read' },
});

/** Every permission of the plugin. @public */
export const cloudCostsPermissions = [
  costReadPermission,
  statementReadPermission,
  budgetReadPermission,
  budgetUpdatePermission,
  budgetCreatePermission,
  usageIngestPermission,
  priceListReadPermission,
  priceListSimulatePermission,
  quoteCreatePermission,
  billingManagePermission,
  revenueReadPermission,
  focusExportPermission,
];

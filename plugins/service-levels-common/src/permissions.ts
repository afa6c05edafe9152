import { createPermission } from '@backstage/plugin-permission-common';

/**
 * A commitment, and whatever belongs to one: figures, outages, incidents,
 * maintenance, reports, probes. All are shared between the same parties, so they
 * are one resource type. Resource refs are `commitment:<id>`.
 * @public
 */
export const RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE = 'service-levels-resource';

const resourceType = RESOURCE_TYPE_SERVICE_LEVELS_RESOURCE;

/** See agreed levels, how they stand and why, and how they are measured. @public */
export const levelReadPermission = createPermission({
  name: 'servicelevels.level.read',
  attributes: { action: 'read' },
  resourceType,
});

/** See outages and incidents. @public */
export const outageReadPermission = createPermission({
  name: 'servicelevels.outage.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Report an outage by hand, correct and confirm one. @public */
export const outageReportPermission = createPermission({
  name: 'servicelevels.outage.report',
  attributes: { action: 'update' },
  resourceType,
});

/** Say who caused an outage, and settle a dispute about it. @public */
export const outageAttributePermission = createPermission({
  name: 'servicelevels.outage.attribute',
  attributes: { action: 'update' },
  resourceType,
});

/** Dispute who caused an outage, and comment on it. @public */
export const outageDisputePermission = createPermission({
  name: 'servicelevels.outage.dispute',
  attributes: { action: 'update' },
  resourceType,
});

/** See maintenance windows. @public */
export const maintenanceReadPermission = createPermission({
  name: 'servicelevels.maintenance.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Announce and withdraw maintenance windows. @public */
export const maintenanceAnnouncePermission = createPermission({
  name: 'servicelevels.maintenance.announce',
  attributes: { action: 'create' },
});

/** Object to a maintenance window. @public */
export const maintenanceObjectPermission = createPermission({
  name: 'servicelevels.maintenance.object',
  attributes: { action: 'update' },
  resourceType,
});

/** See service reports and download them. @public */
export const reportReadPermission = createPermission({
  name: 'servicelevels.report.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Comment on service reports and release them. @public */
export const reportReleasePermission = createPermission({
  name: 'servicelevels.report.release',
  attributes: { action: 'update' },
  resourceType,
});

/** See agreements and calendars; special parts only of one's own. @public */
export const agreementReadPermission = createPermission({
  name: 'servicelevels.agreement.read',
  attributes: { action: 'read' },
});

/** See which documents are refused, and why. @public */
export const agreementManagePermission = createPermission({
  name: 'servicelevels.agreement.manage',
  attributes: { action: 'read' },
});

/** Hand in samples. Services always may; this is for people and tokens. @public */
export const measurementIngestPermission = createPermission({
  name: 'servicelevels.measurement.ingest',
  attributes: { action: 'create' },
});

/** Every permission of the plugin. @public */
export const serviceLevelsPermissions = [
  levelReadPermission,
  outageReadPermission,
  outageReportPermission,
  outageAttributePermission,
  outageDisputePermission,
  maintenanceReadPermission,
  maintenanceAnnouncePermission,
  maintenanceObjectPermission,
  reportReadPermission,
  reportReleasePermission,
  agreementReadPermission,
  agreementManagePermission,
  measurementIngestPermission,
];

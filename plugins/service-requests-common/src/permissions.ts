import { createPermission } from '@backstage/plugin-permission-common';

/**
 * A request, an offer, a release, a takeover or a ticket. All belong to the same
 * parties, so they are one resource type. Resource refs are `request:<id>`,
 * `release:<id>`, `takeover:<id>` and `ticket:<id>`.
 * @public
 */
export const RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE =
  'service-requests-resource';

const resourceType = RESOURCE_TYPE_SERVICE_REQUESTS_RESOURCE;

/** See which kinds of requests there are, with their forms. @public */
export const requestTypeReadPermission = createPermission({
  name: 'servicerequests.type.read',
  attributes: { action: 'read' },
});

/** See requests, their conversation, attachments, offers and takeovers. @public */
export const requestReadPermission = createPermission({
  name: 'servicerequests.request.read',
  attributes: { action: 'read' },
  resourceType,
});

/** File a request. @public */
export const requestCreatePermission = createPermission({
  name: 'servicerequests.request.create',
  attributes: { action: 'create' },
});

/** Record a request that was handled before there was this portal. @public */
export const requestRecordPermission = createPermission({
  name: 'servicerequests.request.record',
  attributes: { action: 'create' },
});

/** Fill a request in, answer, withdraw; write and attach. @public */
export const requestUpdatePermission = createPermission({
  name: 'servicerequests.request.update',
  attributes: { action: 'update' },
  resourceType,
});

/** Analyse, ask, assign, link and group requests; read and write internal notes. @public */
export const requestManagePermission = createPermission({
  name: 'servicerequests.request.manage',
  attributes: { action: 'update' },
  resourceType,
});

/** Draw up, publish and withdraw offers. @public */
export const offerManagePermission = createPermission({
  name: 'servicerequests.offer.manage',
  attributes: { action: 'update' },
  resourceType,
});

/** Accept and decline offers; who is authorised to is asked beside it. @public */
export const offerAcceptPermission = createPermission({
  name: 'servicerequests.offer.accept',
  attributes: { action: 'update' },
  resourceType,
});

/** Deliver a release for takeover. @public */
export const releaseDeliverPermission = createPermission({
  name: 'servicerequests.release.deliver',
  attributes: { action: 'create' },
});

/** Work through a takeover: evidence, exceptions, verdicts. @public */
export const takeoverUpdatePermission = createPermission({
  name: 'servicerequests.takeover.update',
  attributes: { action: 'update' },
  resourceType,
});

/** See incidents, problems and changes. @public */
export const ticketReadPermission = createPermission({
  name: 'servicerequests.ticket.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Report an incident or a problem; ask for a change. @public */
export const ticketCreatePermission = createPermission({
  name: 'servicerequests.ticket.create',
  attributes: { action: 'create' },
});

/** Work on incidents, problems and changes. @public */
export const ticketUpdatePermission = createPermission({
  name: 'servicerequests.ticket.update',
  attributes: { action: 'update' },
  resourceType,
});

/** See and settle what connected ticket systems could not take. @public */
export const connectorManagePermission = createPermission({
  name: 'servicerequests.connector.manage',
  attributes: { action: 'update' },
});

/** See what keeps being asked for, group it, and decide whether it becomes standard. @public */
export const standardisationManagePermission = createPermission({
  name: 'servicerequests.standardisation.manage',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. @public */
export const serviceRequestsPermissions = [
  requestTypeReadPermission,
  requestReadPermission,
  requestCreatePermission,
  requestRecordPermission,
  requestUpdatePermission,
  requestManagePermission,
  offerManagePermission,
  offerAcceptPermission,
  releaseDeliverPermission,
  takeoverUpdatePermission,
  ticketReadPermission,
  ticketCreatePermission,
  ticketUpdatePermission,
  connectorManagePermission,
  standardisationManagePermission,
];

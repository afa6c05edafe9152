import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** Incidents, problems and changes. @public */
export const serviceDeskRouteRef = createRouteRef({
  id: 'service-requests:desk',
});

/** Reporting an incident or a problem, or asking for a change; `?kind=…`. @public */
export const reportTicketRouteRef = createSubRouteRef({
  id: 'service-requests:report-ticket',
  parent: serviceDeskRouteRef,
  path: '/report',
});

/** What will change, and when. @public */
export const releaseCalendarRouteRef = createSubRouteRef({
  id: 'service-requests:release-calendar',
  parent: serviceDeskRouteRef,
  path: '/calendar',
});

/** Connected ticket systems and their conflicts, for the IT service provider. @public */
export const connectorsRouteRef = createSubRouteRef({
  id: 'service-requests:connectors',
  parent: serviceDeskRouteRef,
  path: '/connectors',
});

/** One incident, problem or change. @public */
export const ticketRouteRef = createSubRouteRef({
  id: 'service-requests:ticket',
  parent: serviceDeskRouteRef,
  path: '/:ticketId',
});

/** The page of an outage, in a portal with service levels. */
export const outageRouteRef = createExternalRouteRef({
  id: 'service-requests:outage',
  optional: true,
  params: ['outageId'],
  defaultTarget: 'service-levels.outage',
});

/** Maintenance that is announced, in a portal with service levels. */
export const maintenanceRouteRef = createExternalRouteRef({
  id: 'service-requests:maintenance',
  optional: true,
  defaultTarget: 'service-levels.maintenance',
});

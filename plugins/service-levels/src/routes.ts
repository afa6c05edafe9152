import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The service levels page. @public */
export const serviceLevelsRouteRef = createRouteRef({
  id: 'service-levels:levels',
});

/** One service level. @public */
export const serviceLevelRouteRef = createSubRouteRef({
  id: 'service-levels:level',
  parent: serviceLevelsRouteRef,
  path: '/levels/:commitmentId',
});

/** Why this number: one objective in one period. @public */
export const explanationRouteRef = createSubRouteRef({
  id: 'service-levels:explanation',
  parent: serviceLevelsRouteRef,
  path: '/levels/:commitmentId/objectives/:objective',
});

/** Outages. @public */
export const outagesRouteRef = createSubRouteRef({
  id: 'service-levels:outages',
  parent: serviceLevelsRouteRef,
  path: '/outages',
});

/** One outage. @public */
export const outageRouteRef = createSubRouteRef({
  id: 'service-levels:outage',
  parent: serviceLevelsRouteRef,
  path: '/outages/:outageId',
});

/** Maintenance windows. @public */
export const maintenanceRouteRef = createSubRouteRef({
  id: 'service-levels:maintenance',
  parent: serviceLevelsRouteRef,
  path: '/maintenance',
});

/** Monthly service reports. @public */
export const reportsRouteRef = createSubRouteRef({
  id: 'service-levels:reports',
  parent: serviceLevelsRouteRef,
  path: '/reports',
});

/** One monthly service report. @public */
export const reportRouteRef = createSubRouteRef({
  id: 'service-levels:report',
  parent: serviceLevelsRouteRef,
  path: '/reports/:reportId',
});

/** Service calendars. @public */
export const calendarsRouteRef = createSubRouteRef({
  id: 'service-levels:calendars',
  parent: serviceLevelsRouteRef,
  path: '/calendars',
});

/** One service calendar. @public */
export const calendarRouteRef = createSubRouteRef({
  id: 'service-levels:calendar',
  parent: serviceLevelsRouteRef,
  path: '/calendars/:name',
});

/** Agreements. @public */
export const agreementsRouteRef = createSubRouteRef({
  id: 'service-levels:agreements',
  parent: serviceLevelsRouteRef,
  path: '/agreements',
});

/** One version of an agreement. @public */
export const agreementRouteRef = createSubRouteRef({
  id: 'service-levels:agreement',
  parent: serviceLevelsRouteRef,
  path: '/agreements/:agreement/:version',
});

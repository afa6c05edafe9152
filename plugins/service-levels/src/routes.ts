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

import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

// Refs of the older API work in both frontend systems, so the components need
// to know only one kind.

/** The service catalogue. @public */
export const catalogueRouteRef = createRouteRef({
  id: 'cloud-services:catalogue',
});

/** All environments. @public */
export const environmentsRouteRef = createRouteRef({
  id: 'cloud-services:environments',
});

/** One environment. @public */
export const environmentRouteRef = createSubRouteRef({
  id: 'cloud-services:environment',
  parent: environmentsRouteRef,
  path: '/:environmentId',
});

/** One service instance. @public */
export const instanceRouteRef = createSubRouteRef({
  id: 'cloud-services:instance',
  parent: environmentsRouteRef,
  path: '/instances/:instanceId',
});

/** One order. @public */
export const orderRouteRef = createSubRouteRef({
  id: 'cloud-services:order',
  parent: environmentsRouteRef,
  path: '/orders/:orderId',
});

/** The form that orders; the scaffolder's, unless the app binds another. @public */
export const orderFormRouteRef = createExternalRouteRef({
  id: 'cloud-services:order-form',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Environments, instances and orders are all shared between the same parties,
 * so they are one resource type: its rules know the parties' columns only.
 * Resource refs are `environment:<id>`, `instance:<id>` and `order:<id>`.
 * @public
 */
export const RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE = 'cloud-services-resource';

const resourceType = RESOURCE_TYPE_CLOUD_SERVICES_RESOURCE;

/** See an environment and its journal. @public */
export const environmentReadPermission = createPermission({
  name: 'cloudservices.environment.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Change or extend an environment. @public */
export const environmentUpdatePermission = createPermission({
  name: 'cloudservices.environment.update',
  attributes: { action: 'update' },
  resourceType,
});

/** Tear an environment down. @public */
export const environmentTerminatePermission = createPermission({
  name: 'cloudservices.environment.terminate',
  attributes: { action: 'delete' },
  resourceType,
});

/** See a service instance and its journal. @public */
export const instanceReadPermission = createPermission({
  name: 'cloudservices.instance.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Change or extend a service instance. @public */
export const instanceUpdatePermission = createPermission({
  name: 'cloudservices.instance.update',
  attributes: { action: 'update' },
  resourceType,
});

/** Tear a service instance down. @public */
export const instanceTerminatePermission = createPermission({
  name: 'cloudservices.instance.terminate',
  attributes: { action: 'delete' },
  resourceType,
});

/** Make, reveal, rotate and revoke credentials of an instance. @public */
export const credentialUsePermission = createPermission({
  name: 'cloudservices.credential.use',
  attributes: { action: 'update' },
  resourceType,
});

/** See an order. @public */
export const orderReadPermission = createPermission({
  name: 'cloudservices.order.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Retry a failed order. @public */
export const orderUpdatePermission = createPermission({
  name: 'cloudservices.order.update',
  attributes: { action: 'update' },
  resourceType,
});

/**
 * Order at all. For which system, stage and owner is a question of the
 * commission and is decided in the domain, under any policy.
 * @public
 */
export const orderCreatePermission = createPermission({
  name: 'cloudservices.order.create',
  attributes: { action: 'create' },
});

/** See how the brokers are. @public */
export const brokerReadPermission = createPermission({
  name: 'cloudservices.broker.read',
  attributes: { action: 'read' },
});

/** Ask for a sync; read a broker's raw catalogue and error details. @public */
export const brokerManagePermission = createPermission({
  name: 'cloudservices.broker.manage',
  attributes: { action: 'update' },
});

/** See delivery times. @public */
export const deliveryTimeReadPermission = createPermission({
  name: 'cloudservices.delivery-time.read',
  attributes: { action: 'read' },
});

/** Every permission of the plugin. @public */
export const cloudServicesPermissions = [
  environmentReadPermission,
  environmentUpdatePermission,
  environmentTerminatePermission,
  instanceReadPermission,
  instanceUpdatePermission,
  instanceTerminatePermission,
  credentialUsePermission,
  orderReadPermission,
  orderUpdatePermission,
  orderCreatePermission,
  brokerReadPermission,
  brokerManagePermission,
  deliveryTimeReadPermission,
];

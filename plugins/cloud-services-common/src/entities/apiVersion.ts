/** apiVersion of every kind of ours. @public */
export const DUALCLOUD_API_VERSION = 'dualcloud.dev/v1alpha1';

/** Name of the broker that a service or instance comes from. @public */
export const BROKER_ANNOTATION = 'dualcloud.dev/broker';
/** OSB service id of a service that came from a broker's catalogue. @public */
export const OSB_SERVICE_ID_ANNOTATION = 'dualcloud.dev/osb-service-id';
/** Id of a live environment, on its Resource entity. @public */
export const ENVIRONMENT_ID_ANNOTATION = 'dualcloud.dev/environment-id';
/** Id of a live service instance, on its Resource entity. @public */
export const INSTANCE_ID_ANNOTATION = 'dualcloud.dev/instance-id';
/** `true` on whatever a broker only simulates. @public */
export const SIMULATED_ANNOTATION = 'dualcloud.dev/simulated';
/** On a generated Template: the ref of the CloudService or EnvironmentBlueprint it orders. @public */
export const ORDERS_ANNOTATION = 'dualcloud.dev/orders';

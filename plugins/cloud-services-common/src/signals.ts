/**
 * Topic of Backstage's events service. An event only wakes a consumer, which
 * then pulls `GET /changes` or `GET /lifecycle-events`; it may be lost without harm.
 * @public
 */
export const CLOUD_SERVICES_CHANGED_TOPIC = 'cloud-services.changed';

/** Wakes the catalog module: sync this broker now. @public */
export const CLOUD_SERVICES_SYNC_TOPIC = 'cloud-services.broker-sync-requested';

/** Signals channel that tells an open page to read again. @public */
export const CLOUD_SERVICES_SIGNAL_CHANNEL = 'cloud-services:changed';

/** Message on {@link CLOUD_SERVICES_SIGNAL_CHANNEL}: ids only, sent only to the parties. @public */
export type CloudServicesSignal = {
  orderId?: string;
  environmentId?: string;
  instanceId?: string;
};

/** Payload on {@link CLOUD_SERVICES_SYNC_TOPIC}. @public */
export type CloudServicesSyncRequest = { brokerName: string };

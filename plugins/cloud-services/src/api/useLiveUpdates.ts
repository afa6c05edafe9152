import { createUseLiveUpdates } from '@dualcloud/foundation-react';
import {
  CLOUD_SERVICES_SIGNAL_CHANNEL,
  type CloudServicesSignal,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** Calls `onChange` when an environment, an instance or an order has changed. */
export const useLiveUpdates = createUseLiveUpdates<CloudServicesSignal>({
  channel: CLOUD_SERVICES_SIGNAL_CHANNEL,
  idsOf: message => [
    message.environmentId,
    message.instanceId,
    message.orderId,
  ],
});

import { createUseLiveUpdates } from '@dualcloud/foundation-react';
import {
  SERVICE_REQUESTS_SIGNAL_CHANNEL,
  type ServiceRequestsSignal,
} from '@dualcloud/backstage-plugin-service-requests-common';

/** Calls `onChange` when something of one of the topics `ids` has changed. */
export const useLiveUpdates = createUseLiveUpdates<ServiceRequestsSignal>({
  channel: SERVICE_REQUESTS_SIGNAL_CHANNEL,
  idsOf: ({ topic }) => [topic],
});

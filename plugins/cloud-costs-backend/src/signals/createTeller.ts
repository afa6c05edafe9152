import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CLOUD_COSTS_SIGNAL_CHANNEL,
  CLOUD_COSTS_TOPIC,
  type CloudCostsSignal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/** Tells open pages and other plugins to read again; may be lost without harm. */
export function createTeller({
  events,
  signals,
  logger,
}: {
  events: EventsService;
  signals: SignalsService;
  logger: LoggerService;
}): (topic: CloudCostsSignal['topic']) => void {
  return topic => {
    const message: CloudCostsSignal = { topic };
    Promise.all([
      events.publish({ topic: CLOUD_COSTS_TOPIC, eventPayload: message }),
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: CLOUD_COSTS_SIGNAL_CHANNEL,
        message,
      }),
    ]).catch(error => logger.debug(`Nobody was told of ${topic}: ${error}`));
  };
}

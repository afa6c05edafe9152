import { createMqttBroker } from './mqtt-broker';
import { createPostgresql } from './postgresql';
import type { ServiceFactory } from './types';

/** Every service by its name in the catalogue, in the order in which the catalogue shows them. */
export const SERVICES: Record<string, ServiceFactory> = {
  postgresql: createPostgresql,
  'mqtt-broker': createMqttBroker,
};

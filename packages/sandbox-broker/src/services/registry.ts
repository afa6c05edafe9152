import { createLinuxServer } from './linux-server';
import { createMqttBroker } from './mqtt-broker';
import { createObjectStorage } from './object-storage';
import { createPostgresql } from './postgresql';
import { createApplicationServer } from './simulated/application-server';
import { createKubernetesNamespace } from './simulated/kubernetes-namespace';
import {
  createMicrosoftSql,
  createMicrosoftSql2019,
} from './simulated/microsoft-sql';
import { createNetwork } from './simulated/network';
import type { ServiceFactory } from './types';

/** Every service by its name in the catalogue, in the order in which the catalogue shows them. */
export const SERVICES: Record<string, ServiceFactory> = {
  postgresql: createPostgresql,
  'mqtt-broker': createMqttBroker,
  'object-storage': createObjectStorage,
  'linux-server': createLinuxServer,
  network: createNetwork,
  'application-server': createApplicationServer,
  'microsoft-sql': createMicrosoftSql,
  'microsoft-sql-2019': createMicrosoftSql2019,
  'kubernetes-namespace': createKubernetesNamespace,
};

import {
  CloudServicesClients,
  type CloudServicesActionsOptions,
} from '../api/clients';
import { bindCredentialsAction } from '../credentials/bindCredentials';
import { createEnvironmentAction } from './createEnvironment';
import { createInstanceAction } from './createInstance';
import {
  terminateEnvironmentAction,
  terminateInstanceAction,
} from './terminate';
import { updateEnvironmentAction } from './updateEnvironment';
import { waitAction } from './wait';

/** The actions, for those who register actions by hand. @public */
export function createCloudServicesActions(
  options: CloudServicesActionsOptions,
) {
  const clients = new CloudServicesClients(options);
  return [
    createEnvironmentAction(clients),
    updateEnvironmentAction(clients),
    terminateEnvironmentAction(clients),
    createInstanceAction(clients),
    terminateInstanceAction(clients),
    waitAction(clients),
    bindCredentialsAction(clients),
  ] as const;
}

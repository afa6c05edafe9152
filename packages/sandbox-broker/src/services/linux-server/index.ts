import { shortName } from '../../state/Vault';
import { simulate } from '../simulated/simulate';
import type { ServiceEnvironment, ServiceFactory } from '../types';
import { linuxOffering } from './offering';
import { createRealServers } from './RealServers';
import { findWay, type Way } from './trial';

const SIMULATED = 'linux-server.simulated';
const WAY = 'linux-server.way';

/**
 * What was simulated when it was ordered stays so, and the other way round: decided once for a data folder, together
 * with the way in which containers run here.
 */
async function decide({
  database,
  linuxImage,
  log,
}: ServiceEnvironment): Promise<Way | undefined> {
  const setting = (name: string) =>
    (
      database
        .prepare('SELECT value FROM settings WHERE name = ?')
        .get(name) as { value: string } | undefined
    )?.value;
  const remember = (name: string, value: string) =>
    database
      .prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)')
      .run(name, value);

  const simulated = setting(SIMULATED);
  const known = setting(WAY);
  if (simulated === 'true') {
    log('simulated, as decided at the first start with this data folder');
    return undefined;
  }
  if (known) {
    return JSON.parse(known) as Way;
  }
  const found = await findWay(linuxImage);
  if ('reason' in found) {
    log(
      `no container can be started with podman, so simulated: ${found.reason}`,
    );
    remember(SIMULATED, 'true');
    return undefined;
  }
  log(
    `containers of ${found.image}${
      found.limited ? '' : '; this machine cannot limit their cores and memory'
    }`,
  );
  remember(SIMULATED, 'false');
  remember(WAY, JSON.stringify(found));
  return found;
}

/** Real containers where podman can start one, otherwise simulated. */
export const createLinuxServer: ServiceFactory = async environment => {
  const way = await decide(environment);
  if (way) {
    return createRealServers(environment, way);
  }
  return simulate(environment, {
    offering: linuxOffering({ simulated: true }),
    steps: {
      provision: [
        'Reserving cores and memory.',
        'Installing the operating system.',
        'Starting the server.',
      ],
      update: ['Changing cores and memory.', 'Restarting the server.'],
      deprovision: ['Stopping the server.', 'Wiping its disk.'],
    },
    credentials: (instance, secret) => ({
      host: `${
        (instance.parameters.hostname as string) ?? 'server'
      }-${shortName(instance.id)}.sandbox.invalid`,
      port: 22,
      password: secret,
    }),
  });
};

import { shortName } from '../../state/Vault';
import { simulate } from '../simulated/simulate';
import type {
  BindingRecord,
  InstanceRecord,
  SandboxService,
  ServiceEnvironment,
  ServiceFactory,
} from '../types';
import { LIMITS, linuxOffering } from './offering';
import { containerExists, podman, podmanIsUsable } from './podman';

const LABEL = 'dualcloud.sandbox-broker';

const containerName = (instance: InstanceRecord) =>
  `sandbox-${shortName(instance.id)}`;
const userName = (binding: BindingRecord) => `u${shortName(binding.id)}`;

function limits(instance: InstanceRecord): string[] {
  const { cores, memoryMb } = LIMITS[instance.planId];
  return ['--cpus', String(cores), '--memory', `${memoryMb}m`];
}

/** Containers of the local podman; a binding is a user inside. */
function createReal(environment: ServiceEnvironment): SandboxService {
  const owner = shortName(environment.dataDir);
  const offering = linuxOffering(false);

  const inside = (instance: InstanceRecord, ...command: string[]) =>
    podman(['exec', containerName(instance), ...command]);

  return {
    offering,
    simulated: false,
    async start(existing) {
      for (const { instance } of existing) {
        if (await containerExists(containerName(instance))) {
          await podman(['start', containerName(instance)]);
        }
      }
    },
    // Servers go on running while the broker does not.
    stop: async () => undefined,
    async provision(instance, context) {
      const name = containerName(instance);
      context.progress('Starting the container.');
      if (await containerExists(name)) {
        await podman(['start', name]);
        return;
      }
      await podman([
        'run',
        '--detach',
        '--pull=never',
        '--name',
        name,
        '--hostname',
        (instance.parameters.hostname as string) ?? 'server',
        '--label',
        `${LABEL}=${owner}`,
        '--cap-drop=NET_RAW',
        '--pids-limit=512',
        ...limits(instance),
        environment.linuxImage,
        'sleep',
        'infinity',
      ]);
    },
    async update(_current, target, context) {
      context.progress('Changing cores and memory.');
      await podman(['update', ...limits(target), containerName(target)]);
    },
    async deprovision(instance, _bindings, context) {
      context.progress('Removing the container.');
      await podman([
        'rm',
        '--force',
        '--ignore',
        '--volumes',
        containerName(instance),
      ]);
    },
    async bind(instance, binding, context) {
      context.progress('Creating the user.');
      const name = userName(binding);
      await inside(
        instance,
        'sh',
        '-c',
        'id "$1" 2>/dev/null || useradd --create-home --shell /bin/sh "$1"',
        'sh',
        name,
      );
      return {
        credentials: {
          container: containerName(instance),
          username: name,
          command: `podman exec --interactive --tty --user ${name} ${containerName(
            instance,
          )} /bin/sh`,
        },
      };
    },
    async unbind(instance, binding, context) {
      context.progress('Removing the user.');
      if (await containerExists(containerName(instance))) {
        await inside(
          instance,
          'sh',
          '-c',
          'if id "$1" 2>/dev/null; then userdel --force --remove "$1"; fi',
          'sh',
          userName(binding),
        );
      }
    },
    async describe(instance) {
      return {
        container: containerName(instance),
        cores: String(LIMITS[instance.planId].cores),
        memoryMb: String(LIMITS[instance.planId].memoryMb),
      };
    },
    async real() {
      const names = await podman([
        'ps',
        '--all',
        '--filter',
        `label=${LABEL}=${owner}`,
        '--format',
        '{{.Names}}',
      ]);
      return { containers: names ? names.split('\n').sort() : [] };
    },
    usage: async () => [],
  };
}

/** A real container where podman is usable and has the image, otherwise simulated. */
export const createLinuxServer: ServiceFactory = async environment => {
  // What was simulated when it was ordered stays so, and the other way round: decided once for a data folder.
  const { database } = environment;
  const known = database
    .prepare(`SELECT value FROM settings WHERE name = 'linux-server.simulated'`)
    .get() as { value: string } | undefined;
  const simulated = known
    ? known.value === 'true'
    : !(await podmanIsUsable(environment.linuxImage));
  if (!known) {
    database
      .prepare(`INSERT INTO settings VALUES ('linux-server.simulated', ?)`)
      .run(String(simulated));
  }
  if (!simulated) {
    return createReal(environment);
  }
  environment.log(
    `podman with the image ${environment.linuxImage} is not there: simulated`,
  );
  return simulate(environment, {
    offering: linuxOffering(true),
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

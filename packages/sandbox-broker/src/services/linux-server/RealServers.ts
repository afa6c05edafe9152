import { shortName } from '../../state/Vault';
import type {
  BindingRecord,
  InstanceRecord,
  SandboxService,
  ServiceEnvironment,
} from '../types';
import { OWN_IMAGE } from './image';
import { LIMITS, linuxOffering } from './offering';
import { containerExists, podman } from './podman';
import type { Way } from './trial';
import { ADD_USER, REMOVE_USER } from './users';

const LABEL = 'dualcloud.sandbox-broker';

const containerName = (instance: InstanceRecord) =>
  `sandbox-${shortName(instance.id)}`;
const userName = (binding: BindingRecord) => `u${shortName(binding.id)}`;

/** Containers of the local podman; a binding is a user inside. */
export function createRealServers(
  environment: ServiceEnvironment,
  way: Way,
): SandboxService {
  const owner = shortName(environment.dataDir);
  /** The end of the last change of users in a container: two at once would overwrite each other's list. */
  const changes = new Map<string, Promise<unknown>>();

  const limits = (instance: InstanceRecord): string[] => {
    const { cores, memoryMb } = LIMITS[instance.planId];
    return way.limited
      ? ['--cpus', String(cores), '--memory', `${memoryMb}m`]
      : [];
  };
  const changeUsers = (
    container: string,
    script: string,
    user: string,
  ): Promise<unknown> => {
    const before = changes.get(container) ?? Promise.resolve();
    const change = before
      .catch(() => undefined)
      .then(() =>
        podman([
          ...['exec', '--user', 'root', container],
          ...['sh', '-c', script, 'sh', user],
        ]),
      );
    changes.set(container, change);
    return change;
  };
  const setLimits = async (instance: InstanceRecord) => {
    if (way.limited) {
      await podman(['update', ...limits(instance), containerName(instance)]);
    }
  };
  // A container that is started again has the limits that it was made with, and not those of an update since.
  const startAgain = async (instance: InstanceRecord) => {
    await podman(['start', containerName(instance)]);
    await setLimits(instance);
  };
  const run = (instance: InstanceRecord) =>
    podman([
      ...way.runtime,
      ...['run', '--detach', '--pull=never'],
      ...['--name', containerName(instance)],
      ...['--hostname', (instance.parameters.hostname as string) ?? 'server'],
      ...['--label', `${LABEL}=${owner}`],
      '--cap-drop=NET_RAW',
      // Where groups cannot count processes, the limit of the user's processes has to do.
      ...(way.limited ? ['--pids-limit=512'] : []),
      ...way.run,
      ...limits(instance),
      way.image,
      // A shell as the first process also buries what is left behind by others.
      ...['sh', '-c', 'while sleep 3600; do :; done'],
    ]);
  const remove = (...names: string[]) =>
    podman([
      ...['rm', '--force', '--time=0', '--ignore', '--volumes'],
      ...names,
    ]);
  const ownContainers = async () => {
    const names = await podman([
      ...['ps', '--all', '--filter', `label=${LABEL}=${owner}`],
      ...['--format', '{{.Names}}'],
    ]);
    return names ? names.split('\n').sort() : [];
  };

  return {
    offering: linuxOffering({
      simulated: false,
      ownImage: way.image === OWN_IMAGE,
      limited: way.limited,
    }),
    simulated: false,
    async start(existing) {
      for (const { instance } of existing) {
        if (await containerExists(containerName(instance))) {
          await startAgain(instance);
        }
      }
    },
    // Servers go on running while the broker does not – unless nobody will know of them any more.
    async stop() {
      const names = environment.temporary ? await ownContainers() : [];
      if (names.length > 0) {
        await remove(...names);
      }
    },
    async provision(instance, context) {
      context.progress('Starting the container.');
      await ((await containerExists(containerName(instance)))
        ? startAgain(instance)
        : run(instance));
    },
    async update(_current, target, context) {
      context.progress(
        way.limited
          ? 'Changing cores and memory.'
          : 'Changing the plan; this machine cannot limit cores and memory.',
      );
      await setLimits(target);
    },
    async deprovision(instance, _bindings, context) {
      context.progress('Removing the container.');
      await remove(containerName(instance));
      changes.delete(containerName(instance));
    },
    async bind(instance, binding, context) {
      context.progress('Creating the user.');
      const container = containerName(instance);
      const username = userName(binding);
      await changeUsers(container, ADD_USER, username);
      return {
        credentials: {
          container,
          username,
          command: `podman exec --interactive --tty --user ${username} --workdir /home/${username} ${container} /bin/sh`,
        },
      };
    },
    async unbind(instance, binding, context) {
      context.progress('Removing the user.');
      const container = containerName(instance);
      if (await containerExists(container)) {
        await changeUsers(container, REMOVE_USER, userName(binding));
      }
    },
    async describe(instance) {
      return {
        container: containerName(instance),
        image: way.image,
        cores: String(LIMITS[instance.planId].cores),
        memoryMb: String(LIMITS[instance.planId].memoryMb),
        limitsEnforced: String(way.limited),
      };
    },
    real: async () => ({ containers: await ownContainers() }),
    usage: async () => [],
  };
}

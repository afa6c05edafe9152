import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { imageExists, makeOwnImage } from './image';
import { podman } from './podman';

/*
 * Whether podman can be used shows only when a container runs: `podman info` is content on machines where no container
 * starts. A broker may itself run in a container or a small virtual machine, where the usual runtime refuses the layout
 * of control groups, where raising limits is forbidden or where there is no network to build. So containers are started
 * until one does, from the way that gives most to the way that gives least.
 */

const DEBIAN = 'docker.io/library/debian:12';
const TRIAL_MEMORY_MB = 64;

/** A way to run containers that has been seen to work on this machine. */
export interface Way {
  image: string;
  /** Options before the command: which runtime. */
  runtime: string[];
  /** Options of `podman run` that this machine needs. */
  run: string[];
  /** Whether cores and memory of a plan take effect. */
  limited: boolean;
}

/** Reads both kinds of control groups, and says nothing where there are none. */
const READ_MEMORY_LIMIT =
  'cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || true';

/**
 * Open files and processes within what this process may have itself: podman otherwise asks for more, and only root with
 * all its rights gets that.
 */
export function ownLimits(text: string): string[] {
  const hardLimit = (name: string, most: number) => {
    const found = new RegExp(`^Max ${name}\\s+\\S+\\s+(\\d+)`, 'm').exec(text);
    // Half of it: podman may have given up some of its own on the way to the container.
    return found ? Math.min(Math.floor(Number(found[1]) / 2), most) : most;
  };
  const files = hardLimit('open files', 16_384);
  const processes = hardLimit('processes', 16_384);
  return [
    `--ulimit=nofile=${files}:${files}`,
    `--ulimit=nproc=${processes}:${processes}`,
  ];
}

/** All ways to try, the best first. */
export function ways(image: string, limits: string[]): Way[] {
  const runtimes = [[], ['--runtime=runc'], ['--runtime=crun']];
  const networks = [[], ['--network=none']];
  const found: Way[] = [];
  for (const limited of [true, false]) {
    // Without control groups of its own is better than not at all; only crun can do that.
    const groups = limited ? [[]] : [[], ['--cgroups=disabled']];
    for (const group of groups) {
      for (const network of networks) {
        for (const runtime of runtimes) {
          const run = [...limits, ...network, ...group];
          found.push({ image, runtime, run, limited });
        }
      }
    }
  }
  return found;
}

/** Throws what podman says when the container does not run; false when it runs without its limit of memory. */
async function works(way: Way): Promise<boolean> {
  const name = `sandbox-trial-${randomBytes(6).toString('hex')}`;
  const memory = way.limited ? [`--memory=${TRIAL_MEMORY_MB}m`] : [];
  try {
    await podman(
      [
        ...way.runtime,
        ...['run', '--detach', '--pull=never', '--name', name],
        ...['--cap-drop=NET_RAW', ...way.run, ...memory],
        ...[way.image, 'sleep', '60'],
      ],
      20_000,
    );
    // Entering is what a binding needs; some machines start containers and cannot do this.
    const limit = await podman(
      ['exec', name, 'sh', '-c', READ_MEMORY_LIMIT],
      20_000,
    );
    return !way.limited || Number(limit) === TRIAL_MEMORY_MB * 1024 * 1024;
  } finally {
    await podman(['rm', '--force', '--time=0', '--ignore', '--volumes', name]);
  }
}

async function chooseImage(wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    if (!(await imageExists(wanted))) {
      throw new Error(`podman has no image ${wanted}`);
    }
    return wanted;
  }
  return (await imageExists(DEBIAN)) ? DEBIAN : makeOwnImage();
}

/**
 * A way to run containers here, found by running one; otherwise the reason why there is none.
 * @param wanted - image that must be there; without it Debian's if it is there, or else one that is made of this
 *   machine's own tools
 */
export async function findWay(
  wanted: string | undefined,
): Promise<Way | { reason: string }> {
  const reasons = new Set<string>();
  try {
    await podman(['info', '--format', 'json']);
    const image = await chooseImage(wanted);
    const limits = ownLimits(readFileSync('/proc/self/limits', 'utf8'));
    for (const way of ways(image, limits)) {
      try {
        if (await works(way)) {
          return way;
        }
        reasons.add('limits of memory have no effect');
      } catch (error) {
        reasons.add((error as Error).message);
      }
    }
  } catch (error) {
    reasons.add((error as Error).message);
  }
  return { reason: [...reasons].join('; ') };
}

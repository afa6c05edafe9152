import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs podman and gives what it prints. */
export async function podman(args: string[]): Promise<string> {
  try {
    const { stdout } = await run('podman', args, { timeout: 60_000 });
    return stdout.trim();
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`podman ${args[0]} failed: ${stderr?.trim() || message}`);
  }
}

/** True when podman works here and has the image; nothing is ever pulled. */
export async function podmanIsUsable(image: string): Promise<boolean> {
  try {
    await podman(['info', '--format', 'json']);
    await podman(['image', 'exists', image]);
    return true;
  } catch {
    return false;
  }
}

/** True when there is a container of this name. */
export async function containerExists(name: string): Promise<boolean> {
  try {
    await podman(['container', 'exists', name]);
    return true;
  } catch {
    return false;
  }
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs podman and gives what it prints. */
export async function podman(
  args: string[],
  timeoutMs = 60_000,
): Promise<string> {
  try {
    const { stdout } = await run('podman', args, { timeout: timeoutMs });
    return stdout.trim();
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`podman ${args[0]} failed: ${stderr?.trim() || message}`);
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

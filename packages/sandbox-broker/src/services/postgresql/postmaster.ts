import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Log } from '../types';

const run = promisify(execFile);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The pid in postmaster.pid may long belong to something else: only a server of this very folder counts. */
async function isServerOf(pid: number, dataFolder: string): Promise<boolean> {
  let command: string;
  try {
    command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ')
      : (await run('ps', ['-p', String(pid), '-o', 'command='])).stdout;
  } catch {
    return false;
  }
  return (
    command.includes('postgres') &&
    (command.includes(dataFolder) || command.includes(realpathSync(dataFolder)))
  );
}

/** Stops the server that a killed broker has left behind, so that this one can start its own. */
export async function stopOrphan(dataFolder: string, log: Log): Promise<void> {
  let pid: number;
  try {
    pid = Number(
      readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0],
    );
  } catch {
    return;
  }
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) {
    return;
  }
  if (!(await isServerOf(pid, dataFolder))) {
    return;
  }
  log(`stopping the PostgreSQL server ${pid} that a former broker has left`);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 5000; waited += 50) {
      if (!isAlive(pid)) {
        return;
      }
      await sleep(50);
    }
  }
  throw new Error(
    `the PostgreSQL server ${pid} of ${dataFolder} does not stop: end it by hand`,
  );
}

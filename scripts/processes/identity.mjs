/*
 * Which process is it? A pid alone does not say: after a crash it may have been
 * given to somebody else. Pid and start time together do.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** When the process started, in a form that can only be compared; undefined if there is none. */
export function startTimeOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may hold anything; fields count from behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie is only waiting to be collected.
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return started.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Pid and start time of a process. */
export function identify(pid) {
  return { pid, startTime: startTimeOf(pid) };
}

/** Whether the process that was identified still runs. */
export function stillRuns(identity) {
  return (
    Boolean(identity?.pid) &&
    identity.startTime !== undefined &&
    startTimeOf(identity.pid) === identity.startTime
  );
}

/** Whether any process of the group is left. */
export function groupExists(pgid) {
  try {
    process.kill(-pgid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

export function signalGroup(pgid, signal) {
  try {
    process.kill(-pgid, signal);
  } catch {
    // The group has gone: that is what was wanted.
  }
}

/** Asks the group to end, waits, then insists. */
export async function endGroup(pgid, { graceMs = 10_000 } = {}) {
  signalGroup(pgid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (groupExists(pgid)) {
    if (Date.now() > deadline) {
      signalGroup(pgid, 'SIGKILL');
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

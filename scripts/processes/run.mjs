/*
 * Child processes: each in a process group of its own, its output in a log
 * file, ended with everything it started.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endGroup, groupExists, signalGroup } from './identity.mjs';

const watchdogFile = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));
const groups = new Set();
let watchdog;
let stopping = false;

/** Whether everything is being ended: what ends now does so because of that. */
export const isStopping = () => stopping;

function watch(pid) {
  groups.add(pid);
  if (!watchdog) {
    watchdog = spawn(process.execPath, [watchdogFile], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    watchdog.stdin.on('error', () => {});
    // It must not keep the script alive.
    watchdog.unref();
    watchdog.stdin.unref?.();
  }
  watchdog.stdin.write(`+${pid}\n`);
}

function unwatch(pid) {
  if (!groups.delete(pid)) return;
  watchdog?.stdin.write(`-${pid}\n`);
}

/**
 * Starts a program in a process group of its own.
 *
 * @param options.log - file that takes its output
 * @param options.onLine - called with each line of its output
 */
export function start(
  command,
  args,
  { cwd, env, log, append = false, onLine, ipc = false } = {},
) {
  if (stopping) throw new Error('stopping');
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
  });
  if (child.pid) watch(child.pid);

  let file;
  if (log) {
    mkdirSync(path.dirname(log), { recursive: true });
    file = createWriteStream(log, { flags: append ? 'a' : 'w' });
    file.on('error', () => {});
  }
  for (const stream of [child.stdout, child.stderr]) {
    if (file) stream.pipe(file, { end: false });
    if (onLine) createInterface({ input: stream }).on('line', onLine);
    else if (!file) stream.resume();
  }
  const done = new Promise(resolve => {
    child.once('error', error => resolve({ error }));
    // "close", not "exit": the last lines of output count too.
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const exited = new Promise(resolve => {
    child.once('error', error => resolve({ error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  // What the leader left behind in its group goes with it; if it holds the
  // output open, "close" would otherwise never come.
  exited.then(async () => {
    if (!child.pid) return;
    if (groupExists(child.pid)) await endGroup(child.pid, { graceMs: 5_000 });
    unwatch(child.pid);
  });
  done.then(() => file?.end());
  return { child, done, exited };
}

/** Runs a program to its end; resolves to its exit code and signal. */
export async function run(command, args, options) {
  return start(command, args, options).done;
}

/** The end of a log file, without the lines that `noise` matches. */
export function tail(file, lines = 40, noise = undefined) {
  try {
    const fd = openSync(file, 'r');
    const { size } = fstatSync(fd);
    const length = Math.min(size, 200_000);
    const buffer = Buffer.alloc(length);
    readSync(fd, buffer, 0, length, size - length);
    closeSync(fd);
    return buffer
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .filter(line => !noise?.test(line))
      .slice(-lines)
      .join('\n');
  } catch {
    return '';
  }
}

/** Ends everything that was started and is still there. */
export async function stopAll() {
  stopping = true;
  await Promise.all(Array.from(groups, pid => endGroup(pid)));
}

/** The same, at once and without asking. */
export function killAll() {
  stopping = true;
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}

let stop;
let firstSignal;

function handle(signal) {
  if (firstSignal === undefined) {
    firstSignal = Date.now();
    stop(signal);
  } else if (Date.now() - firstSignal > 500) {
    killAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  }
}

/**
 * Says what Ctrl-C, SIGTERM and a closed terminal do from now on; once more
 * kills everything at once.
 *
 * A shell, npm and an outer script may each pass on the same Ctrl-C, so
 * signals within half a second of the first are one.
 */
export function onInterrupt(stopInOrder) {
  if (!stop) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => handle(signal));
    }
    // Re-executed: the outer script passes signals on, and when it is gone
    // (killed with -9) we have no business either.
    process.on('message', message => {
      if (message?.signal) handle(message.signal);
    });
    process.on('disconnect', () => handle('SIGTERM'));
  }
  stop = stopInOrder;
}

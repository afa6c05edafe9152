/*
 * The commands of this repository: `start`, `test`, `smoke` and `reset`, the same for
 * npm (`npm start`) and for Yarn (`yarn start`).
 *
 * It needs nothing but a Node of version 20 or later: no dependency may be
 * imported here or in what is imported here. Where Node or Yarn of the machine
 * will not do, it installs both (see toolchain/toolchain.mjs) and runs itself
 * again with them first on PATH and every other variable as it was.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isStopping, onInterrupt, stopAll } from './processes/run.mjs';
import { Failure, red, say } from './processes/terminal.mjs';
import { ensureInstall } from './toolchain/install.mjs';
import { withLock } from './toolchain/lock.mjs';
import { readNpmSettings, yarnVariables } from './toolchain/registry.mjs';
import {
  ensureToolchain,
  machineWillDo,
  withPath,
} from './toolchain/toolchain.mjs';

const script = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(script), '..');

const USAGE = `Usage: npm start | npm test | npm run reset, each with -- --help for more
  start [--no-app] [--verbose]                run the portal with all that belongs to it
  test [--only a,b] [--skip a,b] [-- filter]  run all tests, or some
  smoke                                       order, use and tear down an environment
  reset [--yes]                               remove what the portal has stored`;

// Says in the second process that it is the second: it must not start a third.
const AGAIN = 'DUALCLOUD_REEXECUTED';

function locked(work) {
  return withLock(
    path.join(root, '.toolchain.lock'),
    pid => say(`Waiting for the installation that process ${pid} is doing …`),
    work,
  );
}

/** Runs this script with the toolchain; resolves to its exit code. */
async function runAgain(env) {
  const child = spawn('node', [script, ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env: { ...env, [AGAIN]: '1' },
    // The channel tells the child when we are gone, however that comes about.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  onInterrupt(signal => child.connected && child.send({ signal }));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

const commands = {
  start: () => import('./portal/start.mjs'),
  test: () => import('./checks/test.mjs'),
  smoke: () => import('./checks/smoke.mjs'),
  reset: () => import('./portal/reset.mjs'),
};

async function main() {
  const [command, ...args] = process.argv.slice(2);
  if (!commands[command] || args.includes('--help')) {
    say(USAGE);
    return commands[command] ? 0 : 2;
  }
  const { [AGAIN]: again, ...env } = process.env;
  if (command === 'reset')
    return (await commands.reset()).default({ root, args });

  onInterrupt(async signal => {
    say('\nInterrupted. The same command goes on from here.');
    await stopAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
  if (!machineWillDo(root, env)) {
    if (again) {
      throw new Failure(
        'The toolchain in .toolchain does not work on this machine. Install Node 24 and Yarn 4, then run "yarn start" or "yarn test".',
      );
    }
    const bin = await locked(() => ensureToolchain(root, env));
    return runAgain(withPath(env, bin));
  }

  const settings = readNpmSettings(env, root);
  const yarnEnv = { ...env, ...yarnVariables(settings, env) };
  await locked(() => ensureInstall(root, yarnEnv));
  const { default: execute } = await commands[command]();
  return execute({ root, args, env: yarnEnv });
}

main().then(
  code => process.exit(code),
  async error => {
    // What was interrupted fails too; the handler says so and ends us.
    if (isStopping()) return;
    await stopAll();
    const text = error instanceof Failure ? error.message : error.stack;
    say(`\n${red(text)}`);
    process.exit(1);
  },
);

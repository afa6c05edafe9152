/*
 * `npm start`: the portal for a person in front of a terminal.
 */
import path from 'node:path';
import process from 'node:process';
import { onInterrupt, stopAll } from '../processes/run.mjs';
import { bold, box, dim, say, step } from '../processes/terminal.mjs';
import { startPortal } from './portal.mjs';
import { takeDataFolder } from './run-file.mjs';

function alreadyRunning({ owner, url, ready }) {
  if (!url)
    return `The portal of this clone is being started by process ${owner.pid}.`;
  return ready
    ? `The portal of this clone is already running: ${url} (process ${owner.pid}).`
    : `The portal of this clone is being started by process ${owner.pid}; it will be at ${url}.`;
}

export default async function start({ root, args, env }) {
  const dataFolder = path.join(root, '.data');
  const folder = await takeDataFolder(dataFolder);
  if (folder.running) {
    say(alreadyRunning(folder.running));
    return 0;
  }
  if (folder.cleared) {
    say('The last run did not end in order; what it left has been cleared up.');
  }

  let interrupted;
  const interruption = new Promise(resolve => {
    interrupted = resolve;
  });
  let portal;
  onInterrupt(async signal => {
    say('\nStopping … (Ctrl-C once more stops at once)');
    await (portal ? portal.stop() : stopAll());
    await stopAll();
    folder.release();
    say('Stopped. What was stored is kept; "npm start" goes on with it.');
    interrupted(signal === 'SIGINT' ? 130 : 143);
  });

  try {
    const begin = Date.now();
    const withApp = !args.includes('--no-app');
    portal = await Promise.race([
      step('Starting the sandbox broker, the backend and the app', () =>
        startPortal({
          root,
          env,
          dataFolder,
          app: withApp ? 'server' : 'none',
          verbose: args.includes('--verbose'),
          say,
          onChild: folder.addChild,
          onPorts: ({ APP_BASE_URL }) => folder.update({ url: APP_BASE_URL }),
        }),
      ),
      interruption,
    ]);
    // A number is the exit code of an interrupted start.
    if (typeof portal === 'number') return portal;
    folder.update({ ready: true });
    welcome(portal.variables, withApp, Date.now() - begin);
  } catch (error) {
    folder.release();
    throw error;
  }
  return interruption;
}

function welcome(variables, withApp, ms) {
  const lines = [
    bold(`Dual Cloud is ready after ${Math.round(ms / 1000)} seconds`),
    '',
    `Portal    ${bold(withApp ? variables.APP_BASE_URL : '(not started)')}`,
    `API       ${variables.BACKEND_BASE_URL}/api`,
    `Broker    ${variables.SANDBOX_BROKER_URL}/v2/catalog`,
    '',
    'Sign in as one of nine example people; the sign-in page says who',
    'each of them is. Begin as the software provider’s developer.',
    '',
    `Logs      ${path.relative(
      process.cwd(),
      path.join(variables.DUALCLOUD_DATA_DIR, 'logs'),
    )}`,
    'Stop      Ctrl-C (everything stored is kept)',
    'Begin anew  npm run reset',
  ];
  say(`\n${box(lines)}\n`);
  say(dim('Errors from the logs are shown below.'));
}

/*
 * The portal with everything in it: sandbox broker, backend and app, on the
 * embedded defaults. `npm start` runs it for a person; `npm run smoke` and the
 * browser tests run it on a data folder of their own.
 *
 * What the children are told, they are told by environment variables; the names
 * are listed in docs/development.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tail } from '../processes/run.mjs';
import { Failure } from '../processes/terminal.mjs';
import { reservePorts } from './ports.mjs';
import { loadSecrets } from './secrets.mjs';
import { Service } from './service.mjs';

// The broker serves its API on the first port and its PostgreSQL, MQTT and S3
// on the following three.
const PORTS = [
  { name: 'PORTAL_PORT', usual: 3000, what: 'portal' },
  { name: 'BACKEND_PORT', usual: 7007, what: 'backend' },
  { name: 'SANDBOX_BROKER_PORT', usual: 7010, count: 4, what: 'broker' },
];

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function wantedPort({ name, usual }, env, remembered) {
  const given = env[name];
  if (given === undefined || given === '') return remembered[name] ?? usual;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(
      `${name}=${given} is not a port: give a number from 1 to 65535.`,
    );
  }
  return port;
}

/**
 * Chooses the ports: what the environment asks for, otherwise those of the last
 * run on this data folder, otherwise the usual ones; and others when taken.
 */
async function choosePorts(dataFolder, env, say) {
  const file = path.join(dataFolder, 'ports.json');
  const remembered = readJson(file);
  const chosen = {};
  const releases = [];
  for (const each of PORTS) {
    const wanted = wantedPort(each, env, remembered);
    const { port, release } = await reservePorts(wanted, each.count);
    if (port !== wanted) {
      say(`Port ${wanted} is taken: the ${each.what} is on ${port} this time.`);
    }
    chosen[each.name] = port;
    releases.push(release);
  }
  writeFileSync(file, `${JSON.stringify(chosen, null, 2)}\n`);
  return { ports: chosen, release: () => releases.forEach(each => each()) };
}

/**
 * The variables that tell the children where things are.
 *
 * @param appPort - the port on which the app is served
 */
export function portalVariables(
  dataFolder,
  ports,
  secrets,
  env,
  appPort = ports.PORTAL_PORT,
) {
  const own = {
    ...secrets,
    DUALCLOUD_DATA_DIR: dataFolder,
    APP_BASE_URL: `http://localhost:${appPort}`,
    BACKEND_BASE_URL: `http://localhost:${ports.BACKEND_PORT}`,
    SANDBOX_BROKER_URL: `http://127.0.0.1:${ports.SANDBOX_BROKER_PORT}`,
  };
  // Who sets one of these means it: a portal behind a proxy, a broker elsewhere.
  const given = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, env[name] || value]),
  );
  return {
    ...given,
    DUALCLOUD_DATA_DIR: dataFolder,
    // The broker's own names: where it stores, and its further ports, which it
    // chooses once and then keeps, for they are part of credentials.
    SANDBOX_BROKER_DATA_DIR: path.join(dataFolder, 'sandbox'),
    SANDBOX_BROKER_PG_PORT: String(ports.SANDBOX_BROKER_PORT + 1),
    SANDBOX_BROKER_MQTT_PORT: String(ports.SANDBOX_BROKER_PORT + 2),
    SANDBOX_BROKER_S3_PORT: String(ports.SANDBOX_BROKER_PORT + 3),
    ...Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, String(port)]),
    ),
  };
}

const strip = line => line.replace(/\u001b\[[\d;]*m/g, '');

// Stack traces are one line in Backstage's log; the whole of it is in the file.
const shorten = line => (line.length > 240 ? `${line.slice(0, 240)} …` : line);

/** Whether a line of a child's log is worth a person's attention at once. */
export function isImportant(line) {
  const text = strip(line);
  return (
    // Backstage: time stamp, plugin, level.
    /^\d{4}-\d\d-\d\dT\S+ \S+ error\b/.test(text) ||
    // The bundler, Node itself, and programs without a logger.
    /^\s*(ERROR in |error:|×|\[ERROR\]|Error: |TypeError: |SyntaxError: |ReferenceError: )/.test(
      text,
    )
  );
}

/**
 * Starts the portal and resolves when it is ready.
 *
 * @param options.root - the clone
 * @param options.env - environment of the children, with a fitting Node first on PATH
 * @param options.dataFolder - absolute; made if need be
 * @param options.app - `server` for the app's development server, `built` for the app
 *   as `yarn workspace app build` left it, which the backend serves, `none` for neither
 * @param options.say - takes lines for a person
 * @param options.verbose - whether every line of the children's logs is such a line
 * @param options.onChild - takes the process group of each child
 * @param options.onPorts - takes the variables before anything is started
 * @returns the addresses, the children's environment, and `stop`
 */
export async function startPortal({
  root,
  env,
  dataFolder,
  app = 'server',
  say = () => {},
  verbose = false,
  onChild = () => {},
  onPorts = () => {},
}) {
  for (const name of ['db', 'sandbox', 'logs']) {
    mkdirSync(path.join(dataFolder, name), { recursive: true });
  }
  const secrets = loadSecrets(dataFolder);
  const { ports, release } = await choosePorts(dataFolder, env, say);
  const variables = portalVariables(
    dataFolder,
    ports,
    secrets,
    env,
    app === 'built' ? ports.BACKEND_PORT : ports.PORTAL_PORT,
  );
  onPorts(variables);

  const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const service = (name, folder, args, probe) => {
    const onLine = line => {
      if (verbose || isImportant(line))
        say(`[${name}] ${shorten(strip(line))}`);
    };
    return new Service(
      {
        name,
        command: 'node',
        args,
        cwd: path.join(root, 'packages', folder),
        // The bundler would open a browser window, also on a machine without one.
        env: { BROWSER: 'none', ...env, ...variables },
        log: path.join(dataFolder, 'logs', `${name}.log`),
        probe,
        onLine,
      },
      { say, started: onChild },
    );
  };
  const services = [];
  let stopped;
  const stop = () => {
    stopped ??= (async () => {
      // The broker last: what the backend ends with may still need it.
      for (const each of services.slice().reverse()) await each.stop();
      release();
    })();
    return stopped;
  };
  const begin = each => {
    services.push(each);
    return each.start();
  };
  const orFail = async (each, name, url) => {
    if (await each.ready({ timeoutMs: 300_000, attempts: 3 })) return;
    const log = path.join(dataFolder, 'logs', `${name}.log`);
    throw new Failure(
      `The ${name} did not become ready at ${url}. The end of ${log}:\n${tail(
        log,
        30,
      )}`,
    );
  };

  try {
    const broker = begin(
      service(
        'broker',
        'sandbox-broker',
        ['--import', 'tsx', 'src/main.ts'],
        `http://127.0.0.1:${ports.SANDBOX_BROKER_PORT}/healthz`,
      ),
    );
    const appUrl = `http://localhost:${ports.PORTAL_PORT}/`;
    const front =
      app === 'server' &&
      begin(service('app', 'app', [cli, 'package', 'start'], appUrl));
    if (!(await broker.ready({ timeoutMs: 60_000, attempts: 4 }))) {
      say(
        `The broker is not ready yet; the portal starts without it. Its log: ${path.join(
          dataFolder,
          'logs',
          'broker.log',
        )}`,
      );
    }
    const backendUrl = `http://127.0.0.1:${ports.BACKEND_PORT}/.backstage/health/v1/readiness`;
    const backend = begin(
      service('backend', 'backend', [cli, 'package', 'start'], backendUrl),
    );
    await Promise.all([
      orFail(backend, 'backend', backendUrl),
      front && orFail(front, 'app', appUrl),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { variables, stop };
}

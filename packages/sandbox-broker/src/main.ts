import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandboxBroker } from './createSandboxBroker';
import { SERVICES } from './services/registry';
import { randomSecret } from './state/Vault';

const HELP = `Usage: yarn sandbox-broker [options]

An Open Service Broker API 2.17 server that really provisions on this machine.

  --port N             port of the API               SANDBOX_BROKER_PORT        7010
  --host ADDRESS       address to listen on          SANDBOX_BROKER_HOST        127.0.0.1
  --data-dir FOLDER    where everything is kept      SANDBOX_BROKER_DATA_DIR    .sandbox-broker
  --username NAME      basic authentication          SANDBOX_BROKER_USERNAME    sandbox
  --services A,B       services to offer             SANDBOX_BROKER_SERVICES    all
  --latency MS         duration of simulated work    SANDBOX_BROKER_LATENCY_MS  1000 to 3000
  --admin              open /admin (fault switch)    SANDBOX_BROKER_ADMIN=1     off
  --postgresql-port N  first choice, then kept       SANDBOX_BROKER_PG_PORT     7011
  --mqtt-port N        first choice, then kept       SANDBOX_BROKER_MQTT_PORT   7012
  --s3-port N          first choice, then kept       SANDBOX_BROKER_S3_PORT     7013
  --linux-image IMAGE  image for linux-server        SANDBOX_BROKER_LINUX_IMAGE debian:12 or its own
  --exit-with-parent   stop when the process that started this one ends
  --help               this text

The password comes from SANDBOX_BROKER_PASSWORD, never from the command line, where others could see it. Without it one
is generated, kept in FOLDER/password (readable by you only) and printed once.

Services: ${Object.keys(SERVICES).join(', ')}
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'data-dir': { type: 'string' },
    username: { type: 'string' },
    services: { type: 'string' },
    latency: { type: 'string' },
    admin: { type: 'boolean' },
    'postgresql-port': { type: 'string' },
    'mqtt-port': { type: 'string' },
    's3-port': { type: 'string' },
    'linux-image': { type: 'string' },
    'exit-with-parent': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

function setting(
  flag: Exclude<keyof typeof values, 'admin' | 'help' | 'exit-with-parent'>,
  variable: string,
): string | undefined {
  return (
    values[flag] ?? (process.env[`SANDBOX_BROKER_${variable}`] || undefined)
  );
}

function numberSetting(
  flag: Parameters<typeof setting>[0],
  variable: string,
): number | undefined {
  const text = setting(flag, variable);
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,7}$/.test(text)) {
    throw new Error(`--${flag} must be a number, not "${text}"`);
  }
  return Number(text);
}

function passwordFor(dataDir: string): { password: string; isNew: boolean } {
  const given = process.env.SANDBOX_BROKER_PASSWORD;
  // Children must not inherit it.
  delete process.env.SANDBOX_BROKER_PASSWORD;
  if (given) {
    return { password: given, isNew: false };
  }
  const file = join(dataDir, 'password');
  try {
    return { password: readFileSync(file, 'utf8').trim(), isNew: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const password = randomSecret();
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return { password, isNew: true };
}

const print = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const dataDir = resolve(
    // Yarn runs this in the package's folder; the user means the folder that the command was given in.
    process.env.INIT_CWD ?? process.cwd(),
    setting('data-dir', 'DATA_DIR') ?? '.sandbox-broker',
  );
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const username = setting('username', 'USERNAME') ?? 'sandbox';
  const { password, isNew } = passwordFor(dataDir);

  const broker = await createSandboxBroker({
    dataDir,
    username,
    password,
    host: setting('host', 'HOST'),
    port: numberSetting('port', 'PORT') ?? 7010,
    services: setting('services', 'SERVICES')?.split(','),
    latencyMs: numberSetting('latency', 'LATENCY_MS'),
    admin: values.admin ?? process.env.SANDBOX_BROKER_ADMIN === '1',
    linuxImage: setting('linux-image', 'LINUX_IMAGE'),
    ports: {
      postgresql: numberSetting('postgresql-port', 'PG_PORT'),
      'mqtt-broker': numberSetting('mqtt-port', 'MQTT_PORT'),
      'object-storage': numberSetting('s3-port', 'S3_PORT'),
    },
    log: line => print(`sandbox-broker: ${line}`),
  });

  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) {
      return;
    }
    stopping = true;
    print(`sandbox-broker: stopping (${reason})`);
    broker.stop().then(
      () => process.exit(0),
      error => {
        print(`sandbox-broker: ${error.message}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', stop);
  if (values['exit-with-parent']) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) {
        stop('the parent process has ended');
      }
    }, 500).unref();
  }
  if (isNew) {
    print(
      `sandbox-broker: generated a password for ${username}, kept in ${dataDir}/password: ${password}`,
    );
  }
  print(`sandbox-broker: ready at ${broker.url} (data in ${dataDir})`);
}

main().catch(error => {
  process.stderr.write(`sandbox-broker: ${error.message}\n`);
  process.exit(1);
});

/*
 * What one does with the services of the smoke test: connects as an application
 * would, writes and reads. And afterwards: is refused.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

// The clients belong to the sandbox broker's tests.
const require = createRequire(
  new URL('../../packages/sandbox-broker/package.json', import.meta.url),
);
const TIMEOUT_MS = 10_000;

async function withDatabase({ uri }, work) {
  const { Client } = require('pg');
  const client = new Client({
    connectionString: uri,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  // The broker ends the connections of a database that it drops.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function withMqtt({ host, port, username, password }, work) {
  const mqtt = require('mqtt');
  const client = await mqtt.connectAsync(
    `mqtt://${host}:${port}`,
    {
      username,
      password,
      reconnectPeriod: 0,
      connectTimeout: TIMEOUT_MS,
      clean: true,
    },
    false,
  );
  try {
    return await work(client);
  } finally {
    await client.endAsync(true).catch(() => {});
  }
}

function within(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: no answer within 10 s`)),
      TIMEOUT_MS,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function expectSame(what, sent, received) {
  if (received !== sent) {
    throw new Error(`${what}: wrote ${sent}, read ${received}`);
  }
}

/** By the end of the service's name in the catalog. */
export const SERVICES = {
  postgresql: {
    async use(credentials) {
      const text = randomUUID();
      await withDatabase(credentials, async client => {
        await client.query('CREATE TABLE smoke (id serial, text text)');
        await client.query('INSERT INTO smoke (text) VALUES ($1)', [text]);
      });
      // A connection of its own: it is really stored.
      const { rows } = await withDatabase(credentials, client =>
        client.query('SELECT text FROM smoke'),
      );
      expectSame('PostgreSQL', text, rows[0]?.text);
    },
    connect: credentials => withDatabase(credentials, () => 'connected'),
    /** Whether the server itself said no, rather than not being there. */
    isRefusal: error => /^(28|3D)/.test(error.code ?? ''),
    leftovers: (real, { username, database }) => [
      ...real.databases.filter(name => name === database),
      ...real.roles.filter(name => name === username),
    ],
  },
  'mqtt-broker': {
    async use(credentials) {
      const text = randomUUID();
      const { topicPrefix } = credentials;
      const topic = `${topicPrefix.replace(/\/+$/, '')}/smoke`;
      await withMqtt(credentials, async client => {
        const received = new Promise(resolve => {
          client.once('message', (_, payload) => resolve(payload.toString()));
        });
        await within(
          'MQTT subscribe',
          client.subscribeAsync(topic, { qos: 1 }),
        );
        await within(
          'MQTT publish',
          client.publishAsync(topic, text, { qos: 1 }),
        );
        expectSame('MQTT', text, await within('MQTT receive', received));
      });
    },
    connect: credentials => withMqtt(credentials, () => 'connected'),
    // CONNACK 4 and 5: bad user name or password, not authorised.
    isRefusal: error => [4, 5, 134, 135].includes(error.code),
    leftovers: (real, { username }) =>
      real.mqttUsers.filter(name => name === username),
  },
};

/** Throws unless the service refuses the credentials. */
export async function expectRefusal(kind, credentials) {
  const service = SERVICES[kind];
  let error;
  try {
    await within(kind, service.connect(credentials));
  } catch (caught) {
    error = caught;
  }
  if (!error) {
    throw new Error(
      `${kind} still lets the credentials in after the environment was torn down`,
    );
  }
  if (!service.isRefusal(error)) {
    throw new Error(
      `${kind} should refuse the credentials and answers otherwise: ${
        error.message
      } (${error.code ?? 'no code'})`,
    );
  }
}

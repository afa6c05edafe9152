import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import mqtt from 'mqtt';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import {
  createSandboxBroker,
  type SandboxBroker,
} from '../createSandboxBroker';
import { OsbClient } from '../__testUtils__/OsbClient';
import type { Credentials } from './types';

jest.setTimeout(60_000);

let broker: SandboxBroker;
let osb: OsbClient;

beforeAll(async () => {
  broker = await createSandboxBroker({
    services: ['postgresql', 'mqtt-broker', 'object-storage'],
    ports: { postgresql: 0, 'mqtt-broker': 0, 'object-storage': 0 },
    quotaCheckMs: 100,
  });
  osb = new OsbClient(broker);
});

afterAll(async () => {
  await broker?.stop();
});

const nothing = {
  databases: [],
  roles: [],
  mqttUsers: [],
  buckets: [],
  containers: [],
};

describe('postgresql', () => {
  async function connect(credentials: Credentials): Promise<Client> {
    const client = new Client(credentials.uri as string);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  it('gives each tenant a database that no other can enter', async () => {
    const [a, b] = await Promise.all([
      osb.provision('postgresql', { parameters: { databaseName: 'shop' } }),
      osb.provision('postgresql'),
    ]);
    const bindA = await osb.bind(a);
    const bindB = await osb.bind(b);
    const client = await connect(bindA.credentials);
    await client.query('CREATE TABLE goods (name text)');
    await client.query(`INSERT INTO goods VALUES ('lamp')`);
    expect(bindA.credentials.database).toMatch(/^shop_/);

    const others = { ...bindB.credentials } as Record<string, string>;
    for (const database of [
      bindA.credentials.database as string,
      'postgres',
      'template1',
    ]) {
      const foreign = new Client({
        host: others.host,
        port: Number(others.port),
        user: others.username,
        password: others.password,
        database,
      });
      await expect(foreign.connect()).rejects.toThrow(/permission denied/);
    }
    await expect(
      client.query(
        `ALTER DATABASE ${bindA.credentials.database} CONNECTION LIMIT 99`,
      ),
    ).rejects.toThrow(/must be owner/);
    await expect(client.query('CREATE ROLE intruder')).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      client.query('SELECT rolpassword FROM pg_authid'),
    ).rejects.toThrow(/permission denied/);
    await client.end();

    await osb.deprovision(a);
    await osb.deprovision(b);
    expect((await broker.state()).real).toEqual(nothing);
    await expect(connect(bindA.credentials)).rejects.toThrow();
  });

  it('keeps what a binding created when the binding goes, and hands it to the next', async () => {
    const instance = await osb.provision('postgresql');
    const first = await osb.bind(instance);
    const reader = await osb.bind(instance, { access: 'read-only' });
    const client = await connect(first.credentials);
    await client.query('CREATE TABLE kept (a int)');
    await client.query('INSERT INTO kept VALUES (1)');
    await client.query('SET ROLE NONE');
    const unbound = await osb.remove(instance, first.path);
    expect(unbound.status).toBe(202);
    expect((await osb.ended(first.path)).status).toBe(410);
    await expect(client.query('SELECT 1')).rejects.toThrow();
    await expect(connect(first.credentials)).rejects.toThrow();

    const second = await osb.bind(instance);
    const successor = await connect(second.credentials);
    expect((await successor.query('SELECT a FROM kept')).rows).toEqual([
      { a: 1 },
    ]);
    await successor.query('ALTER TABLE kept ADD b int');
    await successor.end();

    const reading = await connect(reader.credentials);
    expect((await reading.query('SELECT a FROM kept')).rowCount).toBe(1);
    await expect(reading.query('DELETE FROM kept')).rejects.toThrow(
      /permission denied/,
    );
    await reading.end();
    await osb.deprovision(instance);
    expect((await broker.state()).real).toEqual(nothing);
  });

  it('holds the connection limit of the plan, and a larger plan raises it in place', async () => {
    const instance = await osb.provision('postgresql', { plan: 'small' });
    const { credentials } = await osb.bind(instance);
    const clients = [];
    for (let i = 0; i < 5; i++) {
      clients.push(await connect(credentials));
    }
    await expect(connect(credentials)).rejects.toThrow(/too many connections/);
    const { plan_id } = await osb.ids('postgresql', 'medium');
    await osb.update(instance, { plan_id });
    clients.push(await connect(credentials));
    await Promise.all(clients.map(client => client.end()));
    await osb.deprovision({ ...instance, ids: { ...instance.ids, plan_id } });
  });

  it('makes a database above its quota read-only, says so, and lifts that when there is room', async () => {
    const instance = await osb.provision('postgresql', { plan: 'small' });
    const { credentials } = await osb.bind(instance);
    const attributes = async () => {
      const { body } = await osb.call('GET', instance.path);
      return (body.metadata as { attributes: Record<string, string> })
        .attributes;
    };
    const until = async (exceeded: string) => {
      for (
        let tries = 0;
        tries < 200 && (await attributes()).storageQuotaExceeded !== exceeded;
        tries++
      ) {
        await sleep(50);
      }
      expect((await attributes()).storageQuotaExceeded).toBe(exceeded);
    };
    const client = await connect(credentials);
    await client.query('CREATE TABLE big (t text)');
    // In pieces, since a session that is open when the quota is exceeded is ended.
    for (let piece = 0; piece < 40; piece++) {
      try {
        await client.query(
          `INSERT INTO big SELECT repeat(md5(i::text), 30) FROM generate_series(1, 2000) i`,
        );
      } catch {
        break;
      }
    }
    await until('true');
    const locked = await connect(credentials);
    await expect(locked.query('CREATE TABLE more (a int)')).rejects.toThrow(
      /read-only/,
    );
    const comment = await locked.query(
      `SELECT shobj_description(oid, 'pg_database') AS text FROM pg_database WHERE datname = current_database()`,
    );
    expect(comment.rows[0].text).toMatch(/Storage quota of 64 MB exceeded/);
    await locked.query('BEGIN READ WRITE');
    await locked.query('DROP TABLE big');
    await locked.query('COMMIT');
    await until('false');
    const free = await connect(credentials);
    await free.query('CREATE TABLE more (a int)');
    await Promise.allSettled([client.end(), locked.end(), free.end()]);
    await osb.deprovision(instance);
  });

  it('creates extensions and sorts as the locale says', async () => {
    const instance = await osb.provision('postgresql', {
      parameters: { locale: 'de-DE', extensions: ['pgcrypto', 'uuid-ossp'] },
    });
    const { credentials } = await osb.bind(instance);
    const client = await connect(credentials);
    const { rows } = await client.query(
      `SELECT w FROM (VALUES ('Zebra'), ('Ärger'), ('Apfel')) v (w) ORDER BY w`,
    );
    expect(rows.map(({ w }) => w)).toEqual(['Apfel', 'Ärger', 'Zebra']);
    await client.query('SELECT gen_salt($1), uuid_generate_v4()', ['md5']);
    await osb.update(instance, { parameters: { extensions: ['hstore'] } });
    await client.query(`SELECT 'a=>1'::hstore`);
    await client.end();
    await osb.deprovision(instance);
  });
});

describe('mqtt-broker', () => {
  function connect(credentials: Credentials, clientId?: string) {
    return mqtt.connectAsync(
      `mqtt://${credentials.host}:${credentials.port}`,
      {
        username: credentials.username as string,
        password: credentials.password as string,
        clientId,
        reconnectPeriod: 0,
      },
      false,
    );
  }

  it('keeps topics, client ids and users of tenants apart', async () => {
    const a = await osb.provision('mqtt-broker');
    const b = await osb.provision('mqtt-broker');
    const bindA = await osb.bind(a);
    const bindB = await osb.bind(b);
    const prefixA = bindA.credentials.topicPrefix as string;
    const prefixB = bindB.credentials.topicPrefix as string;
    const clientA = await connect(bindA.credentials, 'same-id');
    const clientB = await connect(bindB.credentials, 'same-id');

    const seenByB: string[] = [];
    clientB.on('message', topic => seenByB.push(topic));
    for (const filter of ['#', '+/#', `${prefixA}/#`, '$SYS/#', `${prefixB}`]) {
      await expect(clientB.subscribeAsync(filter)).rejects.toThrow();
    }
    await clientB.subscribeAsync(`${prefixB}/#`);
    const received = new Promise<string>(resolve => {
      clientA.once('message', (topic, payload) =>
        resolve(`${topic} ${payload}`),
      );
    });
    await clientA.subscribeAsync(`${prefixA}/+/temperature`);
    await clientA.publishAsync(`${prefixA}/room/temperature`, '21', {
      qos: 1,
      retain: true,
    });
    expect(await received).toBe(`${prefixA}/room/temperature 21`);

    // Publishing elsewhere costs the connection, as MQTT 3.1.1 has no other way to refuse.
    const closed = new Promise(resolve => {
      clientB.once('close', () => resolve('closed'));
    });
    clientB.publish(`${prefixA}/room/temperature`, 'forged');
    expect(await closed).toBe('closed');
    expect(seenByB).toEqual([]);
    await expect(
      connect({ ...bindA.credentials, password: 'wrong' }),
    ).rejects.toThrow();

    const usage = (await broker.usage()).find(
      ({ instanceId }) => instanceId === a.id,
    );
    expect(usage?.counters).toMatchObject({ messagesIn: 1, messagesOut: 1 });

    const kicked = new Promise(resolve => {
      clientA.once('close', () => resolve('kicked'));
    });
    await osb.deprovision(a);
    expect(await kicked).toBe('kicked');
    await expect(connect(bindA.credentials)).rejects.toThrow();
    await osb.deprovision(b);
    expect((await broker.state()).real.mqttUsers).toEqual([]);
  });

  it('holds the limits of the plan', async () => {
    const instance = await osb.provision('mqtt-broker', { plan: 'small' });
    const { credentials } = await osb.bind(instance);
    const publishOnly = await osb.bind(instance, { access: 'publish' });
    const clients = [await connect(publishOnly.credentials)];
    const { topicPrefix } = credentials;
    await expect(
      clients[0].subscribeAsync(`${topicPrefix}/#`),
    ).rejects.toThrow();
    for (let i = 1; i < 5; i++) {
      clients.push(await connect(credentials));
    }
    await expect(connect(credentials)).rejects.toThrow();

    // 50 a second and a second's worth at once: 75 take at least half a second.
    const began = Date.now();
    for (let i = 0; i < 75; i++) {
      await clients[1].publishAsync(`${topicPrefix}/n`, String(i), { qos: 1 });
    }
    expect(Date.now() - began).toBeGreaterThan(400);

    const { plan_id } = await osb.ids('mqtt-broker', 'medium');
    await osb.update(instance, { plan_id });
    clients.push(await connect(credentials));
    await Promise.all(clients.map(client => client.endAsync(true)));
    await osb.deprovision({ ...instance, ids: { ...instance.ids, plan_id } });
  });
});

describe('object-storage', () => {
  function s3(credentials: Credentials): S3Client {
    return new S3Client({
      endpoint: credentials.endpoint as string,
      region: credentials.region as string,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: {
        accessKeyId: credentials.accessKeyId as string,
        secretAccessKey: credentials.secretAccessKey as string,
      },
    });
  }

  it('stores, lists and deletes objects through the AWS SDK', async () => {
    const instance = await osb.provision('object-storage');
    const { credentials } = await osb.bind(instance);
    const Bucket = credentials.bucket as string;
    const client = s3(credentials);
    const keys = [
      'a.txt',
      'docs/ä ö+&<>.txt',
      'docs/b.txt',
      'docs/sub/c.txt',
      '../../etc/passwd',
    ];
    for (const Key of keys) {
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key,
          Body: `content of ${Key}`,
          ContentType: 'text/plain',
          Metadata: { author: 'me' },
        }),
      );
    }
    for (const Key of keys) {
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe(`content of ${Key}`);
      expect(got.ContentType).toBe('text/plain');
      expect(got.Metadata).toEqual({ author: 'me' });
    }
    const streamed = Buffer.alloc(300_000, 'x');
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream',
        Body: Readable.from([
          streamed.subarray(0, 100_000),
          streamed.subarray(100_000),
        ]),
        ContentLength: streamed.length,
      }),
    );
    const head = await client.send(
      new HeadObjectCommand({ Bucket, Key: 'stream' }),
    );
    expect(head.ContentLength).toBe(300_000);
    const part = await client.send(
      new GetObjectCommand({ Bucket, Key: 'a.txt', Range: 'bytes=0-6' }),
    );
    expect(await part.Body?.transformToString()).toBe('content');

    const folders = await client.send(
      new ListObjectsV2Command({ Bucket, Delimiter: '/', Prefix: 'docs/' }),
    );
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual([
      'docs/b.txt',
      'docs/ä ö+&<>.txt',
    ]);
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'docs/sub/' }]);
    const paged: string[] = [];
    for await (const page of paginateListObjectsV2(
      { client, pageSize: 2 },
      { Bucket, Delimiter: '/' },
    )) {
      paged.push(...(page.Contents ?? []).map(({ Key }) => Key!));
      paged.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
    }
    expect(paged.sort()).toEqual(['../', 'a.txt', 'docs/', 'stream']);

    await client.send(new DeleteObjectCommand({ Bucket, Key: 'stream' }));
    await expect(
      client.send(new GetObjectCommand({ Bucket, Key: 'stream' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
    await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: keys.map(Key => ({ Key })) },
      }),
    );
    const left = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(left.KeyCount).toBe(0);
    await osb.deprovision(instance);
    expect((await broker.state()).real.buckets).toEqual([]);
  });

  it('keeps tenants apart and refuses wrong signatures and changed bodies', async () => {
    const a = await osb.provision('object-storage');
    const b = await osb.provision('object-storage');
    const bindA = await osb.bind(a);
    const bindB = await osb.bind(b);
    const reader = await osb.bind(a, { access: 'read-only' });
    const Bucket = bindA.credentials.bucket as string;
    const put = new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' });
    await s3(bindA.credentials).send(put);
    await expect(
      s3(bindB.credentials).send(new GetObjectCommand({ Bucket, Key: 'k' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(s3(reader.credentials).send(put)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(
      s3({ ...bindA.credentials, secretAccessKey: 'wrong' }).send(put),
    ).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });

    const tampering = s3(bindA.credentials);
    tampering.middlewareStack.add(
      next => args => {
        (args.request as { body: string }).body = 'w';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    );
    await expect(tampering.send(put)).rejects.toMatchObject({
      name: expect.stringMatching(/XAmzContentSHA256Mismatch|BadDigest/),
    });
    const unsigned = await fetch(`${bindA.credentials.endpoint}/${Bucket}/k`);
    expect(unsigned.status).toBe(403);
    const traversal = await new Promise<number | undefined>(resolve => {
      httpRequest(
        `${bindA.credentials.endpoint}`,
        { path: '/../../state.sqlite' },
        answer => resolve(answer.statusCode),
      ).end();
    });
    expect(traversal).toBe(403);

    await osb.remove(a, bindA.path);
    await osb.ended(bindA.path);
    await expect(s3(bindA.credentials).send(put)).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    await osb.deprovision(a);
    await osb.deprovision(b);
  });

  it('holds the quota of the plan, and a larger plan raises it in place', async () => {
    const instance = await osb.provision('object-storage', { plan: 'small' });
    const { credentials } = await osb.bind(instance);
    const client = s3(credentials);
    const put = (Key: string) =>
      client.send(
        new PutObjectCommand({
          Bucket: credentials.bucket as string,
          Key,
          Body: Buffer.alloc(6 * 1024 * 1024),
        }),
      );
    await put('one');
    await put('one');
    await expect(put('two')).rejects.toMatchObject({ name: 'QuotaExceeded' });
    const { plan_id } = await osb.ids('object-storage', 'medium');
    await osb.update(instance, { plan_id });
    await put('two');
    await osb.deprovision({ ...instance, ids: { ...instance.ids, plan_id } });
  });
});

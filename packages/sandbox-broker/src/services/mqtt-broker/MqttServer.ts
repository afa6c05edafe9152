import type { Aedes, AedesPublishPacket, Client } from 'aedes';
import { createServer, type Server } from 'node:net';
import { randomUUID } from 'node:crypto';
import {
  isInside,
  passwordIsRight,
  type MqttTenant,
  type MqttUser,
} from './tenants';

/*
 * Tenants share one Aedes. What keeps them apart: topics and filters must begin with the tenant's prefix, on publishing
 * (last wills too), on subscribing, and once more on delivery, because Aedes stores refused filters of lasting
 * sessions; and a client's id is preceded by its user's name, because MQTT lets a client with the same id take over
 * another's session.
 */

const MAX_CLIENT_ID = 200;
const SEPARATOR = '|';

function loadAedes(): typeof import('aedes') {
  // Aedes is an ES module. Node.js can require one, but bundlers and test runners that replace `require` cannot.
  return process.getBuiltinModule('node:module').createRequire(__filename)(
    'aedes',
  );
}

function refuse(message: string, returnCode: number) {
  return Object.assign(new Error(message), { returnCode });
}

export class MqttServer {
  readonly #users = new Map<string, MqttUser>();
  readonly #userOfClient = new WeakMap<Client, MqttUser>();
  readonly #clients = new Map<string, Client>();
  readonly #aedes: Aedes;
  readonly #server: Server;

  private constructor(aedes: Aedes, server: Server) {
    this.#aedes = aedes;
    this.#server = server;
  }

  static async start(host: string, port: number): Promise<MqttServer> {
    const aedes = await loadAedes().Aedes.createBroker({
      maxClientsIdLength: 1000,
      connectTimeout: 10_000,
    });
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      aedes.handle(socket);
    });
    const mqtt = new MqttServer(aedes, server);
    mqtt.#wire();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return mqtt;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    await new Promise<void>(resolve => {
      this.#aedes.close(() => resolve());
    });
    await closed;
  }

  addUser(user: MqttUser): void {
    this.#users.set(user.name, user);
  }

  userNames(): string[] {
    return [...this.#users.keys()].sort();
  }

  /** Forgets the user and closes its connections. */
  async removeUser(name: string): Promise<void> {
    const user = this.#users.get(name);
    this.#users.delete(name);
    if (!user) {
      return;
    }
    user.tenant.users.delete(name);
    const own = [...user.tenant.clients].filter(id =>
      id.startsWith(`${name}${SEPARATOR}`),
    );
    await Promise.all(
      own.map(
        id =>
          new Promise<void>(resolve => {
            const client = this.#clients.get(id);
            if (client) {
              client.close(resolve);
            } else {
              resolve();
            }
          }),
      ),
    );
  }

  /** Empties the retained messages below a prefix. */
  async forgetRetained(tenant: MqttTenant): Promise<void> {
    const { persistence } = this.#aedes as unknown as {
      persistence: {
        createRetainedStream(filter: string): AsyncIterable<{ topic: string }>;
      };
    };
    const topics: string[] = [];
    for await (const { topic } of persistence.createRetainedStream(
      `${tenant.prefix}/#`,
    )) {
      topics.push(topic);
    }
    for (const topic of topics) {
      await new Promise<void>((resolve, reject) => {
        this.#aedes.publish(
          {
            cmd: 'publish',
            topic,
            payload: Buffer.alloc(0),
            retain: true,
            qos: 0,
            dup: false,
          },
          error => (error ? reject(error) : resolve()),
        );
      });
    }
  }

  #wire(): void {
    const aedes = this.#aedes;

    aedes.preConnect = (_client, packet, callback) => {
      const { clientId, username } = packet;
      if (clientId.length > MAX_CLIENT_ID) {
        callback(new Error('client id too long'), false);
        return;
      }
      packet.clientId = `${username ?? ''}${SEPARATOR}${
        clientId || randomUUID()
      }`;
      callback(null, true);
    };

    aedes.authenticate = (client, username, password, done) => {
      const user = username ? this.#users.get(username) : undefined;
      if (!user || !passwordIsRight(user, password as Buffer | undefined)) {
        done(refuse('user name or password is wrong', 4), false);
        return;
      }
      const { clients, plan } = user.tenant;
      // A client that comes back takes its own place.
      if (!clients.has(client.id) && clients.size >= plan.connections) {
        done(refuse('the plan allows no more connections', 3), false);
        return;
      }
      this.#userOfClient.set(client, user);
      clients.add(client.id);
      this.#clients.set(client.id, client);
      // Also where the connection ends before the client is registered.
      client.conn.once('close', () => this.#left(client, user));
      done(null, true);
    };

    aedes.authorizePublish = (client, packet, callback) => {
      const user = client && this.#userOfClient.get(client);
      if (!user?.mayPublish || !isInside(user.tenant, packet.topic)) {
        callback(new Error('publishing to this topic is not allowed'));
        return;
      }
      const { counters, rate } = user.tenant;
      counters.messagesIn += 1;
      counters.bytesIn += packet.payload.length;
      const wait = rate.take();
      if (wait > 0) {
        // Waiting holds the connection back, so a client that sends too fast slows down and loses nothing.
        setTimeout(callback, wait).unref();
      } else {
        callback();
      }
    };

    aedes.authorizeSubscribe = (client, subscription, callback) => {
      const user = this.#userOfClient.get(client);
      const allowed =
        user?.maySubscribe && isInside(user.tenant, subscription.topic);
      callback(null, allowed ? subscription : null);
    };

    aedes.authorizeForward = (client, packet) => this.#forward(client, packet);
  }

  #forward(
    client: Client,
    packet: AedesPublishPacket,
  ): AedesPublishPacket | null {
    const user = this.#userOfClient.get(client);
    if (!user?.maySubscribe || !isInside(user.tenant, packet.topic)) {
      return null;
    }
    user.tenant.counters.messagesOut += 1;
    user.tenant.counters.bytesOut += packet.payload.length;
    return packet;
  }

  #left(client: Client, user: MqttUser): void {
    // Another connection may have taken over the same id.
    if (this.#clients.get(client.id) === client) {
      this.#clients.delete(client.id);
      user.tenant.clients.delete(client.id);
    }
  }
}

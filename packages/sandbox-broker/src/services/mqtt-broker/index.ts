import { randomSecret } from '../../state/Vault';
import type { SandboxService, ServiceFactory } from '../types';
import { MqttServer } from './MqttServer';
import { LIMITS, mqttOffering } from './offering';
import {
  addUser,
  newTenant,
  topicPrefix,
  userName,
  type Counters,
  type MqttTenant,
} from './tenants';

const DEFAULT_PORT = 7012;
const SAVE_EVERY_MS = 5000;

/** A real MQTT broker inside this process, with a topic space for each instance. */
export const createMqttBroker: ServiceFactory = async environment => {
  const { database, host } = environment;
  const tenants = new Map<string, MqttTenant>();
  let server: MqttServer | undefined;
  let port = 0;
  let saving: NodeJS.Timeout | undefined;

  database.exec(`CREATE TABLE IF NOT EXISTS mqtt_counters (
    instance_id TEXT PRIMARY KEY, messages_in INTEGER NOT NULL, messages_out INTEGER NOT NULL,
    bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL)`);

  function savedCounters(instanceId: string): Counters {
    const row = database
      .prepare(
        `SELECT messages_in AS messagesIn, messages_out AS messagesOut, bytes_in AS bytesIn, bytes_out AS bytesOut
           FROM mqtt_counters WHERE instance_id = ?`,
      )
      .get(instanceId) as Counters | undefined;
    return row ?? { messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 };
  }

  function saveCounters(): void {
    const write = database.prepare(
      'INSERT OR REPLACE INTO mqtt_counters VALUES (?, ?, ?, ?, ?)',
    );
    database.transaction(() => {
      for (const { instanceId, counters } of tenants.values()) {
        write.run(
          instanceId,
          counters.messagesIn,
          counters.messagesOut,
          counters.bytesIn,
          counters.bytesOut,
        );
      }
    })();
  }

  function running(): MqttServer {
    if (!server) {
      throw new Error('the MQTT broker does not run');
    }
    return server;
  }

  const service: SandboxService = {
    offering: mqttOffering,
    simulated: false,

    async start(existing) {
      port = await environment.port('mqtt-broker', DEFAULT_PORT);
      server = await MqttServer.start(host, port);
      for (const { instance, bindings } of existing) {
        const tenant = newTenant(instance, savedCounters(instance.id));
        tenants.set(instance.id, tenant);
        for (const binding of bindings) {
          const password = binding.credentials?.password;
          if (typeof password === 'string') {
            server.addUser(addUser(tenant, binding, password));
          }
        }
      }
      saving = setInterval(saveCounters, SAVE_EVERY_MS);
      saving.unref();
    },

    async stop() {
      clearInterval(saving);
      if (server) {
        await server.stop();
        saveCounters();
      }
      server = undefined;
    },

    async provision(instance, context) {
      context.progress('Opening the topic space.');
      if (!tenants.has(instance.id)) {
        tenants.set(
          instance.id,
          newTenant(instance, savedCounters(instance.id)),
        );
      }
    },

    async update(_current, target, context) {
      context.progress('Applying the limits of the plan.');
      const tenant = tenants.get(target.id);
      if (tenant) {
        tenant.plan = LIMITS[target.planId];
        tenant.rate.perSecond = tenant.plan.messagesPerSecond;
      }
    },

    async deprovision(instance, _bindings, context) {
      context.progress('Closing connections and the topic space.');
      const tenant = tenants.get(instance.id);
      if (tenant) {
        for (const name of [...tenant.users.keys()]) {
          await running().removeUser(name);
        }
        await running().forgetRetained(tenant);
        tenants.delete(instance.id);
      }
      database
        .prepare('DELETE FROM mqtt_counters WHERE instance_id = ?')
        .run(instance.id);
    },

    async bind(instance, binding, context) {
      context.progress('Creating the user.');
      const tenant = tenants.get(instance.id);
      if (!tenant) {
        throw new Error('the topic space does not exist');
      }
      const password = randomSecret();
      const { name } = addUser(tenant, binding, password);
      running().addUser(tenant.users.get(name)!);
      return {
        credentials: {
          host,
          port,
          username: name,
          password,
          topicPrefix: tenant.prefix,
          uri: `mqtt://${name}:${password}@${host}:${port}`,
        },
        endpoints: [{ host, ports: [String(port)], protocol: 'tcp' }],
      };
    },

    async unbind(_instance, binding, context) {
      context.progress('Closing connections and removing the user.');
      await running().removeUser(userName(binding));
    },

    async describe(instance) {
      const tenant = tenants.get(instance.id);
      const plan = LIMITS[instance.planId];
      return {
        topicPrefix: topicPrefix(instance),
        connectionLimit: String(plan.connections),
        messagesPerSecondLimit: String(plan.messagesPerSecond),
        connections: String(tenant?.clients.size ?? 0),
        messagesIn: String(tenant?.counters.messagesIn ?? 0),
        messagesOut: String(tenant?.counters.messagesOut ?? 0),
      };
    },

    async real() {
      return { mqttUsers: running().userNames() };
    },

    async usage() {
      return [...tenants.values()].map(({ instanceId, counters, clients }) => ({
        instanceId,
        service: mqttOffering.name,
        counters: { ...counters, connections: clients.size },
      }));
    },
  };
  return service;
};

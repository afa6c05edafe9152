import Database from 'better-sqlite3';
import { connect } from 'mqtt';
import { createSandboxBroker } from '../createSandboxBroker';
import { OsbClient } from '../__testUtils__/OsbClient';
import type { InstanceUsage } from '../services/types';
import { Meter } from './Meter';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 0, 1, 12);

describe('Meter', () => {
  it('multiplies levels by time and counts differences', async () => {
    let now = T0;
    let usage: InstanceUsage[] = [];
    const meter = new Meter({
      database: new Database(':memory:'),
      read: async () => usage,
      log: message => {
        throw new Error(message);
      },
      now: () => now,
    });
    usage = [
      {
        instanceId: 'db',
        service: 'postgresql',
        counters: { storageBytes: 2 * 1024 ** 3, connections: 3 },
      },
      {
        instanceId: 'mq',
        service: 'mqtt-broker',
        counters: { messagesIn: 100, messagesOut: 10 },
      },
    ];
    await meter.sample();
    usage[1].counters = { messagesIn: 107, messagesOut: 12 };
    for (let step = 0; step < 60; step += 1) {
      now += MINUTE;
      await meter.sample();
    }
    expect(meter.usage(T0, T0 + 61 * MINUTE)).toEqual([
      {
        instanceId: 'db',
        meter: 'database-connections',
        unit: 'connection-h',
        quantity: '3',
      },
      {
        instanceId: 'db',
        meter: 'database-storage',
        unit: 'GiB-h',
        quantity: '2',
      },
      {
        instanceId: 'mq',
        meter: 'mqtt-messages',
        unit: 'message',
        quantity: '9',
      },
    ]);
    // Intervals that touch each other add up.
    const half = T0 + 31 * MINUTE;
    expect(
      [...meter.usage(T0, half), ...meter.usage(half, T0 + 61 * MINUTE)]
        .filter(({ meter: name }) => name === 'database-connections')
        .reduce((sum, { quantity }) => sum + Number(quantity), 0),
    ).toBe(3);
    expect(meter.measuredUntil()).toBe(now);
  });

  it('charges nothing for a time in which nobody measured', async () => {
    let now = T0;
    const meter = new Meter({
      database: new Database(':memory:'),
      read: async () => [
        {
          instanceId: 'db',
          service: 'postgresql',
          counters: { storageBytes: 0, connections: 60 },
        },
      ],
      log: () => undefined,
      now: () => now,
    });
    await meter.sample();
    now += 10 * 60 * MINUTE;
    await meter.sample();
    // Two minutes of sixty connections, not ten hours.
    expect(meter.usage(T0, now + MINUTE)[0].quantity).toBe('2');
  });

  it('measures messages that a real client sends', async () => {
    const broker = await createSandboxBroker({
      services: ['mqtt-broker'],
      ports: { 'mqtt-broker': 0 },
    });
    try {
      const client = new OsbClient(broker);
      const instance = await client.provision('mqtt-broker');
      const { credentials } = await client.bind(instance);
      const mqtt = connect(String(credentials.uri), { reconnectPeriod: 0 });
      await new Promise<void>((resolve, reject) => {
        mqtt.once('connect', () => resolve());
        mqtt.once('error', reject);
      });
      await broker.measure();
      const topic = `${credentials.topicPrefix}/a`;
      for (let index = 0; index < 5; index += 1) {
        await mqtt.publishAsync(topic, 'x', { qos: 1 });
      }
      await mqtt.endAsync();
      await broker.measure();
      const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
      const answer = await fetch(
        `${broker.url}/metering/usage?from=${minute - MINUTE}&to=${
          minute + MINUTE
        }`,
        {
          headers: {
            Authorization: `Basic ${Buffer.from(
              `${broker.username}:${broker.password}`,
            ).toString('base64')}`,
          },
        },
      );
      expect(await answer.json()).toMatchObject({
        complete: false,
        items: [{ meter: 'mqtt-messages', unit: 'message', quantity: '5' }],
      });
      const refused = await fetch(`${broker.url}/metering/usage?from=1&to=2`);
      expect(refused.status).toBe(401);
    } finally {
      await broker.stop();
    }
  });
});

import { ConfigReader } from '@backstage/config';
import {
  createSandboxBroker,
  type SandboxBroker,
} from '@dualcloud/sandbox-broker';
import { SandboxCollector } from './SandboxCollector';

jest.setTimeout(60_000);

const MINUTE = 60_000;

describe('SandboxCollector', () => {
  let broker: SandboxBroker;
  beforeAll(async () => {
    broker = await createSandboxBroker({
      services: ['postgresql'],
      ports: { postgresql: 0 },
    });
  });
  afterAll(() => broker?.stop());

  const collectorOf = (overrides: object = {}) =>
    SandboxCollector.fromConfig(
      new ConfigReader({
        cloudCosts: {
          sandbox: {
            url: broker.url,
            username: broker.username,
            password: broker.password,
            ...overrides,
          },
        },
      }),
    )!;

  async function provision(id: string) {
    const headers = {
      Authorization: `Basic ${Buffer.from(
        `${broker.username}:${broker.password}`,
      ).toString('base64')}`,
      'X-Broker-API-Version': '2.17',
      'Content-Type': 'application/json',
    };
    const catalog = await (
      await fetch(`${broker.url}/v2/catalog`, { headers })
    ).json();
    const [service] = catalog.services;
    await fetch(
      `${broker.url}/v2/service_instances/${id}?accepts_incomplete=true`,
      {
        method: 'PUT',
        headers,
        body: JSON.stringify({
          service_id: service.id,
          plan_id: service.plans[0].id,
          organization_guid: 'o',
          space_guid: 's',
        }),
      },
    );
    for (;;) {
      const answer = await fetch(
        `${broker.url}/v2/service_instances/${id}/last_operation`,
        { headers },
      );
      if ((await answer.json()).state === 'succeeded') return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('measures a real database as storage over time', async () => {
    await provision('db-1');
    await broker.measure();
    await new Promise(resolve => setTimeout(resolve, 1_200));
    await broker.measure();
    const toMs = Math.floor(Date.now() / MINUTE) * MINUTE + MINUTE;
    const interval = {
      instances: [
        {
          instanceId: 'db-1',
          serviceRef: 'cloudservice:default/sandbox-postgresql',
          plan: 'small',
          simulated: false,
        },
      ],
      signal: new AbortController().signal,
    };
    // The minute is not over.
    await expect(
      collectorOf().collect({ ...interval, fromMs: toMs - MINUTE, toMs }),
    ).resolves.toBeUndefined();

    const now = jest.spyOn(Date, 'now').mockReturnValue(toMs);
    await broker.measure();
    now.mockRestore();
    const events = await collectorOf().collect({
      ...interval,
      fromMs: toMs - 2 * MINUTE,
      toMs,
    });
    expect(events).toHaveLength(1);
    expect(events?.[0]).toMatchObject({
      subject: 'db-1',
      source: '/cloud-costs/collectors/sandbox',
      data: { meter: 'database-storage', unit: 'GiB-h' },
    });
    expect(
      Number((events?.[0].data as { quantity: string }).quantity),
    ).toBeGreaterThan(0);
    // What cloud costs does not know of is left out.
    expect(
      await collectorOf().collect({
        ...interval,
        instances: [],
        fromMs: toMs - 2 * MINUTE,
        toMs,
      }),
    ).toEqual([]);
  });

  it('says what is wrong with settings and answers', async () => {
    expect(SandboxCollector.fromConfig(new ConfigReader({}))).toBeUndefined();
    expect(() => collectorOf({ url: 'http://broker.example.org' })).toThrow(
      'cloudCosts.sandbox.url',
    );
    await expect(
      collectorOf({ password: 'wrong' }).collect({
        instances: [],
        fromMs: 0,
        toMs: MINUTE,
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow('answered 401');
  });
});

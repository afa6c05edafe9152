import {
  type CloudServiceDriver,
  DriverError,
  type DriverOutcome,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { createOsbDriver } from './OsbDriver';
import { MisbehavingBroker } from './__testUtils__/misbehavingBroker';

const ref = {
  instanceId: 'i-1',
  serviceId: 'service',
  planId: 'plan',
  bindingId: 'b-1',
};
const context = { systemRef: 'system:default/kfz-portal' };
const call = () => ({ signal: new AbortController().signal });

type Change = 'provision' | 'update' | 'deprovision' | 'bind' | 'unbind';
const changes: Record<
  Change,
  (driver: CloudServiceDriver) => Promise<unknown>
> = {
  provision: driver => driver.provision({ ...ref, context }, call()),
  update: driver =>
    driver.update({ ...ref, context, previous: { planId: 'old' } }, call()),
  deprovision: driver => driver.deprovision(ref, call()),
  bind: driver => driver.bind({ ...ref, context }, call()),
  unbind: driver => driver.unbind(ref, call()),
};
const all = Object.keys(changes) as Change[];

async function outcomeOf(promise: Promise<unknown>) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof DriverError) return error.outcome;
    throw error;
  }
}

describe("OSB 2.17's orphan-mitigation table", () => {
  let broker: MisbehavingBroker;
  let driver: CloudServiceDriver & { close(): Promise<void> };

  beforeEach(async () => {
    broker = await MisbehavingBroker.start();
    driver = createOsbDriver({
      brokerName: 'test',
      url: broker.url,
      auth: { username: 'portal', password: 'sesame-open' },
      requestTimeoutMs: 400,
    });
  });

  afterEach(async () => {
    await driver.close();
    await broker.stop();
  });

  const rows: Array<{
    row: string;
    of: Change[];
    status: number;
    body: unknown;
    outcome: DriverOutcome;
  }> = [
    {
      row: '200 with malformed response: failure, no mitigation',
      of: all,
      status: 200,
      body: '<html>welcome',
      outcome: 'busy',
    },
    {
      row: '201 with malformed response: failure, mitigation',
      of: ['provision', 'bind'],
      status: 201,
      body: '{"dashboard_url": ',
      outcome: 'unknown',
    },
    {
      row: '201 with a body that is JSON and no object: failure, mitigation',
      of: ['provision', 'bind'],
      status: 201,
      body: '"done"',
      outcome: 'unknown',
    },
    {
      row: 'other 2xx: failure, mitigation',
      of: all,
      status: 204,
      body: '',
      outcome: 'unknown',
    },
    {
      row: 'other 2xx (206): failure, mitigation',
      of: all,
      status: 206,
      body: {},
      outcome: 'unknown',
    },
    {
      row: '408: not received, no mitigation',
      of: all,
      status: 408,
      body: {},
      outcome: 'not-sent',
    },
    ...[400, 401, 403, 404, 409, 412, 413, 418].map(status => ({
      row: `other 4xx (${status}): rejected, no mitigation`,
      of: all,
      status,
      body: { description: 'no' },
      outcome: 'refused' as const,
    })),
    ...[400, 403, 422].map(status => ({
      row: `other 4xx (${status}) whose body is no JSON: rejected`,
      of: all,
      status,
      body: '<html>',
      outcome: 'refused' as const,
    })),
    {
      row: '410 where it means nothing: rejected',
      of: ['provision', 'update', 'bind'],
      status: 410,
      body: {},
      outcome: 'refused',
    },
    {
      row: '422 ConcurrencyError: no mitigation, again later',
      of: all,
      status: 422,
      body: { error: 'ConcurrencyError' },
      outcome: 'busy',
    },
    ...['AsyncRequired', 'RequiresApp', 'MaintenanceInfoConflict'].map(
      error => ({
        row: `422 ${error}: rejected, no mitigation`,
        of: all,
        status: 422,
        body: { error },
        outcome: 'refused' as const,
      }),
    ),
    {
      row: '429: rejected, no mitigation, again later',
      of: all,
      status: 429,
      body: {},
      outcome: 'busy',
    },
    ...[500, 501, 502, 503, 504, 599].map(status => ({
      row: `5xx (${status}): broker error, mitigation`,
      of: all,
      status,
      body: { description: 'oops' },
      outcome: 'unknown' as const,
    })),
    ...[301, 307, 308].map(status => ({
      row: `redirect ${status}: nothing was done`,
      of: all,
      status,
      body: '',
      outcome: 'refused' as const,
    })),
    ...[300, 302, 303].map(status => ({
      row: `redirect ${status}: it may have been done`,
      of: all,
      status,
      body: '',
      outcome: 'unknown' as const,
    })),
  ];

  it.each(rows.flatMap(row => row.of.map(change => ({ ...row, change }))))(
    '$change: $row',
    async ({ change, status, body, outcome }) => {
      broker.answer(status, body, {
        ...(status >= 300 &&
          status < 400 && { location: `${broker.url}/else` }),
      });
      await expect(outcomeOf(changes[change](driver))).resolves.toBe(outcome);
      expect(broker.seen).toHaveLength(1);
    },
  );

  it.each(all)('%s: 200 is a success', async change => {
    broker.answer(200, {});
    await expect(changes[change](driver)).resolves.toMatchObject({
      status: 'done',
    });
  });

  it.each(['provision', 'bind', 'update'] as const)(
    '%s: 201 is a success',
    async change => {
      broker.answer(201, {});
      await expect(changes[change](driver)).resolves.toMatchObject({
        status: 'done',
      });
    },
  );

  it.each(all)('%s: 202 is a success that is polled', async change => {
    broker.answer(202, { operation: 'task 10' }, { 'retry-after': '7' });
    await expect(changes[change](driver)).resolves.toEqual({
      status: 'in-progress',
      operation: 'task 10',
      retryAfterMs: 7000,
    });
  });

  it.each(all)(
    '%s: 202 with a malformed body is polled without an operation',
    async change => {
      broker.answer(202, 'accepted!');
      await expect(changes[change](driver)).resolves.toMatchObject({
        status: 'in-progress',
      });
    },
  );

  it.each(['deprovision', 'unbind'] as const)(
    '%s: 410 means that it is gone',
    async change => {
      broker.answer(410, {});
      await expect(changes[change](driver)).resolves.toEqual({
        status: 'gone',
      });
    },
  );

  it.each(all)('%s: a time-out leaves it unknown', async change => {
    broker.behave(() => undefined);
    await expect(outcomeOf(changes[change](driver))).resolves.toBe('unknown');
  });

  it.each([
    [201, 'unknown'],
    [200, 'unknown'],
    [500, 'unknown'],
    [409, 'refused'],
  ])(
    'provision: a time-out in the middle of the body of a %d leaves it %s',
    async (status, outcome) => {
      broker.behave((_, response) => {
        response.writeHead(status, { 'content-length': '100' });
        response.write('{"dashboard_url":');
      });
      await expect(outcomeOf(changes.provision(driver))).resolves.toBe(outcome);
    },
  );

  it.each(all)('%s: a dropped connection leaves it unknown', async change => {
    broker.behave((_, response) => {
      response.socket?.destroy();
    });
    await expect(outcomeOf(changes[change](driver))).resolves.toBe('unknown');
  });

  it('provision: a connection dropped in the middle of a 201 leaves it unknown', async () => {
    broker.behave((_, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    await expect(outcomeOf(changes.provision(driver))).resolves.toBe('unknown');
  });

  it('provision: an answer that is no HTTP leaves it unknown', async () => {
    broker.behave((_, response) => {
      response.socket?.end('220 mail.example.org ESMTP\r\n');
    });
    await expect(outcomeOf(changes.provision(driver))).resolves.toBe('unknown');
  });

  it.each([
    [201, 'unknown'],
    [200, 'busy'],
  ])(
    'provision: a %d above 1 MiB counts as malformed',
    async (status, outcome) => {
      broker.behave((_, response) => {
        response.writeHead(status);
        response.write(`{"a":"${'x'.repeat(1_100_000)}`);
      });
      await expect(outcomeOf(changes.provision(driver))).resolves.toBe(outcome);
    },
  );

  it('an ended call is unknown once it was sent, and not-sent before', async () => {
    const controller = new AbortController();
    broker.behave(() => controller.abort());
    await expect(
      outcomeOf(
        driver.provision({ ...ref, context }, { signal: controller.signal }),
      ),
    ).resolves.toBe('unknown');
    await expect(
      outcomeOf(
        driver.provision({ ...ref, context }, { signal: controller.signal }),
      ),
    ).resolves.toBe('not-sent');
    expect(broker.seen).toHaveLength(1);
  });

  describe('what fails before the request is written was not sent', () => {
    async function outcomeAt(url: string) {
      const other = createOsbDriver({
        brokerName: 'other',
        url,
        auth: { bearerToken: 'token-token' },
        requestTimeoutMs: 2_000,
      });
      try {
        return await outcomeOf(changes.provision(other));
      } finally {
        await other.close();
      }
    }

    it('connection refused', async () => {
      const gone = await MisbehavingBroker.start();
      const { url } = gone;
      await gone.stop();
      await expect(outcomeAt(url)).resolves.toBe('not-sent');
    });

    it('no such host', async () => {
      await expect(outcomeAt('https://broker.dualcloud.invalid')).resolves.toBe(
        'not-sent',
      );
    });

    it('no TLS at the other end', async () => {
      await expect(
        outcomeAt(broker.url.replace('http:', 'https:')),
      ).resolves.toBe('not-sent');
      expect(broker.seen).toHaveLength(0);
    });
  });

  describe('polling', () => {
    const polls = {
      instance: () => driver.lastOperation({ ...ref, operation: 'o' }, call()),
      binding: () =>
        driver.lastBindingOperation({ ...ref, operation: 'o' }, call()),
    };
    const targets = ['instance', 'binding'] as const;

    it.each(targets)('%s: "failed" says so', async target => {
      broker.answer(200, {
        state: 'failed',
        description: 'disk full',
        instance_usable: false,
        update_repeatable: true,
      });
      await expect(polls[target]()).resolves.toEqual({
        state: 'failed',
        description: 'disk full',
        instanceUsable: false,
        updateRepeatable: true,
        retryAfterMs: undefined,
      });
    });

    it.each(targets)('%s: 410 is "gone"', async target => {
      broker.answer(410, {});
      await expect(polls[target]()).resolves.toMatchObject({ state: 'gone' });
    });

    it.each(targets)(
      '%s: errors tell that the question failed',
      async target => {
        const outcomes: unknown[] = [];
        for (const [status, body, headers] of [
          [200, '{"state":"thinking"}', {}],
          [200, 'nonsense', {}],
          [202, { state: 'succeeded' }, {}],
          [400, {}, {}],
          [404, {}, {}],
          [500, {}, {}],
          [503, {}, {}],
          [503, {}, { 'retry-after': '2' }],
          [429, {}, {}],
        ] as const) {
          broker.answer(status, body, headers);
          outcomes.push(await outcomeOf(polls[target]()));
        }
        expect(outcomes).toEqual([
          'unknown',
          'unknown',
          'unknown',
          'refused',
          'refused',
          'unknown',
          'unknown',
          'busy',
          'busy',
        ]);
      },
    );
  });
});

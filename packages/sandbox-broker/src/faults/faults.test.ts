import {
  createSandboxBroker,
  type SandboxBroker,
} from '../createSandboxBroker';
import { OsbClient, type Instance } from '../__testUtils__/OsbClient';
import type { FaultRule } from './types';

let broker: SandboxBroker;
let osb: OsbClient;
let instance: Instance;
let counter = 0;

beforeAll(async () => {
  broker = await createSandboxBroker({
    services: ['network', 'microsoft-sql'],
    latencyMs: 0,
    admin: true,
  });
  osb = new OsbClient(broker);
});
afterAll(async () => {
  await broker.stop();
});
beforeEach(async () => {
  broker.faults.clear();
  const id = `faulty-${++counter}`;
  instance = {
    id,
    path: `/v2/service_instances/${id}`,
    ids: await osb.ids('network'),
  };
});

const provision = () =>
  osb.call('PUT', `${instance.path}?accepts_incomplete=true`, {
    ...instance.ids,
    organization_guid: 'org',
    space_guid: 'space',
  });

const exists = async () =>
  (await broker.state()).instances.some(({ id }) => id === instance.id);

async function rule(
  behaviour: FaultRule['behaviour'],
  rest: Partial<FaultRule> = {},
) {
  const answer = await osb.call('PUT', '/admin/faults', {
    rules: [{ operation: 'provision', behaviour, ...rest }],
  });
  expect(answer.status).toBe(200);
}

it.each([400, 401, 404, 408, 409, 410, 412, 422, 429, 500, 503])(
  'answers with status %s, once, without doing anything',
  async status => {
    await rule({ kind: 'status', status, retryAfter: 7 }, { count: 1 });
    const answer = await provision();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Retry-After')).toBe('7');
    expect(answer.body).toMatchObject({ error: expect.any(String) });
    expect(await exists()).toBe(false);
    expect((await provision()).status).toBe(202);
    expect(broker.faults.list()[0].hits).toBe(1);
  },
);

it.each(['drop', 'status', 'timeout', 'malformed'] as const)(
  'does the work although it answers with %s',
  async kind => {
    const behaviour = {
      drop: { kind: 'drop' as const },
      status: { kind: 'status' as const, status: 500 },
      timeout: { kind: 'timeout' as const, ms: 20 },
      malformed: { kind: 'malformed' as const, form: 'truncated' as const },
    }[kind];
    await rule({ ...behaviour, afterEffect: true }, { count: 1 });
    await provision().catch(() => undefined);
    expect(await exists()).toBe(true);
  },
);

it('closes the connection without an answer, before any work', async () => {
  await rule({ kind: 'drop' }, { count: 1 });
  await expect(provision()).rejects.toThrow();
  await rule({ kind: 'timeout', ms: 20 }, { count: 1 });
  await expect(provision()).rejects.toThrow();
  expect(await exists()).toBe(false);
});

it.each(['bad-json', 'truncated', 'html', 'wrong-types', 'empty'] as const)(
  'answers with something malformed: %s',
  async form => {
    await rule({ kind: 'malformed', form, status: 202 });
    const answer = await provision();
    expect(answer.status).toBe(202);
    expect(typeof answer.body.operation).not.toBe('string');
  },
);

it('fails asynchronously, and says whether the instance can still be used', async () => {
  await rule(
    { kind: 'async-fail', description: 'No address is free.' },
    { count: 1 },
  );
  expect((await provision()).status).toBe(202);
  expect((await osb.ended(instance.path)).body).toEqual({
    state: 'failed',
    description: 'No address is free.',
    instance_usable: false,
  });
  expect((await osb.call('GET', instance.path)).status).toBe(404);
  expect((await provision()).status).toBe(202);
  expect((await osb.ended(instance.path)).body.state).toBe('succeeded');

  const { plan_id } = await osb.ids('network', 'isolated');
  await rule(
    { kind: 'async-fail', instanceUsable: true, updateRepeatable: false },
    { operation: 'update', count: 1 },
  );
  await osb.call('PATCH', `${instance.path}?accepts_incomplete=true`, {
    service_id: instance.ids.service_id,
    plan_id,
  });
  expect((await osb.ended(instance.path)).body).toMatchObject({
    state: 'failed',
    instance_usable: true,
    update_repeatable: false,
  });
  expect((await osb.call('GET', instance.path)).body.plan_id).toBe(
    instance.ids.plan_id,
  );
  await rule({ kind: 'async-fail' }, { operation: 'deprovision', count: 1 });
  await osb.remove(instance, instance.path);
  expect((await osb.ended(instance.path)).body.state).toBe('failed');
  await osb.deprovision(instance);
});

it('never finishes, and can be deleted all the same', async () => {
  await rule({ kind: 'never-finish' }, { count: 1 });
  await provision();
  for (let polls = 0; polls < 5; polls++) {
    const poll = await osb.call('GET', `${instance.path}/last_operation`);
    expect(poll.body.state).toBe('in progress');
  }
  await osb.deprovision(instance);
  expect(await exists()).toBe(false);
});

it('hits only what the rule names, after as many as it lets pass', async () => {
  await rule(
    { kind: 'status', status: 503 },
    { serviceId: 'network', instanceId: instance.id, skip: 1 },
  );
  await osb.provision('microsoft-sql');
  await osb.provision('network');
  expect((await provision()).status).toBe(202);
  expect((await provision()).status).toBe(503);
  expect((await provision()).status).toBe(503);
  expect((await osb.call('DELETE', '/admin/faults')).status).toBe(200);
  expect((await provision()).status).not.toBe(503);
});

it('gives a wrong Retry-After on command, and refuses rules it does not know', async () => {
  await rule({ kind: 'retry-after', value: 'soon' });
  expect((await provision()).headers.get('Retry-After')).toBe('soon');
  for (const rules of [
    'none',
    [{ operation: 'provision' }],
    [{ operation: 'fly', behaviour: { kind: 'drop' } }],
    [{ operation: '*', behaviour: { kind: 'explode' } }],
  ]) {
    const answer = await osb.call('PUT', '/admin/faults', { rules });
    expect(answer.status).toBe(400);
  }
});

import { randomBytes } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  KEY,
  startPortal,
  testEnvironment,
} from '../__testUtils__/startPortal';
import { KeyRing } from './KeyRing';
import { SealedCredentials } from './SealedCredentials';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

function ring(...keys: Array<[string, string]>): KeyRing {
  return KeyRing.fromConfig(
    new ConfigReader({
      cloudServices: {
        credentials: { keys: keys.map(([id, key]) => ({ id, key })) },
      },
    }),
  );
}

const newKey = () => randomBytes(32).toString('base64');

describe('the key ring', () => {
  it('opens what it sealed, for the same binding only', () => {
    const keys = ring(['k1', newKey()]);
    const envelope = keys.seal({ password: 'canary' }, 'binding-1');
    expect(JSON.stringify(envelope)).not.toContain('canary');
    expect(keys.open(envelope, 'binding-1')).toEqual({ password: 'canary' });
    expect(() => keys.open(envelope, 'binding-2')).toThrow();
    const { data } = envelope.value;
    const bent = Buffer.from(data, 'base64');
    bent[0] += 1;
    expect(() =>
      keys.open(
        {
          ...envelope,
          value: { ...envelope.value, data: bent.toString('base64') },
        },
        'binding-1',
      ),
    ).toThrow();
  });

  it('rotates keys: the first seals, all open, and what is old is re-wrapped', () => {
    const [one, two] = [newKey(), newKey()];
    const envelope = ring(['k1', one]).seal('secret', 'b');
    const both = ring(['k2', two], ['k1', one]);
    expect(both.open(envelope, 'b')).toBe('secret');
    expect(both.isOutdated(envelope)).toBe(true);
    const rewrapped = both.rewrap(envelope, 'b');
    expect(rewrapped.value).toEqual(envelope.value);
    expect(ring(['k2', two]).open(rewrapped, 'b')).toBe('secret');
    expect(() => ring(['k2', two]).open(envelope, 'b')).toThrow(/"k1"/);
  });

  it('refuses keys that are missing, short or named twice, and says how to make one', () => {
    expect(() => ring()).toThrow(/openssl rand -base64 32/);
    expect(() => ring(['k1', 'c2hvcnQ='])).toThrow(/5 bytes instead of 32/);
    expect(() => ring(['k1', newKey()], ['k1', newKey()])).toThrow(/same id/);
  });
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('keeps a secret from everywhere but its one reveal', async () => {
    const canary = `canary-${randomBytes(12).toString('hex')}`;
    const portal = await startPortal({ databases, databaseId });
    const bind = async () => ({
      status: 'done' as const,
      credentials: {
        credentials: { uri: `postgres://u:${canary}@host/db` },
        endpoints: [{ host: 'host', ports: ['5432'] }],
      },
    });
    portal.driver.next('bind', bind, bind);
    const jana = portal.as('jana.brandt');
    const order = await jana.order(testEnvironment());
    const path = `/instances/${order.steps[0].instanceId}`;
    const asked = await jana.post(`${path}/bindings`, {});
    await jana.waitForBinding(asked.body.id, 'ready');

    // While it is sealed, and after it was shown.
    const dump = async () => {
      const tables = [
        'environments',
        'instances',
        'orders',
        'bindings',
        'operations',
        'journal',
        'audit_log',
        'idempotency_keys',
        'changes',
        'broker_status',
      ];
      return Promise.all(tables.map(table => portal.knex(table)));
    };
    const everywhere = async () => JSON.stringify([await dump(), portal.heard]);
    expect(await everywhere()).not.toContain(canary);
    const { sealed } = await portal
      .knex('bindings')
      .where({ id: asked.body.id })
      .first();
    expect(sealed).toContain('"keyId":"k1"');

    // A new key comes first; what the old one holds is re-wrapped.
    const keys = ring(['k2', newKey()], ['k1', KEY]);
    const rewrapped = await new SealedCredentials(keys).rewrapOutdated(
      portal.knex,
    );
    expect(rewrapped).toBe(1);
    await portal
      .knex('bindings')
      .where({ id: asked.body.id })
      .update({ sealed });

    const revealed = await jana.post(`/bindings/${asked.body.id}/reveal`);
    expect(revealed.body).toEqual({
      bindingId: asked.body.id,
      credentials: { uri: `postgres://u:${canary}@host/db` },
      endpoints: [{ host: 'host', ports: ['5432'] }],
    });
    const answers = await Promise.all(
      [
        `${path}/bindings`,
        path,
        `${path}/journal`,
        `/bindings/${asked.body.id}`,
        `/environments/${order.environmentId}`,
        `/orders/${order.id}`,
      ].map(url => jana.get(url)),
    );
    await portal.stop();
    expect(await everywhere()).not.toContain(canary);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(
      canary,
    );
  });

  it('does not lose what it cannot open', async () => {
    const portal = await startPortal({ databases, databaseId });
    const jana = portal.as('jana.brandt');
    const order = await jana.order(testEnvironment());
    const { body } = await jana.post(
      `/instances/${order.steps[0].instanceId}/bindings`,
      {},
    );
    await jana.waitForBinding(body.id, 'ready');
    const row = await portal.knex('bindings').where({ id: body.id }).first();
    await portal
      .knex('bindings')
      .where({ id: body.id })
      .update({ sealed: row.sealed.replace('"k1"', '"lost"') });
    const answer = await jana.post(`/bindings/${body.id}/reveal`);
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toContain('"lost"');
    expect((await jana.get(`/bindings/${body.id}`)).body.state).toBe('ready');
    await portal.stop();
  });
});

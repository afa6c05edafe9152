import { mockServices } from '@backstage/backend-test-utils';
import type { CloudServiceDriver } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';
import { createProvisioningEngine } from '../createProvisioningEngine';
import type { ProvisioningEngineOptions, ProvisioningChange } from '..';

/** Seals into the row in plain text, so that tests can look at it. */
export const plainSink: ProvisioningEngineOptions['credentialSink'] = {
  async seal(trx, bindingId, credentials) {
    await trx('bindings')
      .where('id', bindingId)
      .update({ sealed: JSON.stringify(credentials) });
  },
};

/** An engine in a hurry. */
export function startEngine(
  knex: Knex,
  driver: CloudServiceDriver,
  options: ProvisioningEngineOptions['options'] = {},
) {
  const changes: ProvisioningChange[] = [];
  const engine = createProvisioningEngine({
    database: knex,
    drivers: new Map([['memory', driver]]),
    logger: mockServices.logger.mock(),
    credentialSink: plainSink,
    observer: {
      orderChanged: change => {
        changes.push(change);
      },
    },
    options: {
      leaseMs: 3_000,
      idleMs: 100,
      backOffBaseMs: 20,
      pollMinMs: 10,
      ...options,
    },
  });
  engine.start();
  return { engine, changes };
}

/** Waits until a condition holds; fails after half a minute. */
export async function until(
  condition: () => Promise<unknown>,
  what = 'the condition',
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} did not come about`);
    await new Promise(resolve => {
      setTimeout(resolve, 15);
    });
  }
}

/** Waits until an order has ended. */
export async function untilFinished(
  knex: Knex,
  orderId: string,
): Promise<string> {
  await until(async () => {
    const order = await knex('orders').where('id', orderId).first('state');
    return ['succeeded', 'failed'].includes(order.state);
  }, `the end of order ${orderId}`);
  return (await knex('orders').where('id', orderId).first('state')).state;
}

import { randomBytes } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { Random } from '../harness';

export const CONFIG: JsonObject = {
  cloudServices: {
    credentials: {
      keys: [{ id: 'k1', key: randomBytes(32).toString('base64') }],
    },
    engine: { enabled: false },
    brokers: {},
  },
};

const AGENCIES = 20;

function group(name: string, type: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type, children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

/** A team of a software provider of its own for each tenant. */
export function organisation(tenants: number): {
  teams: string[];
  entities: Entity[];
} {
  const entities = [
    group('landes-it', 'it-service-provider'),
    group('operations', 'team', 'landes-it'),
  ];
  for (let at = 0; at < AGENCIES; at += 1) {
    entities.push(group(`agency-${at}`, 'agency'));
  }
  const teams: string[] = [];
  for (let at = 0; at < tenants; at += 1) {
    entities.push(group(`house-${at}`, 'software-provider'));
    entities.push(group(`team-${at}`, 'team', `house-${at}`));
    teams.push(`group:default/team-${at}`);
  }
  return { teams, entities };
}

/** Live instances, in the order in which tenants happen to order. */
export async function seedInstances(
  knex: Knex,
  options: { teams: string[]; instances: number },
): Promise<void> {
  const { teams, instances } = options;
  const random = new Random(1);
  const owners = random.shuffle(
    Array.from({ length: instances }, (_, at) => at % teams.length),
  );
  const start = Date.UTC(2026, 0, 1);
  const snapshot = JSON.stringify({
    title: { en: 'PostgreSQL' },
    // As long as those of the example services are.
    description: { en: 'x'.repeat(1_500) },
    plans: [{ name: 'small', id: 'small', bindable: true }],
  });
  const rows = owners.map((owner, at) => {
    const createdAt = start + at * 60_000;
    const id = random.uuid(createdAt);
    return {
      id,
      component_name: 'database',
      depends_on: '[]',
      name: `database-${at}`,
      entity_name: `instance-${id}`,
      broker_name: 'sandbox',
      service_ref: 'cloudservice:default/sandbox-postgresql',
      service_id: 'postgresql',
      service_title: 'PostgreSQL',
      tier: 'paas',
      version: '16',
      plan_id: 'small',
      plan_name: 'small',
      plan_title: 'Small',
      parameters: '{"storageGb":5}',
      service_snapshot: snapshot,
      simulated: false,
      bindable: true,
      stage: random.pick(['development', 'test', 'production']),
      state: 'ready',
      owner_ref: teams[owner],
      system_ref: `system:default/system-${owner}`,
      customer_ref: `group:default/agency-${owner % AGENCIES}`,
      software_provider_ref: `group:default/house-${owner}`,
      created_by: `user:default/tenant-${owner}`,
      created_at: createdAt,
      ready_at: createdAt + 60_000,
    };
  });
  await knex.batchInsert('instances', rows, 500);
  await knex.raw('vacuum analyze instances');
}

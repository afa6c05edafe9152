import { randomBytes } from 'node:crypto';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  type EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import {
  CLOUD_SERVICES_CHANGED_TOPIC,
  CLOUD_SERVICES_SYNC_TOPIC,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';

export const BROKER = 'bench';

export const CONFIG: JsonObject = {
  permission: { enabled: false },
  catalog: {
    rules: [{ allow: ['CloudService', 'Resource', 'Template'] }],
    // Refreshes would be counted as writes.
    processingInterval: { hours: 6 },
  },
  cloudServices: {
    credentials: {
      keys: [{ id: 'k1', key: randomBytes(32).toString('base64') }],
    },
    engine: { enabled: false },
    brokers: {
      [BROKER]: {
        type: 'memory',
        title: 'Bench',
        owner: 'group:default/operations',
        defaults: {
          tier: 'paas',
          networkZones: ['internal'],
          dataLocation: 'Nordmark',
          protectionLevel: 'normal',
          stages: ['development', 'test'],
        },
      },
    },
  },
};

/** Publishes what the cloud services plugin publishes. */
export class Herald {
  private events: EventsService | undefined;

  feature() {
    return createBackendPlugin({
      pluginId: 'herald',
      register: env => {
        env.registerInit({
          deps: { events: eventsServiceRef },
          init: async ({ events }) => {
            this.events = events;
          },
        });
      },
    });
  }

  async changed(): Promise<void> {
    await this.publish(CLOUD_SERVICES_CHANGED_TOPIC, {});
  }

  async syncWanted(): Promise<void> {
    await this.publish(CLOUD_SERVICES_SYNC_TOPIC, { brokerName: BROKER });
  }

  private async publish(topic: string, eventPayload: object): Promise<void> {
    await this.events?.publish({ topic, eventPayload });
  }
}

/** Puts all instances into the feed of changes, as the orders that made them would. */
export async function announceAll(knex: Knex): Promise<void> {
  await knex.raw(
    `insert into changes (kind, object_id)
     select 'instance', id from instances order by created_at`,
  );
}

/** Another plan, stored as an order stores it. */
export async function changePlan(
  knex: Knex,
  id: string,
  plan: string,
): Promise<void> {
  await knex.transaction(async trx => {
    await trx('instances').where({ id }).update({ plan_name: plan });
    await trx('changes')
      .insert({ kind: 'instance', object_id: id })
      .onConflict(['kind', 'object_id'])
      .merge({ seq: trx.raw('excluded.seq') });
  });
}

/** Entities that are ready to be read. */
export async function finished(catalog: Knex): Promise<number> {
  const { rows } = await catalog.raw(
    `select count(*)::int as count from final_entities
     where final_entity is not null and entity_ref not like 'location:%'`,
  );
  return rows[0].count;
}

/** Any row that is written anew gets another version: equal prints, nothing written. */
export async function fingerprint(catalog: Knex): Promise<string> {
  const prints: string[] = [];
  for (const table of [
    'refresh_state',
    'refresh_state_references',
    'final_entities',
    'relations',
    'search',
  ]) {
    const { rows } = await catalog.raw(
      `select count(*) as count, coalesce(sum(xmin::text::bigint), 0) as versions,
         md5(string_agg(ctid::text, ',' order by ctid)) as places from ??`,
      [table],
    );
    prints.push(JSON.stringify(rows[0]));
  }
  return prints.join('\n');
}

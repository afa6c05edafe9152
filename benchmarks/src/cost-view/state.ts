import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';

export const AGENCIES = 20;
const SYSTEMS = 200;
const SERVICES = 25;
const DAY_MS = 86_400_000;

function group(name: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type, children: [] },
  };
}

/** The provider, agencies, and a software provider for each of them. */
export function organisation(): Entity[] {
  const entities = [group('landes-it', 'it-service-provider')];
  for (let at = 0; at < AGENCIES; at += 1) {
    entities.push(group(`agency-${at}`, 'agency'));
    entities.push(group(`house-${at}`, 'software-provider'));
  }
  return entities;
}

/** A day such as `2026-11-23`, so many days ago. */
export function dayAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Allocations with two price components each, charged every day. */
export async function seedCosts(
  knex: Knex,
  options: { series: number; days: number },
): Promise<void> {
  const { series, days } = options;
  const stages = ['development', 'test', 'production'];
  const rows = Array.from({ length: series }, (_, at) => {
    const agency = at % AGENCIES;
    return {
      instance_id: `instance-${at}`,
      segment: 0,
      from_ms: Date.now() - 2 * days * DAY_MS,
      instance_name: `database ${at}`,
      environment_id: `environment-${at % (SYSTEMS * 3)}`,
      environment_name: `environment ${at % (SYSTEMS * 3)}`,
      service_ref: `cloudservice:default/service-${(at * 7) % SERVICES}`,
      plan: ['small', 'medium', 'large'][(at * 13) % 3],
      begun_by: 'provisioned',
      stage: stages[(at * 11) % 3],
      payer_ref: `group:default/agency-${agency}`,
      customer_ref: `group:default/agency-${agency}`,
      owner_ref: `group:default/house-${agency}`,
      software_provider_ref: `group:default/house-${agency}`,
      system_ref: `system:default/system-${at % SYSTEMS}`,
      tags: JSON.stringify({
        'cost-centre': String(at % 50),
        purpose: ['load', 'demo', 'live'][at % 3],
      }),
      simulated: false,
    };
  });
  await knex.batchInsert('allocations', rows, 500);
  await knex.raw(
    `insert into charges (allocation_id, day, month, billed_month, price_list_id, component, type,
       quantity, unit, amount, currency, rated_at)
     select a.id, to_char(d.day, 'YYYYMMDD')::int, to_char(d.day, 'YYYYMM')::int,
       to_char(d.day, 'YYYYMM')::int, 1, c.component, 'usage', '1000000', 'h',
       abs(hashint8(a.id * 1000 + extract(doy from d.day)::int + length(c.component)))::bigint * 3,
       'EUR', 0
     from allocations a
     cross join generate_series(?::date, ?::date, interval '1 day') as d (day)
     cross join (values ('compute'), ('storage')) as c (component)`,
    [dayAgo(days - 1), dayAgo(0)],
  );
  await knex.raw(
    `insert into cost_days (allocation_id, day, currency, amount, changed_seq)
     select allocation_id, day, currency, sum(amount), 1 from charges group by 1, 2, 3`,
  );
  await knex('cursors')
    .where({ name: 'cost-changes' })
    .update({ value: '1', moved_at: Date.now() });
  await knex.raw('vacuum analyze');
}

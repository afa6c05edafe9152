import type { Knex } from 'knex';
import { ALLOCATIONS_FROM, COMPONENTS, PLAN, SERVICE } from './prices';

/** Instances with an allocation each, and the meters. */
export async function seedInstances(
  knex: Knex,
  instances: number,
): Promise<void> {
  await knex('meters').insert(
    COMPONENTS.map(({ meter, unit }, index) => ({
      id: index + 1,
      name: meter,
      unit,
    })),
  );
  await knex('allocations').insert(
    Array.from({ length: instances }, (_, index) => ({
      id: index + 1,
      instance_id: `instance-${index + 1}`,
      segment: 0,
      from_ms: ALLOCATIONS_FROM,
      instance_name: `instance ${index + 1}`,
      service_ref: SERVICE,
      plan: PLAN,
      begun_by: 'provisioned',
      stage: 'test',
      payer_ref: `group:default/payer-${index % 20}`,
      owner_ref: `group:default/payer-${index % 20}`,
      tags: '{}',
      simulated: false,
    })),
  );
}

/**
 * Raw events as they come: in the order of time, of all instances and meters
 * mixed, with quantities of six places.
 */
export async function seedEvents(
  knex: Knex,
  options: {
    events: number;
    instances: number;
    fromMs: number;
    toMs: number;
    /** So that ids differ. */
    source: number;
  },
): Promise<void> {
  const { events, instances, fromMs, toMs, source } = options;
  // A multiplier that is prime to everything mixes without a random generator.
  await knex.raw(
    `insert into usage_events
       (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms)
     select ?::int, 'event-' || n,
            (n * 7919 % ?::bigint)::int + 1, (n * 104729 / 11 % ?::bigint)::int + 1,
            ?::bigint + n * ?::bigint / ?::bigint,
            n * 2654435761 % 19999993, ?::bigint + n * ?::bigint / ?::bigint
     from generate_series(0, ?::bigint - 1) as n`,
    [
      source,
      instances,
      COMPONENTS.length,
      fromMs,
      toMs - fromMs,
      events,
      fromMs,
      toMs - fromMs,
      events,
      events,
    ],
  );
}

import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { AuditLog } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { BillingCalendar } from '../../calendar';
import { applyMigrations } from '../../database';
import { Leases } from '../../leases';
import { Rollup } from '../../rollup';
import { UsageIntake } from '../UsageIntake';

/** Who hands in, and how. */
export const ACTOR = 'external:meter';
export const whole = { actor: ACTOR, partial: false };
export const partial = { actor: ACTOR, partial: true };
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A full hour some days ago. */
export const BEGIN = Math.floor(Date.now() / DAY_MS - 40) * DAY_MS;
export const calendar = BillingCalendar.create('Europe/Berlin');

/** Intake and rollup of one replica. */
export function createReplica(
  knex: Knex,
  options: { sliceSize?: number; pullLifecycle?: () => Promise<void> } = {},
) {
  const logger = mockServices.logger.mock();
  const leases = Leases.create(knex, { leaseMs: 5_000 });
  const rollup = Rollup.create({ knex, leases, calendar, logger, ...options });
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });
  const intake = UsageIntake.create({
    knex,
    audit: new AuditLog(knex, auditor, logger),
    calendar,
    maxAgeDays: 400,
    pullLifecycle: options.pullLifecycle,
  });
  return { knex, rollup, intake, logger };
}

export async function createIntake(
  databases: TestDatabases,
  databaseId: TestDatabaseId,
) {
  const knex = await databases.init(databaseId);
  await applyMigrations({ getClient: async () => knex });
  return createReplica(knex);
}

/** A usage event. */
export function usage(
  id: string,
  fields: {
    at?: number;
    instance?: string;
    source?: string;
    meter?: string;
    unit?: string;
    quantity?: string | number;
    corrects?: { source: string; id: string };
    reason?: string;
  } = {},
): UsageCloudEvent {
  const { at = BEGIN, quantity = '1.5', corrects } = fields;
  return {
    specversion: '1.0',
    id,
    source: fields.source ?? '/meters/a',
    type: `dev.dualcloud.usage.${corrects ? 'corrected.' : ''}v1`,
    subject: fields.instance ?? 'db-1',
    time: new Date(at).toISOString(),
    data: {
      meter: fields.meter ?? 'requests',
      unit: fields.unit ?? '1',
      quantity,
      ...(corrects && { corrects, reason: fields.reason ?? 'counted twice' }),
    },
  };
}

/** A life-cycle event. */
export function lifecycle(
  kind: 'provisioned' | 'plan-changed' | 'attribution-changed' | 'torn-down',
  fields: {
    at?: number;
    instance?: string;
    plan?: string;
    payer?: string;
  } = {},
): UsageCloudEvent {
  const { at = BEGIN - DAY_MS, instance = 'db-1', plan = 'small' } = fields;
  return {
    specversion: '1.0',
    id: `${instance}-${kind}-${at}`,
    source: '/lives',
    type: `dev.dualcloud.instance.${kind}.v1`,
    subject: instance,
    time: new Date(at).toISOString(),
    data: {
      instanceName: instance,
      serviceRef: 'cloudservice:default/postgresql',
      plan,
      stage: 'production',
      ownerRef: 'group:default/team',
      payerRef: fields.payer ?? 'group:default/agency',
    },
  };
}

/** What is stored, without numbers that depend on the order in which it came. */
export async function readDays(knex: Knex): Promise<string[]> {
  const rows = await knex('usage_days')
    .join('allocations', 'allocations.id', 'usage_days.allocation_id')
    .join('meters', 'meters.id', 'usage_days.meter_id')
    .where('usage_days.events', '>', 0)
    .where('segment', '>=', 0)
    .select('instance_id', 'segment', 'plan', 'name', 'utc_day', 'hours')
    .select('usage_days.events');
  return rows
    .map(row => [
      row.instance_id,
      row.segment,
      row.plan,
      row.name,
      row.utc_day,
      row.hours,
      row.events,
    ])
    .map(row => row.join(' '))
    .sort();
}

/** The same, added up from the raw events one by one. */
export async function addUpRaw(knex: Knex): Promise<string[]> {
  const rows = await knex('usage_events')
    .join('allocations', 'allocations.id', 'usage_events.allocation_id')
    .join('meters', 'meters.id', 'usage_events.meter_id')
    .where('segment', '>=', 0)
    .select('instance_id', 'segment', 'plan', 'name', 'time_ms', 'quantity');
  const days = new Map<string, { hours: bigint[]; events: number }>();
  for (const row of rows) {
    const time = Number(row.time_ms);
    const key = [
      row.instance_id,
      row.segment,
      row.plan,
      row.name,
      Math.floor(time / DAY_MS),
    ].join(' ');
    const day = days.get(key) ?? { hours: Array(24).fill(0n), events: 0 };
    day.hours[Math.floor(time / HOUR_MS) % 24] += BigInt(row.quantity);
    day.events += 1;
    days.set(key, day);
  }
  return [...days]
    .map(([key, { hours, events }]) => `${key} ${hours.join(',')} ${events}`)
    .sort();
}

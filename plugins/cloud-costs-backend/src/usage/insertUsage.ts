import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { PlacedUsage } from './types';

/** SQLite has one thread, which must be free again within 50 ms. */
const SQLITE_ROWS = 500;

/**
 * Inserts usage events that are not there yet.
 *
 * @param events - each source and id once
 * @param version - of the allocations that they were placed by; nothing is
 * inserted if that is no longer the newest. On PostgreSQL the statement waits
 * for whoever changes allocations before it looks (they lock the table).
 * @returns those that were not inserted
 */
export async function insertUsage(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  version: string,
  receivedMs: number,
): Promise<PlacedUsage[]> {
  if (events.length === 0) return [];
  // In one fixed order: two batches that share events never wait for each other.
  const sorted = [...events].sort(byIdentity);
  return isPostgres(trx)
    ? insertArrays(trx, sorted, version, receivedMs)
    : insertJson(trx, sorted, version, receivedMs);
}

function byIdentity(a: PlacedUsage, b: PlacedUsage): number {
  if (a.sourceId !== b.sourceId) return a.sourceId - b.sourceId;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

const INSERT_ARRAYS = `
  with input as (
    select * from unnest(?::int[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::bigint[])
      with ordinality as input
        (source_id, event_id, allocation_id, meter_id, time_ms, quantity, place)
  ), stored as (
    insert into usage_events
      (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms)
    select source_id, event_id, allocation_id, meter_id, time_ms, quantity, ?::bigint
    from input
    where (select value from cursors where name = 'allocations') = ?
    on conflict (source_id, event_id) do nothing
    returning source_id, event_id
  )
  select place::int from input
  where not exists (
    select from stored
    where stored.source_id = input.source_id and stored.event_id = input.event_id
  )`;

async function insertArrays(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  version: string,
  receivedMs: number,
): Promise<PlacedUsage[]> {
  const { rows } = await trx.raw<{ rows: Array<{ place: number }> }>(
    INSERT_ARRAYS,
    [
      numbers(events, event => event.sourceId),
      texts(events),
      numbers(events, event => event.allocationId),
      numbers(events, event => event.meterId),
      numbers(events, event => event.timeMs),
      numbers(events, event => event.quantity),
      receivedMs,
      version,
    ],
  );
  return rows.map(({ place }) => events[place - 1]);
}

/** Arrays as PostgreSQL writes them; the driver’s own way takes longer than the insert. */
function numbers(
  events: PlacedUsage[],
  pick: (event: PlacedUsage) => number,
): string {
  let text = `{${pick(events[0])}`;
  for (let at = 1; at < events.length; at += 1) text += `,${pick(events[at])}`;
  return `${text}}`;
}

function texts(events: PlacedUsage[]): string {
  let text = '';
  for (const { id } of events) {
    const escaped = /["\\]/.test(id) ? id.replace(/["\\]/g, '\\$&') : id;
    text += text ? `,"${escaped}"` : `{"${escaped}"`;
  }
  return `${text}}`;
}

const INSERT_JSON = `
  insert into usage_events
    (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms)
  select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, ?
  from json_each(?)
  where (select value from cursors where name = 'allocations') = ?
  on conflict (source_id, event_id) do nothing
  returning source_id, event_id`;

async function insertJson(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  version: string,
  receivedMs: number,
): Promise<PlacedUsage[]> {
  const missing: PlacedUsage[] = [];
  for (let start = 0; start < events.length; start += SQLITE_ROWS) {
    const slice = events.slice(start, start + SQLITE_ROWS);
    const rows: Array<{ source_id: number; event_id: string }> = await trx.raw(
      INSERT_JSON,
      [receivedMs, JSON.stringify(slice.map(toColumns)), version],
    );
    if (rows.length === slice.length) continue;
    const stored = new Set(rows.map(row => `${row.source_id} ${row.event_id}`));
    missing.push(
      ...slice.filter(event => !stored.has(`${event.sourceId} ${event.id}`)),
    );
  }
  return missing;
}

function toColumns(event: PlacedUsage) {
  const { sourceId, id, allocationId, meterId, timeMs, quantity } = event;
  return [sourceId, id, allocationId, meterId, timeMs, quantity];
}

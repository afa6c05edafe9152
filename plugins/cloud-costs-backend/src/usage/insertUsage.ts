import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { int4Column, int8Column, textColumn } from './columns';
import type { PlacedUsage } from './types';

/** SQLite has one thread, which must be free again within 50 ms. */
const SQLITE_ROWS = 500;

/** Columns of an event that is no correction, but for when it came. */
export const COLUMNS =
  'source_id, event_id, allocation_id, meter_id, time_ms, quantity';

/** The arrays of those columns, see `toArrays`. */
export const ARRAYS =
  '?::int[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::bigint[]';

/**
 * Whether the allocations that events were placed by are still the newest. On
 * PostgreSQL a statement that inserts waits for whoever changes allocations
 * before it looks (they lock the table).
 */
export const VERSION = `select value = ? as holds from cursors where name = 'allocations'`;

/** In which order everybody inserts: two batches that share events never wait for each other. */
export function byIdentity(a: PlacedUsage, b: PlacedUsage): number {
  if (a.sourceId !== b.sourceId) return a.sourceId - b.sourceId;
  if (a.event.id === b.event.id) return 0;
  return a.event.id < b.event.id ? -1 : 1;
}

/** PostgreSQL: the bindings of `ARRAYS`. */
export function toArrays(events: PlacedUsage[]): Array<Buffer | string> {
  return [
    int4Column(events, ({ sourceId }) => sourceId),
    textColumn(events, ({ event }) => event.id),
    int4Column(events, ({ allocationId }) => allocationId),
    int4Column(events, ({ meterId }) => meterId),
    int8Column(events, ({ event }) => event.timeMs),
    int8Column(events, ({ event }) => event.quantity),
  ];
}

/**
 * Inserts usage events that are not there yet; none at all if the version of
 * allocations does not hold.
 *
 * @param events - each source and id once, none of them a correction
 * @returns those that were not inserted
 */
export async function insertUsage(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  mode: { version: string; receivedMs: number },
): Promise<PlacedUsage[]> {
  if (events.length === 0) return [];
  const sorted = [...events].sort(byIdentity);
  return isPostgres(trx)
    ? insertArrays(trx, sorted, mode)
    : insertJson(trx, sorted, mode);
}

type Mode = { version: string; receivedMs: number };

const INSERT_ARRAYS = `
  with version as (${VERSION}), input as materialized (
    select * from unnest(${ARRAYS}) with ordinality as input (${COLUMNS}, place)
  ), stored as (
    insert into usage_events (${COLUMNS}, received_ms)
    select ${COLUMNS}, ?::bigint from input where (select holds from version)
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
  { version, receivedMs }: Mode,
): Promise<PlacedUsage[]> {
  const { rows } = await trx.raw<{ rows: Array<{ place: number }> }>(
    INSERT_ARRAYS,
    [version, ...toArrays(events), receivedMs],
  );
  return rows.map(({ place }) => events[place - 1]);
}

const INSERT_JSON = `
  insert into usage_events
    (${COLUMNS}, received_ms)
  select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, ?
  from json_each(?)
  where (select value from cursors where name = 'allocations') = ?
  on conflict (source_id, event_id) do nothing
  returning source_id, event_id`;

async function insertJson(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  { version, receivedMs }: Mode,
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
      ...slice.filter(
        ({ sourceId, event }) => !stored.has(`${sourceId} ${event.id}`),
      ),
    );
  }
  return missing;
}

function toColumns({ event, sourceId, allocationId, meterId }: PlacedUsage) {
  return [
    sourceId,
    event.id,
    allocationId,
    meterId,
    event.timeMs,
    event.quantity,
  ];
}

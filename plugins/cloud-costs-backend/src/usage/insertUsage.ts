import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { PlacedUsage } from './types';

/** SQLite has one thread, which must be free again within 50 ms. */
const SQLITE_ROWS = 500;

/** How events are inserted. */
export type InsertMode = {
  /**
   * Of the allocations that the events were placed by; nothing is inserted if
   * that is no longer the newest. On PostgreSQL the statement waits for whoever
   * changes allocations before it looks (they lock the table).
   */
  version: string;
  receivedMs: number;
  /**
   * PostgreSQL only: others insert the same events at this moment. Usually a
   * look at the index and a plain insert do, which take a fifth less than
   * `on conflict`, but fail if somebody else is faster.
   */
  contended: boolean;
};

/** What was not inserted. */
export type InsertOutcome = {
  /** How many are stored with the same contents, as the statement itself saw. */
  duplicates: number;
  /** The others; whether they are the same has to be looked at. */
  left: PlacedUsage[];
};

/**
 * Inserts usage events that are not there yet.
 *
 * @param events - each source and id once, none of them a correction
 */
export async function insertUsage(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  mode: InsertMode,
): Promise<InsertOutcome> {
  if (events.length === 0) return { duplicates: 0, left: [] };
  // In one fixed order: two batches that share events never wait for each other.
  const sorted = [...events].sort(byIdentity);
  return isPostgres(trx)
    ? insertArrays(trx, sorted, mode)
    : insertJson(trx, sorted, mode);
}

/** Whether somebody else inserted the same event at the same time. */
export function isContended(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'usage_events_id_uniq';
}

function byIdentity(a: PlacedUsage, b: PlacedUsage): number {
  if (a.sourceId !== b.sourceId) return a.sourceId - b.sourceId;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

const COLUMNS =
  'source_id, event_id, allocation_id, meter_id, time_ms, quantity';
const ARRAYS = `unnest(?::int[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::bigint[])
  with ordinality as input (${COLUMNS}, place)`;
const VERSION = `select value = ? as holds from cursors where name = 'allocations'`;

/**
 * The place 0 stands for a version that does not hold. What is there is compared
 * at once: the same allocation is the same instance. Only what looks different
 * takes a second statement, so a sender that repeats itself costs little.
 */
const INSERT_ABSENT = `
  with version as (${VERSION}), input as materialized (
    select input.*, (
      select there.allocation_id = input.allocation_id
        and there.meter_id = input.meter_id
        and there.time_ms = input.time_ms
        and there.quantity = input.quantity
        and there.corrects_seq is null
      from usage_events as there
      where there.source_id = input.source_id and there.event_id = input.event_id
    ) as same
    from ${ARRAYS}
  ), stored as (
    insert into usage_events (${COLUMNS}, received_ms)
    select ${COLUMNS}, ?::bigint from input
    where same is null and (select holds from version)
  )
  select place::int, same from input where same is not null
  union all select 0, false from version where not holds`;

const INSERT_OR_SKIP = `
  with version as (${VERSION}), input as materialized (
    select * from ${ARRAYS}
  ), stored as (
    insert into usage_events (${COLUMNS}, received_ms)
    select ${COLUMNS}, ?::bigint from input where (select holds from version)
    on conflict (source_id, event_id) do nothing
    returning source_id, event_id
  )
  select place::int, false as same from input
  where not exists (
    select from stored
    where stored.source_id = input.source_id and stored.event_id = input.event_id
  )`;

async function insertArrays(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  mode: InsertMode,
): Promise<InsertOutcome> {
  const { rows } = await trx.raw<{
    rows: Array<{ place: number; same: boolean }>;
  }>(mode.contended ? INSERT_OR_SKIP : INSERT_ABSENT, [
    mode.version,
    numbers(events, event => event.sourceId),
    texts(events),
    numbers(events, event => event.allocationId),
    numbers(events, event => event.meterId),
    numbers(events, event => event.timeMs),
    numbers(events, event => event.quantity),
    mode.receivedMs,
  ]);
  if (rows.some(({ place }) => place === 0)) {
    return { duplicates: 0, left: events };
  }
  const left = rows
    .filter(({ same }) => !same)
    .map(({ place }) => events[place - 1]);
  return { duplicates: rows.length - left.length, left };
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
    (${COLUMNS}, received_ms)
  select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, ?
  from json_each(?)
  where (select value from cursors where name = 'allocations') = ?
  on conflict (source_id, event_id) do nothing
  returning source_id, event_id`;

async function insertJson(
  trx: Knex.Transaction,
  events: PlacedUsage[],
  { version, receivedMs }: InsertMode,
): Promise<InsertOutcome> {
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
  return { duplicates: 0, left: missing };
}

function toColumns(event: PlacedUsage) {
  const { sourceId, id, allocationId, meterId, timeMs, quantity } = event;
  return [sourceId, id, allocationId, meterId, timeMs, quantity];
}

import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { UsageInput } from './types';

const ROWS_IN_A_QUERY = 1_000;

type StoredRow = {
  source_id: number;
  event_id: string;
  instance_id: string;
  meter_id: number;
  time_ms: number | string;
  quantity: number | string;
  reason: string | null;
  corrects_seq: number | string | null;
  corrected_id: string | null;
  corrected_source: string | null;
};

/** An event by its identity, and with its meter. */
type Identified = { event: UsageInput; sourceId: number; meterId: number };

/**
 * Compares events with what is stored under their source and id.
 *
 * @returns for each that is stored whether its contents are the same
 */
export async function findStored<T extends Identified>(
  knex: Knex,
  events: T[],
): Promise<Map<T, boolean>> {
  const found = new Map<T, boolean>();
  for (let start = 0; start < events.length; start += ROWS_IN_A_QUERY) {
    const slice = events.slice(start, start + ROWS_IN_A_QUERY);
    const rows = await readStored(knex, slice);
    const byIdentity = new Map(
      rows.map(row => [`${row.source_id} ${row.event_id}`, row]),
    );
    for (const each of slice) {
      const row = byIdentity.get(`${each.sourceId} ${each.event.id}`);
      if (row) found.set(each, sameContents(each, row));
    }
  }
  return found;
}

async function readStored(
  knex: Knex,
  events: Identified[],
): Promise<StoredRow[]> {
  const query = knex('usage_events as event')
    .join('allocations', 'allocations.id', 'event.allocation_id')
    .leftJoin(
      'usage_events as corrected',
      'corrected.seq',
      'event.corrects_seq',
    )
    .leftJoin('sources', 'sources.id', 'corrected.source_id')
    .select('event.source_id', 'event.event_id', 'allocations.instance_id')
    .select('event.meter_id', 'event.time_ms', 'event.quantity')
    .select('event.reason', 'event.corrects_seq')
    .select({ corrected_id: 'corrected.event_id' })
    .select({ corrected_source: 'sources.name' });
  const pairs = events.map(
    ({ sourceId, event }) => [sourceId, event.id] as const,
  );
  if (isPostgres(knex)) {
    query.whereRaw(
      '(event.source_id, event.event_id) in (select * from unnest(?::int[], ?::text[]))',
      [pairs.map(([sourceId]) => sourceId), pairs.map(([, id]) => id)],
    );
  } else {
    query.whereRaw(
      '(event.source_id, event.event_id) in (select value->>0, value->>1 from json_each(?))',
      [JSON.stringify(pairs)],
    );
  }
  return query;
}

function sameContents({ event, meterId }: Identified, row: StoredRow): boolean {
  return (
    event.instanceId === row.instance_id &&
    meterId === row.meter_id &&
    event.timeMs === Number(row.time_ms) &&
    event.quantity === Number(row.quantity) &&
    (event.reason ?? null) === row.reason &&
    sameCorrected(event, row)
  );
}

function sameCorrected(event: UsageInput, row: StoredRow): boolean {
  if (row.corrects_seq === null) return event.corrects === undefined;
  // What was corrected may no longer be kept.
  if (row.corrected_id === null) return event.corrects !== undefined;
  return (
    event.corrects?.id === row.corrected_id &&
    event.corrects?.source === row.corrected_source
  );
}

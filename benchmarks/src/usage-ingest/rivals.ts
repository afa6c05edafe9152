import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { INSTANCES, type MadeEvent, METERS } from './events';

const LINES = 1_000;
const ROWS = 1_000;

/** The numbers that the intake has given to names. */
export type Numbers = {
  allocations: number[];
  meters: number[];
  source: number;
};

export async function readNumbers(knex: Knex): Promise<Numbers> {
  const rows = await knex('allocations').select('id', 'instance_id');
  const ids = new Map(rows.map(row => [row.instance_id, row.id]));
  return {
    allocations: Array.from({ length: INSTANCES }, (_, n) =>
      Number(ids.get(`instance-${n}`)),
    ),
    meters: METERS.map((_, n) => n + 1),
    source: 1,
  };
}

/** The limit: the rows in one stream and one transaction, without any check. */
export async function copyAll(
  url: string,
  events: MadeEvent[],
  numbers: Numbers,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const receivedMs = Date.now();
  function* lines() {
    for (let start = 0; start < events.length; start += LINES) {
      let text = '';
      for (const event of events.slice(start, start + LINES)) {
        const row = toRow(event, numbers, receivedMs);
        text += `${row.source_id}\t${row.event_id}\t${row.allocation_id}\t${row.meter_id}\t${row.time_ms}\t${row.quantity}\t${row.received_ms}\n`;
      }
      yield text;
    }
  }
  await pipeline(
    Readable.from(lines()),
    client.query(
      copyFrom(
        'copy usage_events (source_id, event_id, allocation_id, meter_id, time_ms, quantity, received_ms) from stdin',
      ),
    ),
  );
  await client.end();
}

/** The naive way: multi-row statements, one after the other. */
export async function insertAll(
  knex: Knex,
  events: MadeEvent[],
  numbers: Numbers,
): Promise<void> {
  const receivedMs = Date.now();
  for (let start = 0; start < events.length; start += ROWS) {
    await knex('usage_events')
      .insert(
        events
          .slice(start, start + ROWS)
          .map(event => toRow(event, numbers, receivedMs)),
      )
      .onConflict(['source_id', 'event_id'])
      .ignore();
  }
}

function toRow(event: MadeEvent, numbers: Numbers, receivedMs: number) {
  return {
    source_id: numbers.source,
    event_id: event.id,
    allocation_id: numbers.allocations[event.instance],
    meter_id: numbers.meters[event.meter],
    time_ms: event.timeMs,
    quantity: event.millionths,
    received_ms: receivedMs,
  };
}

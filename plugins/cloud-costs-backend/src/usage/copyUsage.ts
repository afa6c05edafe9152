import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import { COLUMNS } from './insertUsage';
import type { PlacedUsage } from './types';

const SPECIAL = /[\\\t\n\r]/;
const ESCAPED: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/**
 * Inserts usage events by COPY, which takes little more than half of what `insert`
 * takes, but knows no `on conflict`. PostgreSQL only.
 *
 * @param lines - of `toCopyLine`; each source and id once, none of them a correction
 * @throws PostgreSQL's unique violation (23505) if one of them is stored already
 */
export async function copyUsage(
  trx: Knex.Transaction,
  lines: string[],
): Promise<void> {
  const connection = await trx.client.acquireConnection();
  await pipeline(
    Readable.from([lines.join('')]),
    connection.query(
      copyFrom(`copy usage_events (${COLUMNS}, received_ms) from stdin`),
    ),
  );
}

/** A line in COPY's text format. */
export function toCopyLine(
  { event, sourceId, allocationId, meterId }: PlacedUsage,
  receivedMs: number,
): string {
  const id = escape(event.id);
  return `${sourceId}\t${id}\t${allocationId}\t${meterId}\t${event.timeMs}\t${event.quantity}\t${receivedMs}\n`;
}

function escape(id: string): string {
  return SPECIAL.test(id)
    ? id.replace(/[\\\t\n\r]/g, found => ESCAPED[found])
    : id;
}

import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { INGEST_ACTION, INGEST_OBJECT } from './auditIngest';
import { int4Column, textColumn } from './columns';
import type { InTransaction } from './copyUsage';
import { ARRAYS, byIdentity, COLUMNS, toArrays, VERSION } from './insertUsage';
import type { PlacedUsage } from './types';

/*
 * The statements of a group of requests whose events are stored together (see
 * GroupInsert). PostgreSQL only.
 */

const LONGEST_WAIT_MS = 2_000;
const LONGEST_FREEZE_MS = 10_000;

/** What is stored of a request. */
export type Part = {
  /** Of the allocations that its events were placed by. */
  version: string;
  /** Who handed them in. */
  actor: string;
  /** Those that are not known to be duplicates. */
  fresh: PlacedUsage[];
  duplicates: number;
};

/**
 * What is there is compared at once: the same allocation is the same instance.
 * The place 0 stands for a version that does not hold.
 */
const INSERT_ALL = `
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
    from unnest(${ARRAYS}, ?::int[])
      with ordinality as input (${COLUMNS}, part, place)
  ), fresh as (
    select * from input
    where same is null
      and (select holds from version)
      and not exists (select from input where not same)
  ), stored as (
    insert into usage_events (${COLUMNS}, received_ms)
    select ${COLUMNS}, ?::bigint from fresh
  ), audited as (
    insert into audit_log (at, actor, action, object_ref, details)
    select ?, actor, ?, ?, json_build_object('stored', count(*))::text
    from fresh
    join unnest(?::text[]) with ordinality as sender (actor, part) using (part)
    group by part, actor
  )
  select place::int, same from input where same is not null
  union all select 0, false from version where not holds`;

const AUDIT_COPIED = `
  insert into audit_log (at, actor, action, object_ref, details)
  select ?, actor, ?, ?, json_build_object('stored', stored)::text
  from unnest(?::text[], ?::int[]) as sender (actor, stored)
  where (${VERSION})`;

const END_WAITS = `set local lock_timeout = ${LONGEST_WAIT_MS}`;

/** What a transaction that copies begins with; the second is what `transact` sets. */
export const COPY_SETTINGS = `${END_WAITS}; set local idle_in_transaction_session_timeout = ${LONGEST_FREEZE_MS}`;

/** @throws PostgreSQL's error for it (55P03) where a statement of the transaction waits for longer */
export async function endWaits(trx: Knex.Transaction): Promise<void> {
  await trx.raw(END_WAITS);
}

/**
 * Inserts what is not there yet, and looks each up for it.
 *
 * @returns for each duplicate whose it is; undefined if nothing is stored
 */
export async function insertAll<P extends Part>(
  knex: Knex,
  parts: P[],
): Promise<P[] | undefined> {
  const rows = parts
    .flatMap((part, at) =>
      part.fresh.map(placed => ({ placed, part, place: at + 1 })),
    )
    .sort((a, b) => byIdentity(a.placed, b.placed));
  const answer = await knex.raw<{
    rows: Array<{ place: number; same: boolean }>;
  }>(INSERT_ALL, [
    parts[0].version,
    ...toArrays(rows.map(({ placed }) => placed)),
    int4Column(rows, ({ place }) => place),
    Date.now(),
    databaseNow(knex),
    INGEST_ACTION,
    INGEST_OBJECT,
    textColumn(parts, ({ actor }) => actor),
  ]);
  if (answer.rows.some(({ same }) => !same)) return undefined;
  return answer.rows.map(({ place }) => rows[place - 1].part);
}

/**
 * Tells of what was copied. From then on nobody changes allocations until the
 * transaction ends: whoever does waits for all who insert.
 *
 * @returns false if they have changed since the events were placed
 */
export async function auditCopied(
  knex: Knex,
  transaction: InTransaction,
  parts: Part[],
): Promise<boolean> {
  const [{ version }] = parts;
  const stored = parts
    .map(({ actor, fresh }) => ({ actor, count: fresh.length }))
    .filter(({ count }) => count > 0);
  const { rowCount } = await knex
    .raw<{ rowCount: number }>(AUDIT_COPIED, [
      databaseNow(knex),
      INGEST_ACTION,
      INGEST_OBJECT,
      textColumn(stored, ({ actor }) => actor),
      int4Column(stored, ({ count }) => count),
      version,
    ])
    .connection(transaction);
  return rowCount === stored.length;
}

import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { INGEST_ACTION, INGEST_OBJECT } from './auditIngest';
import { int4Column, textColumn } from './columns';
import { ARRAYS, byIdentity, COLUMNS, toArrays, VERSION } from './insertUsage';
import type { PlacedUsage } from './types';

/*
 * What several requests hand in at the same time is inserted by one statement.
 *
 * A statement of its own for each request costs a commit each, and statements
 * side by side get into each other's way at the end of the table and of its
 * indexes: four of them at a time took almost twice the processor time for an
 * event that one after the other takes. So requests that come while a statement
 * runs wait for it and then go together. Nobody waits where nobody is before.
 *
 * The statement is its own transaction and inserts everything or nothing, and of
 * each request of which it has stored anything one row of the audit log. It
 * inserts nothing if a request has an event under whose source and id other
 * contents are stored, if allocations have changed since the events were placed,
 * or if somebody else inserts one of the events at this moment. Then each request
 * of the group has to be stored for itself (see storeBatch): none is refused,
 * fails or is delayed by more than a moment because of what is wrong with another.
 */

/** Larger statements are no faster for an event, but everybody waits longer. */
const LARGEST_GROUP = 5_000;

/** The events of one request, sorted. */
type Part = {
  events: PlacedUsage[];
  /** Of the allocations that they were placed by. */
  version: string;
  /** Who handed them in. */
  actor: string;
  duplicates: number;
  /** With how many duplicates it is stored; undefined if it is not. */
  settle: (duplicates: number | undefined) => void;
};

/** An event, and whose. */
type Row = { placed: PlacedUsage; part: Part };

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

/** Inserts usage of several requests together. PostgreSQL only. */
export class GroupInsert {
  private waiting: Part[] = [];
  private running = false;

  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): GroupInsert {
    return new GroupInsert(knex);
  }

  /**
   * Stores all events of a request, or none.
   *
   * @param events - each source and id once, none of them a correction
   * @param version - of the allocations that they were placed by
   * @param actor - who hands them in
   * @returns how many were stored already, with the same contents; undefined if
   *   nothing was stored and the request has to be stored for itself
   */
  async insert(
    events: PlacedUsage[],
    version: string,
    actor: string,
  ): Promise<number | undefined> {
    // Now rather than when its turn comes: meanwhile the database is busy.
    const sorted = [...events].sort(byIdentity);
    const settled = new Promise<number | undefined>(settle => {
      this.waiting.push({
        events: sorted,
        version,
        actor,
        duplicates: 0,
        settle,
      });
    });
    if (!this.running) void this.work();
    return settled;
  }

  private async work(): Promise<void> {
    this.running = true;
    while (this.waiting.length) {
      const parts = this.takeGroup();
      const stored = await this.store(parts);
      for (const { settle, duplicates } of parts) {
        settle(stored ? duplicates : undefined);
      }
    }
    this.running = false;
  }

  /** Those at the front that were placed by the same allocations. */
  private takeGroup(): Part[] {
    const [{ version }] = this.waiting;
    let size = 0;
    let end = 0;
    for (const part of this.waiting) {
      size += part.events.length;
      if (part.version !== version) break;
      if (end > 0 && size > LARGEST_GROUP) break;
      end += 1;
    }
    return this.waiting.splice(0, end);
  }

  private async store(parts: Part[]): Promise<boolean> {
    const rows = merge(parts);
    if (!rows) return false;
    const places = new Map(parts.map((part, index) => [part, index + 1]));
    try {
      const answer = await this.knex.raw<{
        rows: Array<{ place: number; same: boolean }>;
      }>(INSERT_ALL, [
        parts[0].version,
        ...toArrays(rows.map(({ placed }) => placed)),
        int4Column(rows, ({ part }) => places.get(part) ?? 0),
        Date.now(),
        databaseNow(this.knex),
        INGEST_ACTION,
        INGEST_OBJECT,
        textColumn(parts, ({ actor }) => actor),
      ]);
      if (answer.rows.some(({ same }) => !same)) return false;
      for (const { place } of answer.rows) rows[place - 1].part.duplicates += 1;
      return true;
    } catch {
      // Whatever it was, it concerns one of them; who is stored alone is told.
      return false;
    }
  }
}

/**
 * The events of all parts, each once and in order; undefined if two of the same
 * source and id have other contents.
 */
function merge(parts: Part[]): Row[] | undefined {
  const rows: Row[] = [];
  for (const part of parts) {
    for (const placed of part.events) rows.push({ placed, part });
  }
  if (parts.length === 1) return rows;
  rows.sort((a, b) => byIdentity(a.placed, b.placed));
  const unique: Row[] = [];
  for (const row of rows) {
    const before = unique.at(-1);
    if (!before || byIdentity(before.placed, row.placed) !== 0) {
      unique.push(row);
    } else if (sameContents(before.placed, row.placed)) {
      row.part.duplicates += 1;
    } else {
      return undefined;
    }
  }
  return unique;
}

function sameContents(a: PlacedUsage, b: PlacedUsage): boolean {
  return (
    a.allocationId === b.allocationId &&
    a.meterId === b.meterId &&
    a.event.timeMs === b.event.timeMs &&
    a.event.quantity === b.event.quantity
  );
}

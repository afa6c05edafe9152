import { databaseNow, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { INGEST_ACTION, INGEST_OBJECT } from './auditIngest';
import { int4Column, textColumn } from './columns';
import { copyUsage } from './copyUsage';
import { ARRAYS, byIdentity, COLUMNS, toArrays, VERSION } from './insertUsage';
import { RecentUsage } from './RecentUsage';
import { Outdated } from './storeBatch';
import type { PlacedUsage } from './types';

/*
 * What several requests hand in at the same time is inserted together.
 *
 * A transaction of its own for each request costs a commit each, and statements
 * side by side get into each other's way at the end of the table and of its
 * indexes: four of them at a time took almost twice the processor time for an
 * event that one after the other takes. So requests that come while one runs wait
 * for it and then go together. Nobody waits where nobody is before.
 *
 * What waits is remembered, as what was stored last is (see RecentUsage): so each
 * request knows when it comes which of its events are duplicates, provided that
 * everything before it is stored.
 *
 * There are two ways. Many events go by COPY, in the hope that none of them is
 * stored already but for those that are remembered; few, and many where that hope
 * was wrong, by one statement that looks each up. While what was copied is committed
 * the next group is copied already; it is stored only if the one before it is, on
 * which what it takes for duplicates depends.
 *
 * Either inserts everything or nothing, and of each request of which it has stored
 * anything one row of the audit log. It inserts nothing if a request has an event
 * under whose source and id other contents are stored (unless they are remembered:
 * then that request never joins a group), if allocations have changed since the
 * events were placed, or if somebody else inserts one of the events at this moment.
 * Then each request of the group has to be stored for itself (see
 * storeBatch): none is refused, fails or is delayed by more than a moment because
 * of what is wrong with another.
 */

/** Fewer are inserted sooner by one statement than by a transaction of several. */
const SMALLEST_COPY = 500;
const UNIQUE_VIOLATION = '23505';
/** Larger statements are no faster for an event, but everybody waits longer. */
const LARGEST_GROUP = 5_000;

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

/** The events of one request. */
type Part = {
  /** Sorted. */
  events: readonly PlacedUsage[];
  /** Of the allocations that they were placed by. */
  version: string;
  /** Who handed them in. */
  actor: string;
  /** Those that are not known to be duplicates. */
  fresh: PlacedUsage[];
  duplicates: number;
  /** With how many duplicates it is stored; undefined if it is not. */
  settle: (duplicates: number | undefined) => void;
};

/** When a group is stored. */
type Turn = {
  /**
   * Whether the one before it is stored. If it is not, what this one takes for
   * duplicates may not be there.
   */
  before: Promise<boolean>;
  /** Lets the next one begin. */
  next: () => void;
};

const NOTHING_BEFORE = Promise.resolve(true);

/** Inserts usage of several requests together. PostgreSQL only. */
export class GroupInsert {
  private readonly recent = new RecentUsage();
  private waiting: Part[] = [];
  private running = false;
  /** Whether the group that began last is stored. */
  private before = NOTHING_BEFORE;

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
    const sorted = [...events].sort(byIdentity);
    const settled = new Promise<number | undefined>(settle => {
      const part = { version, actor, settle, fresh: [], duplicates: 0 };
      this.admit({ ...part, events: sorted });
    });
    if (!this.running) void this.work();
    return settled;
  }

  /** Lets a request wait, unless it contradicts what is remembered. */
  private admit(part: Part): void {
    const { events, version } = part;
    const fresh: PlacedUsage[] = [];
    for (const placed of events) {
      const same = this.recent.compare(placed, version);
      if (same === false) {
        part.settle(undefined);
        return;
      }
      if (same === undefined) fresh.push(placed);
    }
    this.recent.remember(fresh, version);
    const duplicates = events.length - fresh.length;
    this.waiting.push({ ...part, fresh, duplicates });
  }

  /** What waits after something that was not stored: its duplicates may be none. */
  private admitAgain(): void {
    this.recent.forget();
    for (const part of this.waiting.splice(0)) this.admit(part);
  }

  private async work(): Promise<void> {
    this.running = true;
    while (this.waiting.length) {
      await this.begin(this.takeGroup());
      if (this.waiting.length === 0) await this.before;
    }
    this.running = false;
  }

  /** Ends when the next may begin. */
  private begin(parts: Part[]): Promise<void> {
    return new Promise(next => {
      const storing = this.store(parts, { before: this.before, next });
      this.before = storing;
      void storing.then(stored => {
        if (!stored) this.admitAgain();
        for (const { settle, duplicates } of parts) {
          settle(stored ? duplicates : undefined);
        }
        // Who begins now knows how it ended.
        if (this.before === storing) this.before = NOTHING_BEFORE;
        next();
      });
    });
  }

  /** Those at the front that were placed by the same allocations. */
  private takeGroup(): Part[] {
    const [{ version }] = this.waiting;
    let size = 0;
    let end = 0;
    for (const part of this.waiting) {
      size += part.fresh.length;
      if (part.version !== version) break;
      if (end > 0 && size > LARGEST_GROUP) break;
      end += 1;
    }
    return this.waiting.splice(0, end);
  }

  /** @returns whether it is stored */
  private async store(parts: Part[], turn: Turn): Promise<boolean> {
    const events = parts.flatMap(({ fresh }) => fresh);
    if (events.length === 0) return turn.before;
    try {
      return (
        (await this.copy(parts, events, turn)) ||
        ((await turn.before) && (await this.insertAll(parts)))
      );
    } catch {
      // Whatever it was, it concerns one of them; who is stored alone is told.
      return false;
    }
  }

  /** @returns false if nothing is stored and the other way is worth a try */
  private async copy(
    parts: Part[],
    events: PlacedUsage[],
    turn: Turn,
  ): Promise<boolean> {
    if (events.length < SMALLEST_COPY) return false;
    let handedOn = false;
    try {
      await transact(this.knex, async trx => {
        // Tried again: the next, which waits for this one, may have copied the same.
        if (handedOn) throw new Outdated();
        await copyUsage(trx, events.sort(byIdentity));
        // While this is committed, the next may be copied.
        handedOn = true;
        turn.next();
        if (!(await turn.before)) throw new Outdated();
        if (!(await auditCopied(trx, parts))) throw new Outdated();
      });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  private async insertAll(parts: Part[]): Promise<boolean> {
    const rows = parts
      .flatMap((part, at) =>
        part.fresh.map(placed => ({ placed, part, place: at + 1 })),
      )
      .sort((a, b) => byIdentity(a.placed, b.placed));
    const answer = await this.knex.raw<{
      rows: Array<{ place: number; same: boolean }>;
    }>(INSERT_ALL, [
      parts[0].version,
      ...toArrays(rows.map(({ placed }) => placed)),
      int4Column(rows, ({ place }) => place),
      Date.now(),
      databaseNow(this.knex),
      INGEST_ACTION,
      INGEST_OBJECT,
      textColumn(parts, ({ actor }) => actor),
    ]);
    if (answer.rows.some(({ same }) => !same)) return false;
    for (const { place } of answer.rows) rows[place - 1].part.duplicates += 1;
    return true;
  }
}

/**
 * Tells of what was copied. From then on nobody changes allocations until the
 * transaction ends: whoever does waits for all who insert.
 *
 * @returns false if they have changed since the events were placed
 */
async function auditCopied(
  trx: Knex.Transaction,
  parts: Part[],
): Promise<boolean> {
  const [{ version }] = parts;
  const stored = parts
    .map(({ actor, fresh }) => ({ actor, count: fresh.length }))
    .filter(({ count }) => count > 0);
  const { rowCount } = await trx.raw<{ rowCount: number }>(AUDIT_COPIED, [
    databaseNow(trx),
    INGEST_ACTION,
    INGEST_OBJECT,
    textColumn(stored, ({ actor }) => actor),
    int4Column(stored, ({ count }) => count),
    version,
  ]);
  return rowCount === stored.length;
}

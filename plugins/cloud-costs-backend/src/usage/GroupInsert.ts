import { databaseNow, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { INGEST_ACTION, INGEST_OBJECT } from './auditIngest';
import { int4Column, textColumn } from './columns';
import { copyUsage } from './copyUsage';
import { ARRAYS, byIdentity, COLUMNS, toArrays, VERSION } from './insertUsage';
import { EVENTS_REMEMBERED, RecentUsage } from './RecentUsage';
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
 * the next group is copied already, and a large one beside the one before it: two
 * keep the database busy while this process looks at what comes next. A group is
 * stored only if the one before it is, on which what it takes for duplicates depends.
 *
 * So a group that is copied waits in its transaction for the one before it. That one
 * must never wait for it: no two that are copied side by side have an event in
 * common, because all of both is remembered. Two replicas can make each other wait
 * that way; the wait for what somebody else inserts therefore has an end.
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
/** Smaller ones rather wait and grow: a transaction costs as much as some hundred events. */
const ENOUGH_BESIDE = 3_000;
const MOST_BUSY = 2;
/** With the one that is committed. Each has a connection of its own. */
const MOST_UNDER_WAY = 3;
const LONGEST_WAIT_MS = 2_000;
const NOTHING_BEFORE = Promise.resolve(true);

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
  /** Of what was remembered when it came. */
  era: number;
  /** Who handed them in. */
  actor: string;
  /** Those that are not known to be duplicates. */
  fresh: PlacedUsage[];
  duplicates: number;
  /** With how many duplicates it is stored; undefined if it is not. */
  settle: (duplicates: number | undefined) => void;
};

/** Requests that are stored together. */
type Group = {
  parts: Part[];
  /** How many of their events are not known to be duplicates. */
  size: number;
  /** Of what was remembered when they came. */
  era: number;
  /** It has not been copied yet. */
  busy: boolean;
  /** One before it is not stored, so it will not be either. */
  doomed: boolean;
  /**
   * Whether the one before it is stored. If it is not, what this one takes for
   * duplicates may not be there.
   */
  before: Promise<boolean>;
};

/** Inserts usage of several requests together. PostgreSQL only. */
export class GroupInsert {
  private readonly recent = new RecentUsage();
  private waiting: Part[] = [];
  /** In the order in which they began, and whether each is stored. */
  private readonly underWay = new Map<Group, Promise<boolean>>();

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
      const known = { era: 0, fresh: [], duplicates: 0 };
      this.admit({ events: sorted, version, actor, settle, ...known });
    });
    this.proceed();
    return settled;
  }

  /** Lets a request wait, unless it contradicts what is remembered. */
  private admit(part: Part): void {
    const { recent } = this;
    const { events, version } = part;
    const fresh: PlacedUsage[] = [];
    for (const placed of events) {
      const same = recent.compare(placed, version);
      if (same === false) {
        part.settle(undefined);
        return;
      }
      if (same === undefined) fresh.push(placed);
    }
    recent.remember(fresh, version);
    const duplicates = events.length - fresh.length;
    this.waiting.push({ ...part, era: recent.era, fresh, duplicates });
  }

  /** What comes after a group that is not stored: its duplicates may be none. */
  private fail(failed: Group): void {
    let after = false;
    for (const group of this.underWay.keys()) {
      if (after) group.doomed = true;
      after ||= group === failed;
    }
    this.recent.forget();
    for (const part of this.waiting.splice(0)) this.admit(part);
  }

  /** Begins with what may begin. */
  private proceed(): void {
    for (;;) {
      const next = this.nextGroup();
      if (!next || !this.mayBegin(next)) return;
      this.waiting.splice(0, next.parts.length);
      this.begin(next);
    }
  }

  /** Those at the front that belong together. */
  private nextGroup(): Pick<Group, 'parts' | 'size' | 'era'> | undefined {
    if (this.waiting.length === 0) return undefined;
    const [{ era, version }] = this.waiting;
    const parts: Part[] = [];
    let size = 0;
    for (const part of this.waiting) {
      if (part.era !== era || part.version !== version) break;
      if (parts.length && size + part.fresh.length > LARGEST_GROUP) break;
      parts.push(part);
      size += part.fresh.length;
    }
    return { parts, size, era };
  }

  private mayBegin({ size, era }: Pick<Group, 'size' | 'era'>): boolean {
    const groups = [...this.underWay.keys()];
    // Whatever began now would depend on what fails, and so on without end.
    if (groups.some(({ doomed }) => doomed)) return false;
    const busy = groups.filter(group => group.busy);
    if (groups.length >= MOST_UNDER_WAY || busy.length >= MOST_BUSY) {
      return false;
    }
    if (busy.length === 0) return true;
    const all = groups.reduce((sum, group) => sum + group.size, size);
    return (
      size >= ENOUGH_BESIDE &&
      all <= EVENTS_REMEMBERED &&
      groups.every(group => group.era === era && group.size >= SMALLEST_COPY)
    );
  }

  private begin(next: Pick<Group, 'parts' | 'size' | 'era'>): void {
    const before = [...this.underWay.values()].at(-1) ?? NOTHING_BEFORE;
    const group: Group = { ...next, busy: true, doomed: false, before };
    const storing = this.store(group);
    this.underWay.set(group, storing);
    void storing.then(stored => {
      if (!stored) this.fail(group);
      this.underWay.delete(group);
      for (const { settle, duplicates } of group.parts) {
        settle(stored ? duplicates : undefined);
      }
      this.proceed();
    });
  }

  /** @returns whether it is stored */
  private async store(group: Group): Promise<boolean> {
    const { size, before } = group;
    if (size === 0) return before;
    try {
      if (size >= SMALLEST_COPY && (await this.copy(group))) return true;
      return (await before) && (await this.lookUp(group));
    } catch {
      // Whatever it was, it concerns one of them; who is stored alone is told.
      return false;
    }
  }

  /** @returns false if nothing is stored because something was already */
  private async copy(group: Group): Promise<boolean> {
    const { parts, before } = group;
    const events = parts.flatMap(({ fresh }) => fresh).sort(byIdentity);
    try {
      await transact(this.knex, async trx => {
        // Tried again: the next, which waits for this one, may have copied the same.
        if (!group.busy) throw new Outdated();
        await endWaits(trx);
        await copyUsage(trx, events);
        group.busy = false;
        this.proceed();
        if (!(await before)) throw new Outdated();
        if (!(await auditCopied(trx, parts))) throw new Outdated();
      });
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  /** @returns false if nothing is stored */
  private async lookUp(group: Group): Promise<boolean> {
    const { knex } = this;
    const duplicates =
      group.size < SMALLEST_COPY
        ? await insertAll(knex, group)
        : await transact(knex, async trx => {
            await endWaits(trx);
            return insertAll(trx, group);
          });
    if (!duplicates) return false;
    for (const part of duplicates) part.duplicates += 1;
    return true;
  }
}

/** @throws PostgreSQL's error for it (55P03) where a statement of the transaction waits for longer */
async function endWaits(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`set local lock_timeout = ${LONGEST_WAIT_MS}`);
}

/** @returns for each duplicate whose it is; undefined if nothing is stored */
async function insertAll(
  knex: Knex,
  { parts }: Group,
): Promise<Part[] | undefined> {
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

import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { poolSize } from '../database';
import { copyUsage } from './copyUsage';
import {
  auditCopied,
  COPY_SETTINGS,
  endWaits,
  insertAll,
  type Part,
} from './groupStatements';
import { byIdentity } from './insertUsage';
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
const NOTHING_BEFORE = Promise.resolve(true);

/** What somebody hands in. */
type Request = Pick<Part, 'version' | 'actor'> & {
  events: readonly PlacedUsage[];
  /** With how many duplicates it is stored; undefined if it is not. */
  settle: (duplicates: number | undefined) => void;
};

/** A request that waits for its turn, or has it. */
type Waiting = Request &
  Part & {
    /** Of what was remembered when it came; it has but one version. */
    era: number;
  };

/** Requests that are stored together. */
type Group = {
  parts: Waiting[];
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
  private readonly waiting: Waiting[] = [];
  /** In the order in which they began, and whether each is stored. */
  private readonly underWay = new Map<Group, Promise<boolean>>();

  private constructor(
    private readonly knex: Knex,
    private readonly mostUnderWay: number,
  ) {}

  static create(knex: Knex): GroupInsert {
    // Others wait with their connections for one that may need another.
    const most = Math.min(MOST_UNDER_WAY, poolSize(knex) - 1);
    return new GroupInsert(knex, Math.max(1, most));
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
    const settled = new Promise<number | undefined>(settle => {
      this.admit({ events, version, actor, settle });
    });
    this.proceed();
    return settled;
  }

  /** Lets a request wait, unless it contradicts what is remembered. */
  private admit(request: Request): void {
    const { recent } = this;
    const { events, version } = request;
    const fresh: PlacedUsage[] = [];
    for (const placed of events) {
      const same = recent.compare(placed, version);
      if (same === false) {
        request.settle(undefined);
        return;
      }
      if (same === undefined) fresh.push(placed);
    }
    recent.remember(fresh, version);
    const duplicates = events.length - fresh.length;
    this.waiting.push({ ...request, era: recent.era, fresh, duplicates });
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
    const [{ era }] = this.waiting;
    const parts: Waiting[] = [];
    let size = 0;
    for (const part of this.waiting) {
      if (part.era !== era) break;
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
    if (groups.length >= this.mostUnderWay || busy.length >= MOST_BUSY) {
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
      await copyUsage(this.knex, events, COPY_SETTINGS, async transaction => {
        group.busy = false;
        this.proceed();
        if (!(await before)) throw new Outdated();
        if (!(await auditCopied(this.knex, transaction, parts))) {
          throw new Outdated();
        }
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
        ? await insertAll(knex, group.parts)
        : await transact(knex, async trx => {
            await endWaits(trx);
            return insertAll(trx, group.parts);
          });
    if (!duplicates) return false;
    for (const part of duplicates) part.duplicates += 1;
    return true;
  }
}

import type { Knex } from 'knex';
import { isPostgres } from '../database';
import { pageSize } from '../paging';
import { readFeedCursor } from './readFeedCursor';

/** What the feed tells about. @public */
export type ChangedObject<TKind extends string = string> = {
  kind: TKind;
  id: string;
};

/** One row of the feed. @public */
export type StoredChange<TKind extends string = string> =
  ChangedObject<TKind> & { seq: number };

/** A page of the feed; `more` says whether there is more to read at once. @public */
export type ChangePage<TKind extends string = string> = {
  changes: Array<StoredChange<TKind>>;
  cursor: string;
  more: boolean;
};

const DEFAULT_LIMIT = 200;

/**
 * The outbox for other plugins: one row for each object, moved to the end when
 * the object changes, in the transaction that changed it. A consumer asks for
 * what comes after its cursor, reads the objects, and stores cursor and effect
 * together; it misses nothing and never sees more rows than there are objects.
 *
 * A sequence number is drawn before its transaction commits, so a reader might
 * see 8 while 7 is still on its way. The reader therefore waits for the
 * writers in flight (a lock on the table) instead of making every writer wait.
 *
 * Touch only for what a consumer shows: entities hold nothing volatile, so a
 * change of state alone is none.
 * @public
 */
export class ChangeStore<TKind extends string = string> {
  private constructor(private readonly knex: Knex) {}

  static create<TKind extends string = string>(knex: Knex): ChangeStore<TKind> {
    return new ChangeStore<TKind>(knex);
  }

  /** Moves one object to the end of the feed. */
  async touch(trx: Knex.Transaction, kind: TKind, id: string): Promise<void> {
    await this.touchAll(trx, [{ kind, id }]);
  }

  /** Moves objects to the end of the feed. */
  async touchAll(
    trx: Knex.Transaction,
    objects: Array<ChangedObject<TKind>>,
  ): Promise<void> {
    // In one fixed order: two transactions never wait for each other's rows.
    const sorted = [...objects].sort((a, b) =>
      `${a.kind}:${a.id}` < `${b.kind}:${b.id}` ? -1 : 1,
    );
    for (let start = 0; start < sorted.length; start += 100) {
      const rows = sorted
        .slice(start, start + 100)
        .map(({ kind, id }) => ({ kind, object_id: id }));
      if (isPostgres(trx)) {
        await trx('changes')
          .insert(rows)
          .onConflict(['kind', 'object_id'])
          .merge({ seq: trx.raw('excluded.seq') });
      } else {
        await trx('changes')
          .whereIn(
            ['kind', 'object_id'],
            rows.map(row => [row.kind, row.object_id]),
          )
          .delete();
        await trx('changes').insert(rows);
      }
    }
  }

  /** What `GET /changes` asks for. */
  async page(query: {
    after?: string;
    limit?: number;
  }): Promise<ChangePage<TKind>> {
    const limit = pageSize(query.limit, DEFAULT_LIMIT);
    const after = readFeedCursor(query.after);
    const found = await this.list({ after, limit: limit + 1 });
    const changes = found.slice(0, limit);
    return {
      changes,
      cursor: String(changes[changes.length - 1]?.seq ?? after),
      more: found.length > limit,
    };
  }

  /** Objects that changed after a cursor, in order. */
  async list(options: {
    after: number;
    limit: number;
  }): Promise<Array<StoredChange<TKind>>> {
    return this.knex.transaction(async trx => {
      if (isPostgres(trx)) await trx.raw('lock table changes in share mode');
      const rows: Array<{
        seq: number | string;
        kind: TKind;
        object_id: string;
      }> = await trx('changes')
        .select('seq', 'kind', 'object_id')
        .where('seq', '>', options.after)
        .orderBy('seq')
        .limit(options.limit);
      return rows.map(row => ({
        seq: Number(row.seq),
        kind: row.kind,
        id: row.object_id,
      }));
    });
  }
}

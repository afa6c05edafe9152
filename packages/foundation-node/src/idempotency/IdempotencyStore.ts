import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseNow, transact } from '../database';
import { unprocessable } from '../refusals';

/** A wish as its sender repeats it. @public */
export type Wish = {
  /** Entity ref or service: keys of different callers do not meet. */
  actor: string;
  /** The header `Idempotency-Key`. */
  key: string;
  /** Method and path, ids included. */
  route: string;
  body: unknown;
};

/** An answer as it is repeated. @public */
export type StoredAnswer<T> = { status: number; response: T };

type KeyRow = {
  route: string;
  body_hash: string;
  status: number | null;
  response: string | null;
};

const KEPT_MS = 7 * 24 * 60 * 60_000;

/**
 * The same key and body give the stored answer; the effect happens once.
 *
 * Key, effect and answer are one transaction, and the key goes in first. A
 * hundred equal requests at once therefore queue at the primary key: the first
 * does the work, the others find its answer, and if it fails (nothing was done)
 * the next one has its turn. A refusal is not stored: it had no effect, and
 * what it complained about may have been put right since.
 * @public
 */
export class IdempotencyStore {
  constructor(private readonly knex: Knex) {}

  /**
   * @param prepare - reads and checks before the transaction; may be slow. Not called when the answer is known
   * @param effect - writes, in the transaction that also stores the key and the answer
   */
  async once<P, T>(
    wish: Wish,
    prepare: () => Promise<P>,
    effect: (trx: Knex.Transaction, prepared: P) => Promise<StoredAnswer<T>>,
  ): Promise<StoredAnswer<T> & { repeated: boolean }> {
    const hash = hashOf(wish.body);
    const known = await this.read<T>(this.knex, wish, hash);
    if (known) return { ...known, repeated: true };
    try {
      const prepared = await prepare();
      return await transact(this.knex, async trx => {
        const inserted = await this.reserve(trx, wish, hash);
        if (!inserted) {
          const answer = await this.read<T>(trx, wish, hash);
          if (answer) return { ...answer, repeated: true };
        }
        const answer = await effect(trx, prepared);
        await trx('idempotency_keys')
          .where({ actor: wish.actor, key: wish.key })
          .update({
            status: answer.status,
            response: JSON.stringify(answer.response),
          });
        return { ...answer, repeated: false };
      });
    } catch (error) {
      // Its twin may have been quicker, and its effect may be what the check complains about.
      const answer = await this.read<T>(this.knex, wish, hash);
      if (answer) return { ...answer, repeated: true };
      throw error;
    }
  }

  /** Forgets keys that are older than a week. */
  async forgetOld(): Promise<number> {
    return this.knex('idempotency_keys')
      .where('created_at', '<', databaseNow(this.knex, -KEPT_MS))
      .delete();
  }

  /** @returns false if the key is there already; waits for whoever is about to insert it */
  private async reserve(
    trx: Knex.Transaction,
    wish: Wish,
    hash: string,
  ): Promise<boolean> {
    const rows = await trx('idempotency_keys')
      .insert({
        actor: wish.actor,
        key: wish.key,
        route: wish.route,
        body_hash: hash,
        created_at: databaseNow(trx),
      })
      .onConflict(['actor', 'key'])
      .ignore()
      .returning('key');
    return rows.length > 0;
  }

  private async read<T>(
    knex: Knex,
    { actor, key, route }: Wish,
    hash: string,
  ): Promise<StoredAnswer<T> | undefined> {
    const row: KeyRow | undefined = await knex('idempotency_keys')
      .where({ actor, key })
      .first();
    if (!row) return undefined;
    if (row.route !== route || row.body_hash !== hash) {
      throw unprocessable(
        'this Idempotency-Key was used for another request; use a new key for a new wish, and the same key only to repeat the very same request',
      );
    }
    if (row.status === null || row.response === null) return undefined;
    return { status: row.status, response: JSON.parse(row.response) };
  }
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('base64');
}

/** The order of keys in an object says nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

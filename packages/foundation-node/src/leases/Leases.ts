import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseNow, isPostgres } from '../database';

const LEASE_MS = 30_000;

/** Somebody else has the lease by now: what this process learnt is stale. @public */
export class LeaseLostError extends Error {
  constructor(name: string, fence: number) {
    super(
      `late write refused by the fence: token ${fence} of the lease "${name}" is not the newest`,
    );
    this.name = 'LeaseLostError';
  }
}

/** A claim on some work. @public */
export class Lease {
  constructor(
    private readonly knex: Knex,
    readonly name: string,
    /** Higher than that of every claim before. */
    readonly fence: number,
    private readonly leaseMs: number,
  ) {}

  /**
   * Begins each transaction of the work: renews the lease and locks it until
   * the transaction has ended.
   * @throws LeaseLostError
   */
  async hold(trx: Knex.Transaction): Promise<void> {
    if (!(await this.extend(trx))) {
      throw new LeaseLostError(this.name, this.fence);
    }
  }

  /** Renews the lease between transactions; false if it is lost. */
  async renew(): Promise<boolean> {
    return this.extend(this.knex);
  }

  /** Gives it back; harmless if it is lost. */
  async release(): Promise<void> {
    await this.mine(this.knex).update({ holder: null, expires_at: 0 });
  }

  private async extend(knex: Knex): Promise<boolean> {
    const count = await this.mine(knex).update({
      expires_at: databaseNow(knex, this.leaseMs),
    });
    return count > 0;
  }

  private mine(knex: Knex) {
    return knex('leases').where({ name: this.name, fence: this.fence });
  }
}

/**
 * Work that one replica at a time does, such as adding up or sending out.
 *
 * A lease ends on the database's clock, so a replica that dies loses it after a
 * while and another goes on. A replica that merely froze believes that it still
 * has it; therefore each claim draws a higher token, and each transaction of
 * the work begins with `hold`, which refuses an old token and keeps others
 * from claiming until the transaction has ended.
 *
 * Needs the table `leases` (name, holder, expires_at, fence).
 * @public
 */
export class Leases {
  private readonly known = new Set<string>();

  private constructor(
    private readonly knex: Knex,
    private readonly leaseMs: number,
    private readonly holder: string,
  ) {}

  /** @param options - `leaseMs`: how long a claim lasts if nobody renews it */
  static create(knex: Knex, options: { leaseMs?: number } = {}): Leases {
    return new Leases(knex, options.leaseMs ?? LEASE_MS, randomUUID());
  }

  /** Takes a lease, unless somebody has it. */
  async claim(name: string): Promise<Lease | undefined> {
    await this.ensure(name);
    const free = this.knex('leases')
      .select('name')
      .where('name', name)
      .where('expires_at', '<=', databaseNow(this.knex));
    // Whoever holds it in a transaction has it: do not wait for them.
    if (isPostgres(this.knex)) free.forUpdate().skipLocked();
    const [row] = await this.knex('leases')
      .whereIn('name', free)
      .update({
        holder: this.holder,
        expires_at: databaseNow(this.knex, this.leaseMs),
        fence: this.knex.raw('fence + 1'),
      })
      .returning('fence');
    return row && new Lease(this.knex, name, Number(row.fence), this.leaseMs);
  }

  /**
   * Does work under a lease and gives it back.
   * @returns undefined if somebody else has the lease
   */
  async run<T>(
    name: string,
    work: (lease: Lease) => Promise<T>,
  ): Promise<T | undefined> {
    const lease = await this.claim(name);
    if (!lease) return undefined;
    try {
      return await work(lease);
    } finally {
      await lease.release();
    }
  }

  private async ensure(name: string): Promise<void> {
    if (this.known.has(name)) return;
    // An insert of what is there would wait for a holder's transaction.
    if (!(await this.knex('leases').where({ name }).first('name'))) {
      await this.knex('leases')
        .insert({ name, holder: null, expires_at: 0, fence: 0 })
        .onConflict('name')
        .ignore();
    }
    this.known.add(name);
  }
}

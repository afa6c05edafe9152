import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { databaseNow, fromJson } from '../database';
import type { Message, Notifier } from './Notifier';

/** Makes a notice what each of its readers is told. @public */
export type ComposeNotice<TNotice> = (notice: TNotice) => Promise<Message[]>;

type NoticeRow = { id: string; notice: string };

/** Longer than telling takes; whoever claimed it and has not told by then is gone. */
const CLAIM_MS = 5 * 60_000;
const KEPT_MS = 800 * 86_400_000;
const AT_ONCE = 200;

/**
 * What people are told, each thing once, whichever replica gets to it:
 *
 * - `queue` in the transaction in which it came about; an id is queued once for ever
 * - `deliver` claims one notice after the other, tells it, and says that it is told
 *
 * A process that dies between telling and saying so is the one case in which
 * something is told twice, and then it has the same scope and replaces the first.
 *
 * Needs the table `notices` (id, notice, queued_at, claimed_until, told_at).
 *
 * @typeParam TNotice - something that people should hear of, as it was when it came about; JSON
 * @public
 */
export class NoticeOutbox<TNotice> {
  private constructor(
    private readonly deps: {
      knex: Knex;
      notifier: Notifier;
      logger: LoggerService;
    },
  ) {}

  static create<TNotice>(deps: {
    knex: Knex;
    notifier: Notifier;
    logger: LoggerService;
  }): NoticeOutbox<TNotice> {
    return new NoticeOutbox<TNotice>(deps);
  }

  /** @param id - what makes it the same: it is told once */
  async queue(knex: Knex, id: string, notice: TNotice): Promise<void> {
    await this.add(knex, [{ id, notice: JSON.stringify(notice) }]);
  }

  /** Those that need not be told, because something that says more is. */
  async skip(knex: Knex, ids: readonly string[]): Promise<void> {
    await this.add(
      knex,
      ids.map(id => ({ id, notice: '{}', told_at: databaseNow(knex) })),
    );
  }

  /** Tells what waits; one that cannot be told is tried again later. */
  async deliver(compose: ComposeNotice<TNotice>): Promise<void> {
    const { knex, logger } = this.deps;
    const rows: NoticeRow[] = await this.waiting(knex)
      .orderBy(['queued_at', 'id'])
      .limit(AT_ONCE)
      .select('id', 'notice');
    for (const row of rows) {
      try {
        if (await this.claim(row.id)) await this.tell(row, compose);
      } catch (error) {
        logger.warn(
          `People could not be told of "${row.id}"; it will be tried again: ${error}`,
        );
      }
    }
  }

  /** Long after the longest period is over. */
  async forgetOld(): Promise<void> {
    const { knex } = this.deps;
    await knex('notices')
      .where('told_at', '<', databaseNow(knex, -KEPT_MS))
      .delete();
  }

  private async tell(
    row: NoticeRow,
    compose: ComposeNotice<TNotice>,
  ): Promise<void> {
    const { knex, notifier } = this.deps;
    for (const message of await compose(fromJson<TNotice>(row.notice))) {
      await notifier.tell(message);
    }
    await knex('notices')
      .where({ id: row.id })
      .update({ told_at: databaseNow(knex) });
  }

  private async claim(id: string): Promise<boolean> {
    const { knex } = this.deps;
    const claimed = await this.waiting(knex)
      .where({ id })
      .update({ claimed_until: databaseNow(knex, CLAIM_MS) });
    return claimed === 1;
  }

  private waiting(knex: Knex): Knex.QueryBuilder {
    return knex('notices')
      .whereNull('told_at')
      .where('claimed_until', '<', databaseNow(knex));
  }

  private async add(
    knex: Knex,
    rows: Array<{ id: string; notice: string; told_at?: Knex.Raw }>,
  ): Promise<void> {
    if (rows.length === 0) return;
    await knex('notices')
      .insert(
        rows.map(row => ({
          told_at: null,
          ...row,
          queued_at: databaseNow(knex),
          claimed_until: 0,
        })),
      )
      .onConflict('id')
      .ignore();
  }
}

import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestNotices } from './Notice';

type DueRow = {
  id: string;
  state: string;
  due_at: number | string;
  state_since: number | string;
  reminders: number;
};

const AT_ONCE = 200;

/**
 * Reminds whose turn it is when three quarters of the time have passed, and tells
 * whoever answers for it when it is over. Each is told once for each state.
 */
export class Reminder {
  private constructor(
    private readonly deps: {
      knex: Knex;
      notices: RequestNotices;
      now: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    notices: RequestNotices;
    now: () => number;
  }): Reminder {
    return new Reminder(deps);
  }

  async run(): Promise<void> {
    const { knex, now } = this.deps;
    const at = now();
    const rows: DueRow[] = await knex('requests')
      .where('ended', 0)
      .whereNotNull('due_at')
      .where(due =>
        due
          .where(over =>
            over.where('reminders', '<', 2).where('due_at', '<=', at),
          )
          .orWhere(soon =>
            soon
              .where('reminders', 0)
              .whereRaw('due_at - (due_at - state_since) / 4 <= ?', [at]),
          ),
      )
      .orderBy('due_at')
      .limit(AT_ONCE)
      .select('id', 'state', 'due_at', 'state_since', 'reminders');
    for (const row of rows) await this.remind(row, at);
  }

  private async remind(row: DueRow, at: number): Promise<void> {
    const { knex, notices } = this.deps;
    const dueAt = Number(row.due_at);
    const isOver = dueAt <= at;
    await transact(knex, async trx => {
      // Only if nobody has moved it, or reminded of it, meanwhile.
      const changed = await trx('requests')
        .where({
          id: row.id,
          state_since: row.state_since,
          reminders: row.reminders,
        })
        .update({ reminders: isOver ? 2 : 1 });
      if (changed === 0) return;
      const kind = isOver ? 'overdue' : 'due';
      await notices.queue(trx, `${kind} ${row.id} ${row.state_since}`, {
        kind,
        requestId: row.id,
        state: row.state,
        dueAt,
      });
    });
  }
}

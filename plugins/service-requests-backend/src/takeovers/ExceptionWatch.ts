import type { Knex } from 'knex';
import type { RequestNotices } from '../notices';

type Deps = { knex: Knex; notices: RequestNotices; now: () => number };

const DAY_MS = 86_400_000;
/** So long before its end people are told. */
const AHEAD_MS = 3 * DAY_MS;
/** What nobody could be told of by then is history. */
const BEHIND_MS = 30 * DAY_MS;
const AT_ONCE = 500;

/**
 * Tells of exceptions that are about to end, and that have ended, each once: of an open
 * takeover the gate stands in the way again, and what runs in operation lacks something.
 */
export class ExceptionWatch {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): ExceptionWatch {
    return new ExceptionWatch(deps);
  }

  async run(): Promise<void> {
    const { knex, notices, now } = this.deps;
    const today = utcDay(now());
    const rows: Array<{ id: string; takeover_id: string; until: string }> =
      await knex('takeover_exceptions as exception')
        .join('takeovers', 'takeovers.id', 'exception.takeover_id')
        .whereIn('takeovers.state', ['open', 'accepted'])
        .whereNotNull('exception.confirmed_by')
        .whereBetween('exception.until', [
          utcDay(now() - BEHIND_MS),
          utcDay(now() + AHEAD_MS),
        ])
        .orderBy('exception.until')
        .limit(AT_ONCE)
        .select('exception.id', 'exception.takeover_id', 'exception.until');
    for (const { id, takeover_id: takeoverId, until } of rows) {
      const kind = until < today ? 'exception-ended' : 'exception-ending';
      await notices.queue(knex, `${kind} ${id}`, {
        kind,
        takeoverId,
        exceptionId: id,
      });
    }
  }
}

function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** Telling a ticket system of our changes, or hearing of its own. */
export type Direction = 'tell' | 'read';

/** A row of `connector_states`; times in milliseconds since 1970. */
export type ConnectorStateRow = {
  connector: string;
  direction: Direction;
  cursor: string | null;
  worked_at: number | string | null;
  failing_since: number | string | null;
  failures: number;
  next_at: number | string;
  problem: string | null;
};

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_PROBLEM = 1000;

/**
 * Whether ticket systems can be told and read. One that cannot is left alone for
 * a while, which doubles up to a minute, so that an hour's outage costs it and us
 * next to nothing and is over a minute after its end.
 */
export class ConnectorStates {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ConnectorStates {
    return new ConnectorStates(knex);
  }

  async get(
    connector: string,
    direction: Direction,
  ): Promise<ConnectorStateRow | undefined> {
    return this.row(connector, direction).first();
  }

  /** Of all systems, in both directions. */
  async all(): Promise<ConnectorStateRow[]> {
    return this.knex('connector_states');
  }

  /** False while it is left alone. */
  async mayTry(connector: string, direction: Direction): Promise<boolean> {
    const paused = await this.row(connector, direction)
      .where('next_at', '>', databaseNow(this.knex))
      .first('connector');
    return !paused;
  }

  /** @param cursor - up to where the system was read */
  async worked(
    connector: string,
    direction: Direction,
    cursor?: string,
  ): Promise<void> {
    await this.put(connector, direction, {
      worked_at: databaseNow(this.knex),
      failing_since: null,
      failures: 0,
      next_at: 0,
      problem: null,
      ...(cursor !== undefined && { cursor }),
    });
  }

  async failed(
    connector: string,
    direction: Direction,
    error: unknown,
  ): Promise<void> {
    const { knex } = this;
    const known = await this.get(connector, direction);
    const failures = known?.failures ?? 0;
    await this.put(connector, direction, {
      failing_since: known?.failing_since ?? databaseNow(knex),
      failures: failures + 1,
      next_at: databaseNow(
        knex,
        pauseAfter(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS),
      ),
      problem: describeProblem(error),
    });
  }

  private async put(
    connector: string,
    direction: Direction,
    change: Record<string, unknown>,
  ): Promise<void> {
    await this.knex('connector_states')
      .insert({ connector, direction, ...change })
      .onConflict(['connector', 'direction'])
      .merge(change);
  }

  private row(connector: string, direction: Direction) {
    return this.knex('connector_states').where({ connector, direction });
  }
}

/** How long to wait after so many failures before. */
export function pauseAfter(
  failures: number,
  firstMs: number,
  longestMs: number,
): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures, 30));
}

/** For people: what went wrong, with what lies behind it. */
export function describeProblem(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: unknown };
  const behind = (cause as Error | undefined)?.message;
  return [message ?? String(error), behind]
    .filter(Boolean)
    .join(': ')
    .slice(0, LONGEST_PROBLEM);
}

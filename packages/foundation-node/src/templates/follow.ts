import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { explainAnswer, isPassing } from './explainAnswer';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 10_000;
/** How long the backend may be away before waiting for it makes no more sense. */
const PATIENCE_MS = 10 * 60_000;

/** What a task waits for, in another plugin. @public */
export type FollowOptions<T> = {
  /** What it looks at: `Order c0ffee`. */
  what: string;
  /** Who is asked: `The cloud services backend`. */
  backend: string;
  /** Asks once. */
  look: () => Promise<T | undefined>;
  /** Tells the log what is new. */
  show?: (seen: T) => void;
  isFinished: (seen: T) => boolean;
  logger: LoggerService;
  /** Of the task. */
  signal?: AbortSignal;
  /** Milliseconds. */
  timeoutMs: number;
  /** Shortest time between two looks, in milliseconds; for tests. */
  intervalMs?: number;
};

/**
 * Looks at something until it is finished. It goes on without us: to stop
 * looking neither stops nor harms it.
 *
 * @throws Error when the task is cancelled, the time is up, or the backend is away for ten minutes
 * @public
 */
export async function follow<T>(options: FollowOptions<T>): Promise<T> {
  const { what, backend, logger, signal, timeoutMs } = options;
  const started = Date.now();
  let lastAnswerAt = started;
  let waitMs = options.intervalMs ?? SHORTEST_MS;
  for (;;) {
    if (signal?.aborted) {
      throw new Error(
        `The task was cancelled. ${what} goes on without it; see it in the portal.`,
      );
    }
    try {
      const seen = await options.look();
      if (!seen) throw new Error('the answer was empty');
      lastAnswerAt = Date.now();
      options.show?.(seen);
      if (options.isFinished(seen)) return seen;
    } catch (error) {
      if (!isPassing(error)) throw explainAnswer(error, backend);
      if (Date.now() - lastAnswerAt > PATIENCE_MS) {
        throw new ForwardedError(
          `${backend} does not answer. ${what} goes on when it is back; retry this task to go on waiting`,
          error,
        );
      }
      logger.warn(`${backend} does not answer; asking again in a moment`);
    }
    if (Date.now() - started > timeoutMs) {
      throw new Error(
        `${what} is not finished after ${Math.round(
          timeoutMs / 60_000,
        )} minutes. It goes on; retry this task to go on waiting, or see it in the portal.`,
      );
    }
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 1.25, LONGEST_MS);
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = new AbortController();
    const timer = setTimeout(() => done.abort(), ms);
    signal?.addEventListener('abort', () => done.abort(), {
      signal: done.signal,
    });
    done.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    if (signal?.aborted) done.abort();
  });
}

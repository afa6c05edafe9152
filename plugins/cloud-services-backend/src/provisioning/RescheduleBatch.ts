import type { Knex } from 'knex';
import type { Operation } from './types';
import { FenceError, type WorkQueue } from './WorkQueue';

/** So long the first answer waits for others; a poll's own pause is a hundred times that. */
const GATHER_MS = 5;

type Waiting = {
  operation: Operation;
  inMs: number;
  resolve: () => void;
  reject: (error: unknown) => void;
};

/**
 * "Still in progress" is by far the most frequent answer and changes nothing but
 * the time of the next look. Answers that come at about the same time are stored
 * by one statement, which checks the fence of each row on its own: one that came
 * late is refused and harms none of the others.
 */
export class RescheduleBatch {
  private waiting: Waiting[] = [];

  constructor(private readonly knex: Knex, private readonly queue: WorkQueue) {}

  /** Gives the operation back until its next look; throws a FenceError. */
  async reschedule(operation: Operation, inMs: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ operation, inMs, resolve, reject });
      if (this.waiting.length === 1) {
        setTimeout(() => void this.flush(), GATHER_MS);
      }
    });
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      const stored = await this.queue.reschedule(this.knex, batch);
      for (const { operation, resolve, reject } of batch) {
        if (stored.has(operation)) resolve();
        else reject(new FenceError(operation));
      }
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}

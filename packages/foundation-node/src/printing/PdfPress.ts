import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PdfDefinition } from './pdf';

/** Shipped beside the code, as it is. */
const WORKER_FILE = resolvePackagePath(
  '@dualcloud/foundation-node',
  'assets/pdfWorker.js',
);
/** A statement of 3,000 lines takes some 20 seconds. */
const LONGEST_MS = 120_000;
const MOST_WAITING = 20;
/** Its fonts take memory that others can use in between. */
const IDLE_MS = 60_000;
/** Far more than any statement takes; less than would bring the backend down. */
const MOST_MEMORY_MB = 1024;

type Answer = { pdf: Uint8Array } | { error: string };

type Job = {
  definition: PdfDefinition;
  signal?: AbortSignal;
  resolve: (pdf: Buffer) => void;
  reject: (error: unknown) => void;
};

/** How long a job may take, and how many may wait. */
export type PdfPressLimits = { longestMs?: number; mostWaiting?: number };

/**
 * Prints in a worker thread, one document after another, because layout is work
 * of many seconds for long statements, during which nobody else would be served.
 * What takes too long, or is not wanted any more, ends with its thread; the next
 * document gets a new one.
 */
export class PdfPress {
  private readonly waiting: Job[] = [];
  private running?: Job;
  private worker?: Worker;
  private idle?: NodeJS.Timeout;

  private constructor(private readonly limits: Required<PdfPressLimits>) {}

  static create(limits: PdfPressLimits = {}): PdfPress {
    return new PdfPress({
      longestMs: LONGEST_MS,
      mostWaiting: MOST_WAITING,
      ...limits,
    });
  }

  async print(
    definition: PdfDefinition,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Buffer> {
    signal?.throwIfAborted();
    if (this.waiting.length >= this.limits.mostWaiting) {
      throw new ServiceUnavailableError(
        `${this.waiting.length} documents wait to be printed; try again in a minute`,
      );
    }
    return new Promise((resolve, reject) => {
      const job: Job = { definition, signal, resolve, reject };
      signal?.addEventListener('abort', () => this.giveUp(job), { once: true });
      this.waiting.push(job);
      this.next();
    });
  }

  private next(): void {
    const job = this.running ? undefined : this.waiting.shift();
    if (!job) return;
    this.running = job;
    clearTimeout(this.idle);
    this.run(job)
      .then(job.resolve, job.reject)
      .finally(() => {
        this.running = undefined;
        this.idle = setTimeout(() => this.dismiss(), IDLE_MS).unref();
        this.next();
      });
  }

  private async run({ definition }: Job): Promise<Buffer> {
    const worker = (this.worker ??= this.hire());
    worker.postMessage(definition);
    const stop = new AbortController();
    const { signal } = stop;
    const exited = () => stop.abort(new Error('printing was stopped'));
    worker.once('exit', exited);
    const late = setTimeout(() => {
      stop.abort(tooLong(this.limits.longestMs));
      this.dismiss();
    }, this.limits.longestMs);
    const answer = await answerOf(worker, signal).finally(() => {
      clearTimeout(late);
      worker.off('exit', exited);
    });
    if ('error' in answer) throw new Error(`not printed: ${answer.error}`);
    return Buffer.from(answer.pdf);
  }

  private giveUp(job: Job): void {
    job.reject(job.signal?.reason);
    const index = this.waiting.indexOf(job);
    if (index >= 0) this.waiting.splice(index, 1);
    if (job === this.running) this.dismiss();
  }

  /** It needs nothing of what this process was started with. */
  private hire(): Worker {
    const worker = new Worker(WORKER_FILE, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = undefined;
    });
    // Nobody's backend stays up only to print.
    worker.unref();
    return worker;
  }

  private dismiss(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}

/** @throws also what ends the worker, such as running out of memory */
async function answerOf(worker: Worker, signal: AbortSignal): Promise<Answer> {
  try {
    const [answer] = await once(worker, 'message', { signal });
    return answer;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

function tooLong(ms: number): Error {
  return new ServiceUnavailableError(
    `printing took more than ${
      ms / 1000
    } seconds; ask for CSV, or print the page`,
  );
}

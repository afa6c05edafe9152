import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Lease, Leases } from '@dualcloud/foundation-node';

/** How long others wait for a process that was killed in a run; half a minute at most is promised. */
export const LEASE_MS = 10_000;

/** What a run may ask while it works. */
export type Run = {
  /** Aborted when the time is up, the process stops, or the lease is lost. */
  signal: AbortSignal;
  /** To be asked right before a write: another process may have taken over while this one was frozen. */
  isStillMine(): Promise<boolean>;
};

/**
 * Runs a piece of work when it is asked for, in one process at a time.
 *
 * The lock of a scheduled task stays until the task's timeout when the process
 * is killed, and the scheduler looks for such locks once a minute only; so the
 * task merely asks for a run, and a lease guards the run. It is short, renewed
 * while the run lasts, and gone soon after its process. Whoever finds it taken
 * waits and then runs: what it was asked for may be newer than what the other
 * has read.
 */
export class ExclusiveRuns {
  private isRunning = false;
  private isAsked = false;
  private readonly stopped = new AbortController();
  private endPause: () => void = () => {};

  constructor(
    private readonly options: {
      leases: Leases;
      name: string;
      /** The leases' duration. */
      leaseMs: number;
      /** Longest run. */
      timeoutMs: number;
      logger: LoggerService;
      run: (run: Run) => Promise<void>;
    },
  ) {}

  /** True when another run was asked for since the present one began. */
  get isWanted(): boolean {
    return this.isAsked;
  }

  /** Asks for a run as soon as one can begin. */
  wake(): void {
    this.isAsked = true;
    if (!this.isRunning) void this.runAll();
  }

  /** Ends the present run and begins no other. */
  stop(): void {
    this.stopped.abort();
    this.endPause();
  }

  private async runAll(): Promise<void> {
    const { logger, name, leaseMs } = this.options;
    this.isRunning = true;
    while (this.isAsked && !this.stopped.signal.aborted) {
      try {
        if (!(await this.runOnce())) await this.pause(leaseMs / 10);
      } catch (error) {
        if (this.stopped.signal.aborted) break;
        logger.warn(
          `${name}: ${
            isError(error) ? error.message : error
          }; the next try follows`,
        );
        await this.pause(leaseMs);
      }
    }
    this.isRunning = false;
  }

  /** @returns false if another process has the lease */
  private async runOnce(): Promise<boolean> {
    const { leases, name, leaseMs, timeoutMs, run } = this.options;
    const lease = await leases.claim(name);
    if (!lease) return false;
    this.isAsked = false;
    const ended = new AbortController();
    const renewing = this.keep(lease, ended, leaseMs / 4);
    try {
      await run({
        signal: AbortSignal.any([
          ended.signal,
          this.stopped.signal,
          AbortSignal.timeout(timeoutMs),
        ]),
        isStillMine: () => lease.renew(),
      });
    } finally {
      clearInterval(renewing);
      await lease.release();
    }
    return true;
  }

  private keep(lease: Lease, ended: AbortController, everyMs: number) {
    return setInterval(async () => {
      // A database that does not answer: the lease may still hold, and the write asks again.
      const held = await lease.renew().catch(() => true);
      if (!held) ended.abort();
    }, everyMs);
  }

  private pause(ms: number): Promise<void> {
    if (this.stopped.signal.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';

/** Work that is tried until it succeeds. */
export type Attempts = {
  /** @returns whether it is done; it may as well throw */
  attempt: () => Promise<boolean>;
  retryMs: number;
  giveUpMs: number;
  /** What is logged when it was tried for too long, with the last reason. */
  onGiveUp: (reason: unknown) => string;
};

/**
 * Work that goes on behind the portal's start and ends with it: example data
 * needs other plugins, which may not answer yet.
 */
export class BackgroundWork {
  private readonly stopped = new AbortController();

  private constructor(private readonly logger: LoggerService) {}

  static start(
    options: { lifecycle: LifecycleService; logger: LoggerService },
    run: (work: BackgroundWork) => Promise<void>,
  ): void {
    const { lifecycle, logger } = options;
    const work = new BackgroundWork(logger);
    lifecycle.addShutdownHook(() => work.stopped.abort());
    lifecycle.addStartupHook(() => {
      void run(work);
    });
  }

  get isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  async untilDone(attempts: Attempts): Promise<void> {
    const { attempt, retryMs, giveUpMs, onGiveUp } = attempts;
    const giveUpAt = Date.now() + giveUpMs;
    let reason: unknown = 'it is not time for it yet';
    while (!this.isStopped && Date.now() < giveUpAt) {
      try {
        if (await attempt()) return;
      } catch (error) {
        reason = error;
      }
      await this.pause(retryMs);
    }
    if (!this.isStopped) this.logger.warn(onGiveUp(reason));
  }

  /** Shorter where the portal stops meanwhile. */
  pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

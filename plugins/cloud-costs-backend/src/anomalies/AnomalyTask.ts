import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { AnomalyFinder } from './AnomalyFinder';

const TASK = 'cloud-costs-anomalies';
/** Charges change many times while usage arrives; that is looked at once. */
const SOON_MS = 5_000;

/** Looks soon after charges have changed, and every two minutes besides; one replica at a time. */
export class AnomalyTask {
  private timer?: NodeJS.Timeout;
  private stopped = false;

  private constructor(
    private readonly options: {
      finder: AnomalyFinder;
      scheduler: SchedulerService;
      logger: LoggerService;
      soonMs: number;
    },
  ) {}

  static create(options: {
    finder: AnomalyFinder;
    scheduler: SchedulerService;
    logger: LoggerService;
    soonMs?: number;
  }): AnomalyTask {
    return new AnomalyTask({ soonMs: SOON_MS, ...options });
  }

  async start(): Promise<void> {
    await this.options.scheduler.scheduleTask({
      id: TASK,
      frequency: { minutes: 2 },
      timeout: { minutes: 30 },
      initialDelay: { seconds: 10 },
      fn: () => this.options.finder.run(),
    });
  }

  /** Something is to be looked at; it soon will be, and once for many reasons. */
  wake(): void {
    if (this.timer || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.trigger().catch(error =>
        this.options.logger.debug(
          `Anomalies are looked for at their usual time only: ${error}`,
        ),
      );
    }, this.options.soonMs);
    this.timer.unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async trigger(): Promise<void> {
    try {
      await this.options.scheduler.triggerTask(TASK);
    } catch (error) {
      // It runs just now and has perhaps passed what has changed.
      if (!isError(error) || error.name !== 'ConflictError') throw error;
      this.wake();
    }
  }
}

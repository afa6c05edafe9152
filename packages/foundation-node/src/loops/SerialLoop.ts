/**
 * Runs a task again and again, never twice at once: on a beat, and at once when
 * woken. A wake during a run starts another run after it, so nothing that
 * happened before the wake is missed.
 * @public
 */
export class SerialLoop {
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private isWoken = false;
  private isStopped = false;

  constructor(
    private readonly options: {
      everyMs: number;
      /** Must not throw; returns how long to wait instead of the beat, if not as usual. */
      run: () => Promise<number | undefined>;
    },
  ) {}

  wake(): void {
    if (this.isStopped) return;
    if (this.isRunning) {
      this.isWoken = true;
      return;
    }
    clearTimeout(this.timer);
    void this.runOnce();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async runOnce(): Promise<void> {
    this.isRunning = true;
    this.isWoken = false;
    const waitMs = await this.options.run();
    this.isRunning = false;
    if (this.isStopped) return;
    this.timer = setTimeout(
      () => void this.runOnce(),
      this.isWoken ? 0 : waitMs ?? this.options.everyMs,
    );
  }
}

/** Ends a sleep early: at once, or at the earliest of the times it was set to. */
export class Alarm {
  private rung = false;
  private wakeUp: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private timerAt = Infinity;

  /** Ends the sleep now, or the next one before it begins. */
  ring(): void {
    this.rung = true;
    this.wakeUp?.();
  }

  /** Rings in so many milliseconds, unless it rings before. */
  ringIn(ms: number): void {
    const at = performance.now() + ms;
    // Somebody who rings a moment earlier is as good, and spares a timer.
    if (at >= this.timerAt) return;
    clearTimeout(this.timer);
    this.timerAt = at;
    this.timer = setTimeout(() => {
      this.timerAt = Infinity;
      this.ring();
    }, ms);
    this.timer.unref();
  }

  /** Sleeps until it rings, at most so long. */
  async sleep(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wakeUp = undefined;
    }
    this.rung = false;
  }

  close(): void {
    clearTimeout(this.timer);
  }
}

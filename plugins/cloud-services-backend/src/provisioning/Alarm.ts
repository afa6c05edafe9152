/** Times this close together ring once. */
const SLOT_MS = 25;

/** Ends a sleep early: at once, or at each of the times it was set to. */
export class Alarm {
  private rung = false;
  private wakeUp: (() => void) | undefined;
  /**
   * By the slot that they ring at the end of: ten thousand operations in flight
   * are due at as many times, and none of them may wait for the end of a sleep.
   */
  private readonly timers = new Map<number, NodeJS.Timeout>();

  /** Ends the sleep now, or the next one before it begins. */
  ring(): void {
    this.rung = true;
    this.wakeUp?.();
  }

  /** Rings in so many milliseconds, or a moment later. */
  ringIn(ms: number): void {
    if (ms <= 0) {
      this.ring();
      return;
    }
    const now = performance.now();
    const slot = Math.ceil((now + ms) / SLOT_MS);
    if (this.timers.has(slot)) return;
    const timer = setTimeout(() => {
      this.timers.delete(slot);
      this.ring();
    }, slot * SLOT_MS - now);
    timer.unref();
    this.timers.set(slot, timer);
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
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }
}

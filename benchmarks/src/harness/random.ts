/** The same sequence for the same seed, on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.trunc(seed) >>> 0;
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** In [from, to). */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length)];
  }

  /** In place. */
  shuffle<T>(values: T[]): T[] {
    for (let at = values.length - 1; at > 0; at -= 1) {
      const other = this.integer(0, at + 1);
      [values[at], values[other]] = [values[other], values[at]];
    }
    return values;
  }

  /** Hexadecimal digits. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += this.integer(0, 0x1_0000).toString(16).padStart(4, '0');
    }
    return text.slice(0, length);
  }

  /** A UUID of version 7 whose time is the given one. */
  uuid(atMs: number): string {
    const time = Math.trunc(atMs).toString(16).padStart(12, '0');
    const variant = (8 + this.integer(0, 4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.hex(
      3,
    )}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}

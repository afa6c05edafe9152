/** So many amounts lie together in memory: half a megabyte. */
const LENGTH = 65_536;

/**
 * Room for many series. They are read one after the other, so their amounts lie in
 * that order too: each where the runtime puts it, adding them up mostly waits for
 * memory.
 */
export class Slab {
  private room = new BigInt64Array(0);
  private taken = 0;

  /** @returns zeros */
  take(size: number): BigInt64Array {
    if (size > LENGTH / 8) return new BigInt64Array(size);
    if (this.taken + size > this.room.length) {
      this.room = new BigInt64Array(LENGTH);
      this.taken = 0;
    }
    this.taken += size;
    return this.room.subarray(this.taken - size, this.taken);
  }
}

/**
 * Amounts of days that follow each other. Of 64 bits wherever that is enough, which
 * is as fast as with doubles; otherwise of any size.
 */
export type Amounts = BigInt64Array | bigint[];

/** Days from one on until before another, each by its number. */
export type DayRange = { from: number; end: number };

/** What has an amount for each day. */
export interface Daily {
  /** Number of the first day. */
  readonly first: number;
  /** Number of the day after the last. */
  readonly end: number;
  /** No amount of several days together is larger, whatever its sign. */
  readonly most: number;
  /** Adds each day. @param first - number of the first day of `to`, which has room for all */
  addTo(to: Amounts, first: number): void;
  /** Whether there is anything but zeros in a range. */
  hasAny(range: DayRange): boolean;
}

/** Room for so many amounts, all of them zero. */
type Take = (size: number) => BigInt64Array;

const takeAnywhere: Take = size => new BigInt64Array(size);

/** An amount for each day, from a first day on. */
export class DaySeries implements Daily {
  private amounts: Amounts;
  /** The largest amount there was, whatever its sign. */
  private largest = 0;

  /**
   * @param startsAt - number of the first day that it has room for
   * @param days - for how many days
   */
  constructor(
    readonly component: string,
    readonly currency: string,
    private startsAt: number,
    days: number,
    take = takeAnywhere,
  ) {
    this.amounts = take(days);
  }

  get first(): number {
    return this.startsAt;
  }

  get end(): number {
    return this.startsAt + this.amounts.length;
  }

  get most(): number {
    return this.largest * this.amounts.length;
  }

  /** Another with the same amounts, which can be changed while this one is read. */
  copy(): DaySeries {
    const { component, currency, startsAt, amounts } = this;
    const copy = new DaySeries(component, currency, startsAt, 0);
    copy.amounts = amounts.slice();
    copy.largest = this.largest;
    return copy;
  }

  /** @param amount - an integer, as text */
  add(day: number, amount: string): void {
    this.makeRoom(day);
    const index = day - this.startsAt;
    const sum = this.amounts[index] + BigInt(amount);
    if (BigInt.asIntN(64, sum) !== sum) this.amounts = [...this.amounts];
    this.amounts[index] = sum;
    this.largest = Math.max(this.largest, Math.abs(Number(sum)));
  }

  clear(day: number): void {
    if (day >= this.first && day < this.end)
      this.amounts[day - this.first] = 0n;
  }

  addTo(to: Amounts, first: number): void {
    const { amounts, startsAt } = this;
    const offset = startsAt - first;
    for (let index = 0; index < amounts.length; index += 1) {
      to[index + offset] += amounts[index];
    }
  }

  hasAny({ from, end }: DayRange): boolean {
    const last = Math.min(end, this.end);
    for (let day = Math.max(from, this.first); day < last; day += 1) {
      if (this.amounts[day - this.first] !== 0n) return true;
    }
    return false;
  }

  private makeRoom(day: number): void {
    if (day >= this.first && day < this.end) return;
    // Room for some weeks more, because days come one after the other.
    const first = Math.min(day, this.first);
    const size = Math.max(day + 32, this.end) - first;
    const amounts = Array.isArray(this.amounts)
      ? new Array<bigint>(size).fill(0n)
      : new BigInt64Array(size);
    this.addTo(amounts, first);
    this.startsAt = first;
    this.amounts = amounts;
  }
}

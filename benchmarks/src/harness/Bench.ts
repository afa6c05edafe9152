import { Postgres } from './postgres';
import {
  type Contestant,
  interleave,
  median,
  msPerUnit,
  type Series,
  spreadOf,
  timeRatio,
  type Told,
} from './measure';
import { formatTable, rounded } from './table';

/** A baseline that varies more than this makes a ratio against it doubtful. */
const TOLERATED_SPREAD = 0.2;

/** What a benchmark writes down its results in. */
export class Bench {
  /** `BENCH_SCALE`; 1 is the full size. */
  readonly scale: number;
  private readonly figures: Record<string, number> = {};
  private readonly ratios: Record<string, number> = {};
  private readonly rows: Array<Array<string | number>> = [];
  private readonly warnings: string[] = [];
  private readonly failures: string[] = [];
  private readonly cleanUps: Array<() => Promise<unknown>> = [];

  constructor(readonly name: string) {
    this.scale = Number(process.env.BENCH_SCALE ?? 1);
    if (!(this.scale > 0 && this.scale <= 1)) {
      throw new Error('BENCH_SCALE must be a number above 0 and at most 1');
    }
  }

  /** A size, scaled by `BENCH_SCALE` and at least `least`. */
  size(full: number, least = 1): number {
    return Math.max(Math.min(least, full), Math.round(full * this.scale));
  }

  /** What it does now, for whoever waits. */
  log(text: string): void {
    process.stderr.write(`${this.name}: ${text}\n`);
  }

  /** Done when the benchmark has ended, last first, also when it failed. */
  defer(cleanUp: () => Promise<unknown>): void {
    this.cleanUps.push(cleanUp);
  }

  /** A PostgreSQL server of its own. */
  async postgres(settings?: Record<string, string>): Promise<Postgres> {
    const server = await Postgres.start(settings);
    this.defer(() => server.stop());
    return server;
  }

  /** Contestants in turn; see `interleave`. */
  interleave<C extends Record<string, Contestant<any> | (() => Promise<Told>)>>(
    contestants: C,
    options: { rounds?: number; warmUps?: number } = {},
  ): Promise<{ [K in keyof C]: Series }> {
    return interleave(contestants, {
      ...options,
      onRound: text => this.log(text),
    });
  }

  /** A number to remember; name it with its unit, as in `ingestMs`. */
  figure(name: string, value: number, remark = ''): void {
    this.figures[name] = rounded(value);
    this.rows.push([name, value, remark]);
  }

  /** Time ÷ time for the same work: less is better. */
  timeRatio(name: string, ours: Series, theirs: Series, goal = ''): void {
    this.ratio(name, timeRatio(ours, theirs), theirs, goal);
  }

  /** Throughput ÷ throughput: more is better. */
  throughputRatio(name: string, ours: Series, theirs: Series, goal = ''): void {
    // Units per time are the inverse of time per unit, and so are their ratios.
    this.ratio(name, timeRatio(theirs, ours), theirs, goal);
  }

  /** An exactness claim: where it does not hold, the process ends with 1. */
  check(claim: string, holds: boolean): void {
    this.rows.push([`✓ ${claim}`, holds ? 'holds' : 'DOES NOT HOLD', '']);
    if (!holds) this.failures.push(claim);
  }

  /** Prints everything; the JSON line last. */
  report(): void {
    const { name, figures, ratios, scale, warnings } = this;
    const lines = [
      `\n${name}${scale === 1 ? '' : ` at scale ${scale}`}`,
      formatTable(this.rows),
      ...warnings.map(warning => `WARNING: ${warning}`),
      ...this.failures.map(claim => `FAILED: ${claim}`),
      JSON.stringify({
        name,
        figures,
        ratios,
        ...(scale !== 1 && { scale }),
      }),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  get failed(): boolean {
    return this.failures.length > 0;
  }

  async cleanUp(): Promise<void> {
    for (const cleanUp of this.cleanUps.splice(0).reverse()) {
      await cleanUp().catch(error => this.log(`clean-up failed: ${error}`));
    }
  }

  private ratio(name: string, value: number, base: Series, goal: string): void {
    this.ratios[name] = rounded(value);
    this.rows.push([
      `ratio ${name}`,
      value,
      goal && `goal ${goal}; median of ${base.samples.length} rounds`,
    ]);
    const spread = spreadOf(base);
    this.figures[`${base.name}SpreadPercent`] = Math.round(spread * 100);
    if (spread > TOLERATED_SPREAD) {
      this.warnings.push(
        `"${base.name}" varied by ${Math.round(spread * 100)} % around ` +
          `${median(msPerUnit(base)).toPrecision(
            3,
          )} ms a unit: the machine is ` +
          `busy, and the ratio "${name}" is that uncertain`,
      );
    }
  }
}

import { performance } from 'node:perf_hooks';

/** One run of one contestant. */
export type Sample = { ms: number; units: number };

/** What a run may tell; without it the harness's own clock and one unit count. */
export type Told = Partial<Sample> | void;

/** Something to be measured. */
export type Contestant<T = void> = {
  /** Not timed, before each run. */
  prepare?: () => Promise<T>;
  /** Timed. */
  run: (prepared: T) => Promise<Told>;
  /** Not timed, after each run. */
  finish?: (prepared: T) => Promise<unknown>;
  /**
   * Runs in the process as the one before has left it, and pays for that. For what
   * takes some milliseconds in a backend that is at work: collecting all garbage
   * throws machine code away too, and compiling that again would be measured.
   */
  atWork?: boolean;
};

/** All runs of one contestant. */
export type Series = { name: string; samples: Sample[] };

/**
 * Runs the contestants in turn, A B A B …, so that whatever else the machine
 * does meanwhile befalls all of them alike.
 */
export async function interleave<
  // Each contestant prepares something of its own.
  C extends Record<string, Contestant<any> | (() => Promise<Told>)>,
>(
  contestants: C,
  options: {
    rounds?: number;
    warmUps?: number;
    onRound?: (text: string) => void;
  } = {},
): Promise<{ [K in keyof C]: Series }> {
  const { rounds = 5, warmUps = 1, onRound = () => {} } = options;
  const names = Object.keys(contestants);
  const series = Object.fromEntries(
    names.map(name => [name, { name, samples: [] as Sample[] }]),
  );
  for (let round = -warmUps; round < rounds; round += 1) {
    const told: string[] = [];
    for (const name of names) {
      const sample = await once(contestants[name]);
      told.push(`${name} ${sample.ms.toFixed(1)} ms`);
      if (round >= 0) series[name].samples.push(sample);
    }
    const which = round < 0 ? 'warm-up' : `round ${round + 1}/${rounds}`;
    onRound(`${which}: ${told.join(', ')}`);
  }
  return series as { [K in keyof C]: Series };
}

async function once(
  contestant: Contestant<any> | (() => Promise<Told>),
): Promise<Sample> {
  const { prepare, run, finish, atWork }: Contestant<any> =
    typeof contestant === 'function' ? { run: contestant } : contestant;
  const prepared = await prepare?.();
  // Nobody else pays for what the one before left lying about.
  if (!atWork) globalThis.gc?.();
  const start = performance.now();
  const told = await run(prepared);
  const elapsed = performance.now() - start;
  await finish?.(prepared);
  return { ms: told?.ms ?? elapsed, units: told?.units ?? 1 };
}

/** Between the two middle ones where there is no middle. */
export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** Linear interpolation between the neighbours. */
export function percentile(values: number[], share: number): number {
  if (values.length === 0) throw new Error('no values to take a percentile of');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const rest = at - low;
  return rest === 0
    ? sorted[low]
    : sorted[low] * (1 - rest) + sorted[low + 1] * rest;
}

/** Milliseconds for one unit, of each run. */
export function msPerUnit({ samples }: Series): number[] {
  return samples.map(({ ms, units }) => ms / units);
}

/** From the fastest to the slowest run, as a share of the median. */
export function spreadOf(series: Series): number {
  const times = msPerUnit(series);
  return (Math.max(...times) - Math.min(...times)) / median(times);
}

/**
 * Our time for one unit ÷ theirs: the median over the rounds, each round
 * compared within itself.
 */
export function timeRatio(ours: Series, theirs: Series): number {
  const base = msPerUnit(theirs);
  return median(msPerUnit(ours).map((ms, round) => ms / base[round]));
}

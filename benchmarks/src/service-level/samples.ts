import { Random } from '../harness';

/** What was measured in a minute. */
export const UP = 1;
export const DOWN = 0;
/** Nothing was. */
export const SILENT = 2;

const BATCH = 5_000;

/** One service's year: what each minute from `fromS` on was. */
export type Minutes = { subjectRef: string; fromS: number; states: Uint8Array };

/** A year with some forty outages and twenty gaps, the same each time. */
export function makeMinutes(
  subjectRef: string,
  seed: number,
  { fromS, minutes }: { fromS: number; minutes: number },
): Minutes {
  const random = new Random(seed);
  const states = new Uint8Array(minutes).fill(UP);
  const strew = (times: number, longest: number, state: number) => {
    for (let time = 0; time < times; time += 1) {
      // The first minute is measured: what comes before it is no gap.
      const at = random.integer(1, minutes);
      states.fill(state, at, at + random.integer(1, longest));
    }
  };
  strew(40, 300, DOWN);
  strew(20, 120, SILENT);
  return { subjectRef, fromS, states };
}

/** Samples of a minute each, in batches as the intake takes them. */
export function* toBodies({ subjectRef, fromS, states }: Minutes) {
  let samples: object[] = [];
  for (const [minute, state] of states.entries()) {
    if (state !== SILENT) {
      samples.push({
        subjectRef,
        at: new Date((fromS + minute * 60) * 1000).toISOString(),
        up: state === UP,
      });
    }
    if (samples.length === BATCH || minute === states.length - 1) {
      yield { source: 'benchmark', samples };
      samples = [];
    }
  }
}

import vm from 'node:vm';

/**
 * Wall-clock time, for V8 knows no other: on a busy machine an innocent match
 * may be held up for longer than it takes. So one that was cut off has a second
 * chance, ten times as long, before its pattern is called too slow. The first
 * pattern that fails ends the whole check, which bounds what a hostile schema
 * can cost.
 */
const TIME_LIMITS_MS = [50, 500];
const PATTERN_LIMIT = 500;

/** What ajv calls instead of `RegExp`. */
export type RegExpLike = { test(text: string): boolean };

/** Whether an error says that a match was cut off. */
export function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/**
 * A regular expression from a broker's schema, tested under a time limit. A
 * pattern such as `^(a+)+$` would otherwise hold up the whole process for as
 * long as its author likes. V8 interrupts a match when the script's time is up;
 * a match costs about half a millisecond this way.
 */
export function timedRegExp(pattern: string, flags: string): RegExpLike {
  if (pattern.length > PATTERN_LIMIT) {
    throw new Error(
      `a pattern has ${pattern.length} characters; at most ${PATTERN_LIMIT} are allowed`,
    );
  }
  const context = vm.createContext({
    pattern: new RegExp(pattern, flags),
    text: '',
  });
  const script = new vm.Script('pattern.test(text)');
  const run = (timeout: number) =>
    script.runInContext(context, { timeout }) === true;
  return {
    test: text => {
      context.text = text;
      const [first, second] = TIME_LIMITS_MS;
      try {
        return run(first);
      } catch (error) {
        if (!isTimeout(error)) throw error;
        return run(second);
      }
    },
  };
}

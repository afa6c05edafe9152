import vm from 'node:vm';

const TIME_LIMIT_MS = 50;
const PATTERN_LIMIT = 500;

/** What ajv calls instead of `RegExp`. */
export type RegExpLike = { test(text: string): boolean };

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
  return {
    test: text => {
      context.text = text;
      return script.runInContext(context, { timeout: TIME_LIMIT_MS }) === true;
    },
  };
}

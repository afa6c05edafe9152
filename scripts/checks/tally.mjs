/*
 * Sums of passed, failed and skipped, from the several kinds of results.
 */
import { stripVTControlCharacters } from 'node:util';

export const nothing = { passed: 0, failed: 0, skipped: 0 };

export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** A check that is one thing: a type check, a lint run. */
export function single(ok) {
  return ok ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

/** At most so many failed tests are told at the end; the log has them all. */
const TOLD = 20;
const MESSAGE_LINES = 14;

const shortened = message =>
  stripVTControlCharacters(message)
    .split('\n')
    .slice(0, MESSAGE_LINES)
    .join('\n');

/** What the file of Jest says of each test that failed: `{ title, message }`. */
function failuresOfJest({ testResults = [] }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length > 0) {
      return failed.map(({ fullName, failureMessages }) => ({
        title: `${name}: ${fullName}`,
        message: shortened(failureMessages.join('\n')),
      }));
    }
    const loads = assertionResults.length > 0 || !message;
    return loads ? [] : [{ title: name, message: shortened(message) }];
  });
}

/** From the file that Jest writes with `--json --outputFile`. */
export function fromJest(result) {
  // A file that does not even load holds no test that could have failed.
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
    failures: failuresOfJest(result),
  };
}

/** From `{ passed, failed, skipped }`, as our own runners leave it. */
export function fromCounts(counts) {
  const of = name => {
    const value = counts?.[name] ?? 0;
    if (!Number.isInteger(value) || value < 0) {
      throw new Error(`"${name}" in the result is not a count: ${value}`);
    }
    return value;
  };
  const { failures = [] } = counts ?? {};
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    failures: failures.map(({ title, message }) => ({
      title,
      message: shortened(message),
    })),
  };
}

/**
 * What a part counts for: its own result, unless it ended badly without saying
 * which test failed – then that is one failure more. A part that ended well and
 * left no result has proven nothing.
 */
export function settle(result, exitedWell) {
  if (!result) return single(false);
  if (!exitedWell && result.failed === 0) return add(result, single(false));
  return result;
}

/** What failed, a block each, for the end of the output: what stood before it may have scrolled away. */
export function failureLines(results) {
  const failures = results.flatMap(({ failures: some = [] }) => some);
  const lines = failures
    .slice(0, TOLD)
    .map(({ title, message }) => `✗ ${title}\n${message}`.trimEnd());
  const more = failures.length - TOLD;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped ? `, ${skipped} skipped` : ''
  }`;
}

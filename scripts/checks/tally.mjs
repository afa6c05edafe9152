/*
 * Sums of passed, failed and skipped, from the several kinds of results.
 */
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

/** From the file that Jest writes with `--json --outputFile`. */
export function fromJest(result) {
  // A file that does not even load holds no test that could have failed.
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
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
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
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

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped ? `, ${skipped} skipped` : ''
  }`;
}

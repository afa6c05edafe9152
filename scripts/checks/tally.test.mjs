import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseParts, parseArguments, PARTS } from './parts.mjs';
import {
  add,
  failureLines,
  fromCounts,
  fromJest,
  nothing,
  settle,
  single,
  summaryLine,
} from './tally.mjs';

test('results of all kinds are summed into one plain line', () => {
  const sum = [
    single(true),
    single(false),
    fromCounts({ passed: 3, failed: 0 }),
    fromJest({
      numPassedTests: 10,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    }),
  ].reduce(add, nothing);
  assert.equal(summaryLine(sum), '14 passed, 3 failed, 3 skipped');
  assert.equal(summaryLine(single(true)), '1 passed, 0 failed');
});

test('a part that leaves no result, or ends badly, counts as failed', () => {
  assert.equal(settle(undefined, true).failed, 1);
  assert.equal(settle({ passed: 5, failed: 0, skipped: 0 }, false).failed, 1);
  assert.equal(settle({ passed: 5, failed: 2, skipped: 0 }, false).failed, 2);
  assert.equal(settle({ passed: 5, failed: 0, skipped: 0 }, true).failed, 0);
});

test('what failed is told once more at the end, shortened', () => {
  const results = [
    single(false),
    fromJest({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      numRuntimeErrorTestSuites: 1,
      testResults: [
        {
          name: 'a.test.ts',
          message: '● adds',
          assertionResults: [
            { status: 'passed', fullName: 'subtracts', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'adds',
              failureMessages: [
                `\u001b[31mexpected 3\u001b[39m${'\nat'.repeat(99)}`,
              ],
            },
          ],
        },
        { name: 'b.test.ts', message: 'no such file', assertionResults: [] },
      ],
    }),
    fromCounts({
      passed: 0,
      failed: 25,
      failures: Array.from({ length: 25 }, (_, index) => ({
        title: `c.test.mjs: ${index}`,
        message: 'gone',
      })),
    }),
  ];
  const lines = failureLines(results);
  assert.equal(lines.length, 21);
  assert.match(lines[0], /^✗ a\.test\.ts: adds\nexpected 3\nat/);
  assert.equal(lines[0].split('\n').length, 15);
  assert.equal(lines[1], '✗ b.test.ts\nno such file');
  assert.equal(lines[2], '✗ c.test.mjs: 0\ngone');
  assert.equal(lines[20], '… and 7 more');
  assert.deepEqual(failureLines([single(true)]), []);
});

test('a result that is not a count is refused', () => {
  assert.throws(() => fromCounts({ passed: '3' }), /"passed"/);
});

test('parts are chosen by --only and --skip, the rest is passed through', () => {
  const options = parseArguments([
    '--only',
    'unit,e2e',
    '--skip=e2e',
    '--',
    'orders',
  ]);
  assert.deepEqual(options, {
    only: ['unit', 'e2e'],
    skip: ['e2e'],
    filter: ['orders'],
  });
  assert.deepEqual(
    chooseParts(PARTS, options).map(({ name }) => name),
    ['unit'],
  );
  assert.throws(
    () => chooseParts(PARTS, { only: ['units'] }),
    /no part "units"/,
  );
});

#!/usr/bin/env node
/*
 * Runs the browser tests, one file after the other, and writes
 * { passed, failed, skipped } to RESULT_FILE.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = path => fileURLToPath(new URL(path, import.meta.url));

/** The tests of `src`, in the order of their names. */
function everyTest() {
  return readdirSync(here('src'))
    .filter(name => name.endsWith('.test.mjs'))
    .sort()
    .map(name => here(`src/${name}`));
}

const files = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-concurrency=1',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    ...(process.env.RESULT_FILE
      ? [
          `--test-reporter=${here('../scripts/checks/node-test-reporter.mjs')}`,
          `--test-reporter-destination=${process.env.RESULT_FILE}`,
        ]
      : []),
    ...(files.length > 0 ? files : everyTest()),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);

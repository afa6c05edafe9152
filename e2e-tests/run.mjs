#!/usr/bin/env node
/*
 * Runs the browser tests, one file after the other, and writes
 * { passed, failed, skipped } to RESULT_FILE.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = path => fileURLToPath(new URL(path, import.meta.url));
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
    ...(files.length > 0
      ? files
      : [here('src/portal.test.mjs'), here('src/costs.test.mjs')]),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);

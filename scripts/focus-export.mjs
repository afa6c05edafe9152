/*
 * yarn focus:export [--month YYYY-MM] [--version 1.2] [--out FILE]: a month of
 * the example data in the FOCUS format. It needs nothing that runs. The last
 * line is JSON; the exit code is not 0 if a rule of FOCUS is broken.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const script = path.join(
  root,
  'plugins/cloud-costs-backend/dev/focusExport.ts',
);
const child = spawn(
  process.execPath,
  ['--import', 'tsx', script, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
  },
);
child.on('error', error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', code => {
  process.exitCode = code ?? 1;
});

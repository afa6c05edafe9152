/*
 * yarn bench [NAME…]: runs the benchmarks of src/, all or the named ones, each
 * in a process of its own. The last line of each is one JSON object.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const known = readdirSync(path.join(here, 'src'))
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => file.slice(0, -'.ts'.length))
  .sort();

/** Tells whether the benchmark ended well. */
function run(name) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', path.join(here, 'src', `${name}.ts`)],
      {
        stdio: 'inherit',
        env: {
          ...process.env,
          NODE_ENV: process.env.NODE_ENV ?? 'production',
          NODE_COMPILE_CACHE: path.join(here, 'node_modules/.cache/compile'),
        },
      },
    );
    const forward = signal => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', reject);
    child.on('exit', code => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code === 0);
    });
  });
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !known.includes(name));
if (unknown.length) {
  process.stderr.write(
    `No benchmark is called ${unknown.join(', ')}. There are: ${known.join(
      ', ',
    )}\n`,
  );
  process.exit(2);
}
const failed = [];
for (const name of names.length ? names : known) {
  if (!(await run(name))) failed.push(name);
}
if (failed.length) {
  process.stderr.write(`Failed: ${failed.join(', ')}\n`);
  process.exit(1);
}

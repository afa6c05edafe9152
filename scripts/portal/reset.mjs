/*
 * `npm run reset`: removes what the portal of this clone has stored.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { say } from '../processes/terminal.mjs';
import { takeDataFolder } from './run-file.mjs';

/**
 * Under root in a folder closed to others the broker's PostgreSQL keeps its files
 * outside, and the broker notes where.
 */
function filesOutside(folder) {
  try {
    const place = readFileSync(
      path.join(folder, 'sandbox', 'postgresql.location'),
      'utf8',
    ).trim();
    // Nothing else may be removed by a text in a file.
    const isSandbox =
      path.isAbsolute(place) &&
      path.basename(place).startsWith('dualcloud-sandbox-');
    return isSandbox ? [place] : [];
  } catch {
    return [];
  }
}

export default async function reset({ root, args }) {
  const folder = path.join(root, '.data');
  if (!existsSync(folder)) {
    say('Nothing is stored yet: there is nothing to remove.');
    return 0;
  }
  // Also ends what a portal that was killed has left running.
  const { running, release } = await takeDataFolder(folder);
  if (running) {
    say(
      `The portal is running (process ${running.owner.pid}${
        running.url ? `, ${running.url}` : ''
      }). Stop it first, with Ctrl-C where it runs, then reset.`,
    );
    return 1;
  }
  if (!args.includes('--yes')) {
    if (!process.stdin.isTTY) {
      release();
      say(
        'This removes all databases, secrets, the sandbox and logs of this clone (.data). To confirm without a terminal: npm run reset -- --yes',
      );
      return 1;
    }
    const terminal = createInterface({
      input: process.stdin,
      output: process.stdout,
    });
    const answer = await terminal.question(
      'Remove all databases, secrets, the sandbox and logs of this clone (.data)? [y/N] ',
    );
    terminal.close();
    if (!/^(y|yes|j|ja)$/i.test(answer.trim())) {
      release();
      say('Nothing was removed.');
      return 1;
    }
  }
  for (const each of [...filesOutside(folder), folder]) {
    rmSync(each, { recursive: true, force: true, maxRetries: 3 });
  }
  say('Removed. The next "npm start" begins anew.');
  return 0;
}

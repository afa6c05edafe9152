/*
 * One installation at a time in a clone: `npm start` and `npm test` begun
 * together must not install into the same folders.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { identify, stillRuns } from '../processes/identity.mjs';

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

function holder(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'holder.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function isStale(folder) {
  const identity = holder(folder);
  if (identity) return !stillRuns(identity);
  try {
    // Made, but its holder was not written: killed in between.
    return Date.now() - statSync(folder).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

/** Runs `work` while holding the lock folder; waits while another lives that holds it. */
export async function withLock(folder, onWait, work) {
  let told = false;
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(folder)) {
      // Renamed first: of two that find it stale only one takes it away.
      const away = `${folder}-${process.pid}`;
      try {
        renameSync(folder, away);
        rmSync(away, { recursive: true, force: true });
      } catch {
        // The other was quicker.
      }
      continue;
    }
    if (!told) {
      onWait(holder(folder)?.pid);
      told = true;
    }
    await pause(300);
  }
  writeFileSync(
    path.join(folder, 'holder.json'),
    JSON.stringify(identify(process.pid)),
  );
  try {
    return await work();
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

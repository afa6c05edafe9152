/*
 * `.data/run.json`: which process runs the portal of this clone, where it is
 * to be found, and what it started.
 */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { endGroup, identify, stillRuns } from '../processes/identity.mjs';

const fileIn = dataFolder => path.join(dataFolder, 'run.json');

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What runs on the data folder: its entry, or undefined. */
export function runningPortal(dataFolder) {
  const entry = read(fileIn(dataFolder));
  return entry && stillRuns(entry.owner) ? entry : undefined;
}

/**
 * Takes the data folder for this process. A predecessor that was killed is
 * cleared away, with everything that it started and could not stop.
 *
 * @returns `{ taken }`, with `update` and `release`, or `{ running }`, who has it.
 */
export async function takeDataFolder(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const file = fileIn(dataFolder);
  const entry = { owner: identify(process.pid), children: [] };
  const fresh = `${file}.${process.pid}`;
  const write = () =>
    writeFileSync(fresh, `${JSON.stringify(entry, null, 2)}\n`);

  let cleared = false;
  for (;;) {
    write();
    try {
      // A link appears whole or not at all, and only once.
      linkSync(fresh, file);
      rmSync(fresh);
      break;
    } catch (error) {
      rmSync(fresh, { force: true });
      if (error.code !== 'EEXIST') throw error;
    }
    const running = runningPortal(dataFolder);
    if (running) return { running };
    const left = read(file)?.children ?? [];
    await Promise.all(left.filter(stillRuns).map(child => endGroup(child.pid)));
    rmSync(file, { force: true });
    cleared = true;
  }

  const update = changes => {
    Object.assign(entry, changes);
    write();
    renameSync(fresh, file);
  };
  return {
    cleared,
    update,
    addChild: pid =>
      update({
        children: [...entry.children.filter(stillRuns), identify(pid)],
      }),
    release: () => rmSync(file, { force: true }),
  };
}

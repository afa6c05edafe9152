/*
 * Sees to it that nothing outlives the script that started it.
 *
 * The script writes `+<process group>` and `-<process group>` to this process's
 * standard input. When that pipe closes – also because the script was killed
 * with -9, when it can no longer clean up itself – every group still on the
 * list is ended.
 */
import process from 'node:process';
import { createInterface } from 'node:readline';
import { endGroup } from './identity.mjs';

const groups = new Set();

// Ctrl-C and a closed terminal concern the script; we wait for its end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', line => {
    const group = Number(line.slice(1));
    if (!group) return;
    if (line.startsWith('+')) groups.add(group);
    else groups.delete(group);
  })
  .on('close', async () => {
    await Promise.all(Array.from(groups, group => endGroup(group)));
    process.exit(0);
  });

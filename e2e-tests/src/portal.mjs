/*
 * A portal of the tests' own: on a data folder of its own and on free ports, so
 * that it disturbs nobody's `npm start`. PORTAL_URL points the tests at a
 * running one instead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPortal } from '../../scripts/portal/portal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function openPortal() {
  if (process.env.PORTAL_URL) {
    return { url: process.env.PORTAL_URL, stop: async () => {} };
  }
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dualcloud-e2e-'));
  const portal = await startPortal({
    root,
    env: process.env,
    dataFolder,
    say: line => console.log(`# ${line}`),
  });
  return {
    url: portal.variables.APP_BASE_URL,
    stop: async () => {
      await portal.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/*
 * `npm run smoke`: the smoke test alone, with the toolchain. Its own last line
 * is the last of all.
 */
import process from 'node:process';
import { onInterrupt, run, stopAll } from '../processes/run.mjs';

export default async function smoke({ root, args, env }) {
  onInterrupt(async signal => {
    await stopAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
  const { code } = await run('node', ['scripts/smoke.mjs', ...args], {
    cwd: root,
    env,
    onLine: line => process.stdout.write(`${line}\n`),
  });
  return code ?? 1;
}

/*
 * A Chromium for the browser tests: the machine's own, otherwise Debian's as
 * root, otherwise the one that the npm package `@sparticuz/chromium` carries
 * with the libraries that it needs.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { run } from '../processes/run.mjs';
import { Failure } from '../processes/terminal.mjs';
import { findOnPath } from '../toolchain/toolchain.mjs';
import { installFromDebian, mayInstall } from './debian.mjs';

async function works(file, log) {
  // A Snap's or a package's wrapper may be there while the browser is not.
  const { code } = await run(file, ['--version'], { env: process.env, log });
  return code === 0;
}

/** Unpacks the package's browser into a folder of ours; its own way is /tmp, which is everybody's. */
async function fromPackage(root) {
  const require = createRequire(path.join(root, 'e2e-tests', 'package.json'));
  const entry = require.resolve('@sparticuz/chromium');
  const packed = path.join(path.dirname(entry), '..', 'bin');
  const { version } = require(path.join(packed, '..', 'package.json'));
  const home = path.join(root, 'node_modules', '.cache', 'dualcloud');
  const folder = path.join(home, `chromium-${version}`);
  const file = path.join(folder, 'chromium-with-libraries');
  if (existsSync(file)) return file;

  const fresh = `${folder}-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await pipeline(
    createReadStream(path.join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(fresh, 'chromium')),
  );
  await chmod(path.join(fresh, 'chromium'), 0o755);
  const fromEntry = createRequire(entry);
  const { extract } = await import(
    pathToFileURL(fromEntry.resolve('tar-fs')).href
  );
  for (const [archive, target] of [
    ['al2023.tar.br', fresh],
    ['fonts.tar.br', path.join(fresh, 'fonts')],
    ['swiftshader.tar.br', fresh],
  ]) {
    await pipeline(
      createReadStream(path.join(packed, archive)),
      createBrotliDecompress(),
      extract(target),
    );
  }
  // The package's own configuration knows only folders of its cloud, and without
  // any font the browser crashes at the first text.
  await writeFile(
    path.join(fresh, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
  );
  // A wrapper, so that whoever starts it need not know about the libraries.
  const wrapper = path.join(fresh, 'chromium-with-libraries');
  await writeFile(
    wrapper,
    `#!/bin/sh
here=\${0%/*}
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="\${FONTCONFIG_PATH:-$here/fonts}"
exec "$here/chromium" --no-sandbox "$@"
`,
  );
  await chmod(wrapper, 0o755);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return file;
}

/** The path of a Chromium that starts; installs one if there is none. */
export async function ensureBrowser({ root, env, logs }) {
  const log = path.join(logs, 'browser.log');
  const candidates = [
    env.CHROMIUM_PATH,
    findOnPath('chromium', env.PATH) ?? '/usr/bin/chromium',
  ].filter(file => file && existsSync(file));
  for (const file of candidates) if (await works(file, log)) return file;

  if (
    mayInstall(env) &&
    (await installFromDebian(['chromium'], { env, log }))
  ) {
    return '/usr/bin/chromium';
  }
  const file = await fromPackage(root);
  if (await works(file, log)) return file;
  throw new Failure(
    `No browser starts here (see ${log}). Install one, as root: apt-get install chromium; or name one: CHROMIUM_PATH=/path/to/chromium npm test`,
  );
}

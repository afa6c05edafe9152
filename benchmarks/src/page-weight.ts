/*
 * What our plugins add to the portal: it is built twice, with them and without,
 * and the files that a browser fetches are compressed as a web server would.
 *
 * Without them means: wherever the portal itself imports one of them, it gets
 * an empty package that Backstage does not recognise as a plugin.
 */
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type Bench, benchmark, ROOT } from './harness';
import { type BundleStats, routesOf } from './page-weight/routes';

const PORTAL = resolve(ROOT, 'packages/app');
const OURS = '@dualcloud/';

/** What is less is counted, but not listed: languages and such. */
const SMALL_KB = 5;

type Build = { folder: string; stats: BundleStats };

/** A copy: the portal's own `dist` may be in use. */
function copyPortal(bench: Bench, variant: string): string {
  const folder = resolve(ROOT, 'benchmarks/dist/page-weight', variant);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  bench.defer(async () => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['src', 'public', 'package.json']) {
    cpSync(join(PORTAL, part), join(folder, part), { recursive: true });
  }
  return folder;
}

function replaceOurPackages(folder: string): void {
  const { dependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys(dependencies)) {
    if (!name.startsWith(OURS)) continue;
    const empty = join(folder, 'node_modules', name);
    mkdirSync(empty, { recursive: true });
    writeFileSync(
      join(empty, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
    );
    // Whatever is imported is a function that does nothing.
    writeFileSync(
      join(empty, 'index.js'),
      'module.exports = new Proxy({}, { get: () => () => undefined });\n',
    );
  }
}

async function build(bench: Bench, folder: string): Promise<Build> {
  bench.log(`building ${folder}`);
  await promisify(execFile)(
    resolve(ROOT, 'node_modules/.bin/backstage-cli'),
    [
      ...['package', 'build', '--stats', '--role', 'frontend'],
      ...['--config', resolve(ROOT, 'app-config.yaml')],
    ],
    {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        APP_BASE_URL: 'http://localhost:3000',
        BACKEND_BASE_URL: 'http://localhost:7007',
      },
    },
  );
  const dist = join(folder, 'dist');
  const stats = readFileSync(join(dist, 'bundle-stats.json'), 'utf8');
  return { folder: dist, stats: JSON.parse(stats) };
}

function gzipKb(folder: string, files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) {
    if (!/\.(js|css)$/.test(file)) continue;
    bytes += gzipSync(readFileSync(join(folder, file))).length;
  }
  return bytes / 1_000;
}

function initialFiles({ stats }: Build): Set<string> {
  return new Set(stats.entrypoints.main.assets.map(({ name }) => name));
}

benchmark('page-weight', async bench => {
  const without = copyPortal(bench, 'without');
  replaceOurPackages(without);
  const bare = await build(bench, without);
  const full = await build(bench, copyPortal(bench, 'with'));

  const initial = initialFiles(full);
  const withoutKb = gzipKb(bare.folder, initialFiles(bare));
  const withKb = gzipKb(full.folder, initial);
  bench.figure('initialGzipKbWithout', withoutKb);
  bench.figure('initialGzipKbWith', withKb);
  bench.figure('initialGzipKbAdded', withKb - withoutKb, 'goal ≤ 10');

  const routes = routesOf(full.stats, initial).map(route => ({
    name: route.name,
    kb: gzipKb(full.folder, route.files),
  }));
  routes.sort((a, b) => b.kb - a.kb);
  for (const { name, kb } of routes.filter(route => route.kb >= SMALL_KB)) {
    bench.figure(`routeGzipKb ${name}`, kb);
  }
  bench.check('our plugins have routes', routes.length > 0);
  bench.figure('largestRouteGzipKb', routes[0]?.kb ?? 0, 'goal ≤ 150');
});

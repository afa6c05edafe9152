import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { installIsCurrent, installStamp, manifestsOf } from './install.mjs';
import { withLock } from './lock.mjs';
import { parseSettings, yarnVariables } from './registry.mjs';
import {
  ensureToolchain,
  fitsEngines,
  machineWillDo,
  toolchainIsCurrent,
  withPath,
} from './toolchain.mjs';

const temporary = [];
after(() =>
  temporary.forEach(each => rmSync(each, { recursive: true, force: true })),
);

function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (content.startsWith('#!')) chmodSync(file, 0o755);
  }
}

function clone(files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dualcloud toolchain-'));
  temporary.push(folder);
  write(folder, files);
  return folder;
}

const nodePackage = `node-${process.platform}-${process.arch}`;

/** A clone, and an npm that installs a Node and a Yarn when it is let. */
function cloneWithNpm() {
  const manifest = {
    dependencies: { '@yarnpkg/cli-dist': '4.0.0' },
    optionalDependencies: { [nodePackage]: '24.0.0' },
  };
  return clone({
    'package.json': JSON.stringify({ engines: { node: '22 || 24' } }),
    'toolchain/package.json': JSON.stringify(manifest),
    'toolchain/package-lock.json': '{}',
    'npm/npm': `#!/bin/sh
mkdir -p node_modules/${nodePackage}/bin node_modules/@yarnpkg/cli-dist/bin
touch "$STARTED"
while [ -e "$HOLD" ]; do sleep 0.05; done
ln -s "${process.execPath}" node_modules/${nodePackage}/bin/node
echo 'console.log("4.0.0", process.argv[2])' > node_modules/@yarnpkg/cli-dist/bin/yarn.js
`,
  });
}

test('an interrupted installation of the toolchain is never taken for a whole one', async () => {
  const root = cloneWithNpm();
  const hold = path.join(root, 'hold');
  const started = path.join(root, 'started');
  writeFileSync(hold, '');
  const env = {
    ...withPath(process.env, path.join(root, 'npm')),
    HOLD: hold,
    STARTED: started,
  };
  const installer = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { ensureToolchain } = await import(${JSON.stringify(
        new URL('./toolchain.mjs', import.meta.url).href,
      )});
       await ensureToolchain(${JSON.stringify(root)}, process.env);`,
    ],
    { env, stdio: 'ignore' },
  );
  while (!existsSync(started)) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  installer.kill('SIGKILL');
  await once(installer, 'exit');
  assert.equal(existsSync(path.join(root, '.toolchain')), false);
  assert.equal(toolchainIsCurrent(root), false);

  rmSync(hold);
  const bin = await ensureToolchain(root, env);
  assert.equal(toolchainIsCurrent(root), true);
  assert.deepEqual(
    readdirSync(root).filter(name => name.startsWith('.toolchain')),
    ['.toolchain'],
  );

  // It still works where the clone was moved, with a blank in its path.
  const moved = `${root} moved`;
  temporary.push(moved);
  renameSync(root, moved);
  const yarn = spawn(path.join(moved, '.toolchain', 'bin', 'yarn'), ['hello']);
  let said = '';
  yarn.stdout.on('data', chunk => {
    said += chunk;
  });
  await once(yarn, 'close');
  assert.equal(said.trim(), '4.0.0 hello');
  assert.ok(bin.endsWith(path.join('.toolchain', 'bin')));
});

test('another lockfile makes the toolchain stale, and it is replaced as a whole', async () => {
  const root = cloneWithNpm();
  const env = {
    ...withPath(process.env, path.join(root, 'npm')),
    HOLD: path.join(root, 'no-hold'),
    STARTED: path.join(root, 'started'),
  };
  await ensureToolchain(root, env);
  writeFileSync(path.join(root, '.toolchain', 'old'), '');
  write(root, { 'toolchain/package-lock.json': '{ "lockfileVersion": 3 }' });
  assert.equal(toolchainIsCurrent(root), false);
  await ensureToolchain(root, env);
  assert.equal(toolchainIsCurrent(root), true);
  assert.equal(existsSync(path.join(root, '.toolchain', 'old')), false);
});

test("the machine's own Node and Yarn are used where they fit", () => {
  const root = clone({
    'package.json': JSON.stringify({
      engines: { node: process.versions.node.split('.')[0] },
    }),
    'four/yarn': '#!/bin/sh\necho 4.9.1\n',
    'classic/yarn': '#!/bin/sh\necho 1.22.22\n',
    'debian/yarn': '#!/bin/sh\necho "ERROR: [Errno 2] No such file"\nexit 1\n',
  });
  const node = path.dirname(process.execPath);
  const withYarn = folder =>
    withPath({ PATH: `${node}:/usr/bin:/bin` }, path.join(root, folder));
  assert.equal(machineWillDo(root, withYarn('four')), true);
  assert.equal(machineWillDo(root, withYarn('classic')), false);
  assert.equal(machineWillDo(root, withYarn('debian')), false);
  write(root, { 'package.json': '{ "engines": { "node": "16 || 18" } }' });
  assert.equal(machineWillDo(root, withYarn('four')), false);
});

test('versions are compared with engines by their major', () => {
  assert.equal(fitsEngines('v24.21.0', '22 || 24'), true);
  assert.equal(fitsEngines('v20.20.2', '22 || 24'), false);
  assert.equal(fitsEngines('v2.4.0', '22 || 24'), false);
});

test('PATH is prepended once and every other variable kept', () => {
  const env = { PATH: '/usr/bin:/tools:/bin', NODE_EXTRA_CA_CERTS: '/ca.pem' };
  assert.deepEqual(withPath(env, '/tools'), {
    PATH: '/tools:/usr/bin:/bin',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
  });
});

test("npm's registry, proxy and authorities reach Yarn, but never over what is set", () => {
  const settings = parseSettings(
    [
      'npm warn Unknown user config "nodedir".',
      'registry=http://registry.example:4873/npm/',
      'proxy=null',
      'https-proxy="http://proxy.example:3128/"',
      'cafile=/etc/ca.pem',
    ].join('\n'),
  );
  assert.deepEqual(yarnVariables(settings, { NODE_EXTRA_CA_CERTS: '/own' }), {
    YARN_NPM_REGISTRY_SERVER: 'http://registry.example:4873/npm',
    YARN_UNSAFE_HTTP_WHITELIST: 'registry.example',
    YARN_HTTPS_PROXY: 'http://proxy.example:3128/',
  });
  assert.deepEqual(
    yarnVariables(parseSettings('registry=https://registry.example/'), {}),
    { YARN_NPM_REGISTRY_SERVER: 'https://registry.example' },
  );
  assert.deepEqual(
    yarnVariables(settings, {
      YARN_NPM_REGISTRY_SERVER: 'https://other.example',
      YARN_HTTPS_PROXY: '',
      NODE_EXTRA_CA_CERTS: '',
    }),
    { YARN_UNSAFE_HTTP_WHITELIST: 'registry.example' },
  );
});

test('dependencies are installed again when a manifest, the lockfile or Node changes', () => {
  const root = clone({
    'package.json': JSON.stringify({ workspaces: ['packages/*', 'e2e-tests'] }),
    'yarn.lock': 'a',
    'packages/one/package.json': '{}',
    'packages/notes.txt': '',
    'e2e-tests/package.json': '{}',
  });
  assert.deepEqual(manifestsOf(root), [
    'package.json',
    'e2e-tests/package.json',
    'packages/one/package.json',
  ]);
  const stamp = installStamp(root, 'v24.0.0');
  assert.equal(installStamp(root, 'v24.0.0'), stamp);
  assert.notEqual(installStamp(root, 'v22.0.0'), stamp);
  assert.equal(installIsCurrent(root, 'v24.0.0'), false);
  write(root, { 'node_modules/.dualcloud-install': stamp });
  assert.equal(installIsCurrent(root, 'v24.0.0'), true);
  for (const change of [
    { 'packages/one/package.json': '{ "version": "1.0.0" }' },
    { 'yarn.lock': 'b' },
    { 'packages/two/package.json': '{}' },
  ]) {
    const before = installStamp(root, 'v24.0.0');
    write(root, change);
    assert.notEqual(installStamp(root, 'v24.0.0'), before);
  }
});

test('only one installs at a time, and a killed one does not block', async () => {
  const root = clone({});
  const lock = path.join(root, 'lock');
  let inside = 0;
  let waited = 0;
  const work = async () => {
    inside += 1;
    assert.equal(inside, 1);
    await new Promise(resolve => setTimeout(resolve, 50));
    inside -= 1;
  };
  const onWait = () => {
    waited += 1;
  };
  await Promise.all([
    withLock(lock, onWait, work),
    withLock(lock, onWait, work),
  ]);
  assert.equal(waited, 1);

  const killed = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  write(root, {
    'lock/holder.json': JSON.stringify({ pid: killed.pid, startTime: '1' }),
  });
  await once(killed, 'exit');
  await withLock(lock, () => assert.fail('waited for the dead'), work);
  assert.equal(existsSync(lock), false);
});

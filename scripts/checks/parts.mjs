/*
 * What `npm test` runs, in this order. Cheap checks come first: they fail fast.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromCounts, fromJest, settle, single } from './tally.mjs';

const reporter = fileURLToPath(
  new URL('./node-test-reporter.mjs', import.meta.url),
);

function readResult(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A command that passes or fails as a whole. Its output matters when it fails. */
function check(name, title, command, args) {
  return {
    name,
    title,
    quiet: true,
    run: async ({ execute }) => single(await execute(command, args)),
  };
}

/** A command that counts its tests into a file. */
function suite({ name, title, needs, present, argumentsFor, read }) {
  return {
    name,
    title,
    needs,
    present,
    run: async context => {
      const file = path.join(context.logs, `${name}.json`);
      rmSync(file, { force: true });
      const [command, args, variables] = argumentsFor(context, file);
      const ok = await context.execute(command, args, variables);
      return settle(readResult(file, read), ok);
    },
  };
}

const has = file => root => existsSync(path.join(root, file));

const hasScript = (folder, script) => root => {
  const file = path.join(root, folder, 'package.json');
  if (!existsSync(file)) return false;
  return Boolean(JSON.parse(readFileSync(file, 'utf8')).scripts?.[script]);
};

/**
 * The parts. `needs` names what has to be there before (`browser`, `podman`, `prometheus`,
 * `requestTracker`, `postgres`);
 * `present` tells whether the clone has the part at all.
 */
export const PARTS = [
  check('prettier', 'Formatting', 'yarn', ['run', 'prettier:check']),
  check('tsc', 'Types', 'yarn', ['run', 'tsc:full']),
  check('lint', 'Lint rules', 'yarn', ['run', 'lint:all']),
  // Reads what the type check has written.
  check('api-reports', 'API reports', 'yarn', [
    'run',
    'build:api-reports',
    '--ci',
  ]),
  suite({
    name: 'scripts',
    title: 'Tests of the scripts',
    argumentsFor: (_context, file) => [
      'node',
      [
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${reporter}`,
        `--test-reporter-destination=${file}`,
        'scripts/**/*.test.mjs',
      ],
    ],
    read: fromCounts,
  }),
  suite({
    name: 'unit',
    title: 'Tests of the packages',
    needs: ['podman', 'prometheus', 'requestTracker', 'postgres'],
    argumentsFor: ({ filter }, file) => [
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--watch=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${file}`,
        ...filter,
      ],
    ],
    read: fromJest,
  }),
  {
    name: 'smoke',
    title: 'Smoke test',
    needs: ['postgres'],
    present: has('scripts/smoke.mjs'),
    run: async ({ execute }) =>
      single(await execute('node', ['scripts/smoke.mjs'])),
  },
  suite({
    name: 'e2e',
    title: 'Browser tests',
    needs: ['browser', 'postgres'],
    present: hasScript('e2e-tests', 'test'),
    argumentsFor: ({ filter }, file) => [
      'yarn',
      ['workspace', '@dualcloud/e2e-tests', 'test', ...filter],
      { RESULT_FILE: file },
    ],
    read: fromCounts,
  }),
];

/** Chooses parts by `--only` and `--skip`; throws on a name that does not exist. */
export function chooseParts(parts, { only = [], skip = [] }) {
  const names = parts.map(part => part.name);
  for (const name of [...only, ...skip]) {
    if (!names.includes(name)) {
      throw new Error(
        `There is no part "${name}". The parts: ${names.join(', ')}`,
      );
    }
  }
  return parts.filter(
    ({ name }) =>
      (only.length === 0 || only.includes(name)) && !skip.includes(name),
  );
}

/** `--only a,b --skip c -- filter` as options. */
export function parseArguments(args) {
  const options = { only: [], skip: [], filter: [] };
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift();
    const match = /^--(only|skip)(?:=(.*))?$/.exec(word);
    if (match) {
      const value = match[2] ?? rest.shift() ?? '';
      options[match[1]].push(...value.split(',').filter(Boolean));
    } else if (word !== '--') {
      options.filter.push(word);
    }
  }
  return options;
}

/*
 * `npm test`: everything, one part after the other. A part that fails does not
 * keep the others from running. The last line is the sum.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  isStopping,
  onInterrupt,
  run,
  start,
  stopAll,
  tail,
} from '../processes/run.mjs';
import {
  bold,
  dim,
  duration,
  Failure,
  green,
  red,
  say,
  step,
  yellow,
} from '../processes/terminal.mjs';
import { ensureBrowser } from './browser.mjs';
import { chooseParts, parseArguments, PARTS } from './parts.mjs';
import { ensurePodman } from './podman.mjs';
import { ensurePrometheus } from './prometheus.mjs';
import { ensureRequestTracker } from './requestTracker.mjs';
import { add, failureLines, nothing, settle, summaryLine } from './tally.mjs';

const postgresScript = fileURLToPath(
  new URL('../test-postgres.mjs', import.meta.url),
);

async function startPostgres({ env, logs }) {
  const log = path.join(logs, 'postgres.log');
  const { child, done } = start('node', [postgresScript], {
    env,
    log,
    ipc: true,
  });
  const answer = await Promise.race([
    new Promise(resolve => child.once('message', resolve)),
    done,
  ]);
  if (!answer.connectionString) {
    throw new Failure(`PostgreSQL did not start:\n${tail(log)}`);
  }
  return answer.connectionString;
}

/** What parts need beforehand, by the name that they give it. */
const PREPARATIONS = {
  browser: {
    title: 'Finding a browser, or installing one',
    variables: async context => ({
      CHROMIUM_PATH: await ensureBrowser(context),
    }),
  },
  podman: {
    title: 'Finding podman, or installing it',
    variables: async context => {
      context.notRun.push(...(await ensurePodman(context)));
    },
  },
  prometheus: {
    title: 'Finding Prometheus, or installing it',
    variables: async context => {
      context.notRun.push(...(await ensurePrometheus(context)));
    },
  },
  requestTracker: {
    title: 'Finding Request Tracker, or installing it',
    variables: async context => {
      context.notRun.push(...(await ensureRequestTracker(context)));
    },
  },
  postgres: {
    title: 'Starting a PostgreSQL for the tests',
    variables: async context => ({
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: await startPostgres(
        context,
      ),
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    }),
  },
};

async function prepare(parts, context) {
  const needed = new Set(parts.flatMap(part => part.needs ?? []));
  const variables = {};
  for (const [name, { title, variables: make }] of Object.entries(
    PREPARATIONS,
  )) {
    if (!needed.has(name)) continue;
    try {
      Object.assign(variables, await step(title, () => make(context)));
    } catch (error) {
      if (isStopping()) break;
      // The parts that need it will fail, and the others are still worth it.
      say(red(error instanceof Failure ? error.message : error.stack));
    }
  }
  return variables;
}

async function runPart(part, context) {
  const log = path.join(context.logs, `${part.name}.log`);
  const execute = async (command, args, variables = {}) => {
    const { code } = await run(command, args, {
      cwd: context.root,
      env: { ...context.env, ...variables },
      log,
      onLine: part.quiet ? undefined : line => say(line),
    });
    return code === 0;
  };
  const attempt = async () => {
    try {
      return await part.run({ ...context, execute });
    } catch (error) {
      say(red(error.stack));
      return settle(undefined, false);
    }
  };

  const begin = Date.now();
  let result;
  if (part.quiet) {
    await step(part.title, async () => {
      result = await attempt();
      if (result.failed) throw new Failure(part.title);
    }).catch(() => isStopping() || say(tail(log, 200)));
  } else {
    say(`\n${bold(part.title)}`);
    result = await attempt();
  }
  return { part, result, ms: Date.now() - begin };
}

function report(results, notRun, ms) {
  const failures = failureLines(results.map(({ result }) => result));
  if (failures.length > 0) {
    say(`\n${bold('What failed')}\n${failures.join('\n\n')}`);
  }
  say(`\n${bold('Summary')}`);
  const width = Math.max(...results.map(({ part }) => part.title.length));
  for (const { part, result, ms: took } of results) {
    const mark = result.failed ? red('✗') : green('✓');
    say(
      `${mark} ${part.title.padEnd(width)}  ${summaryLine(result)} ${dim(
        `(${duration(took)})`,
      )}`,
    );
  }
  say(dim(`All together ${duration(ms)}; logs in .data/logs/test`));
  if (notRun.length > 0) {
    say(
      `\n${yellow('Not run')}:\n${notRun
        .map(({ title, reason }) => `  ${title} (${reason})`)
        .join('\n')}`,
    );
  }
}

export default async function test({ root, args, env }) {
  const begin = Date.now();
  const options = parseArguments(args);
  let parts;
  try {
    parts = chooseParts(PARTS, options);
  } catch (error) {
    throw new Failure(error.message);
  }
  parts = parts.filter(({ present }) => !present || present(root));
  const logs = path.join(root, '.data', 'logs', 'test');
  mkdirSync(logs, { recursive: true });

  let interrupted;
  const interruption = new Promise(resolve => {
    interrupted = resolve;
  });
  onInterrupt(async signal => {
    say('\nInterrupted: stopping what was started …');
    await stopAll();
    interrupted(signal === 'SIGINT' ? 130 : 143);
  });

  const all = async () => {
    const context = { root, env, logs, filter: options.filter, notRun: [] };
    context.env = { ...env, ...(await prepare(parts, context)) };
    const results = [];
    for (const part of parts) {
      // Interrupted: the handler has the last word.
      if (isStopping()) return interruption;
      results.push(await runPart(part, context));
    }
    if (isStopping()) return interruption;
    await stopAll();

    report(results, context.notRun, Date.now() - begin);
    const sum = results.map(each => each.result).reduce(add, nothing);
    say(`\n${summaryLine(sum)}`);
    return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  };
  return Promise.race([all(), interruption]);
}

/*
 * yarn focus:export [--month YYYY-MM] [--version 1.2] [--out file]
 *
 * A month of the example data in the FOCUS format: it takes the made-up usage
 * through the real intake, adds it up, rates it and makes its statements final,
 * in a database that is thrown away. The last line is JSON.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import createKnex from 'knex';
import { exportMonth, FocusNames } from '../src/focus';
import { FOCUS_VERSIONS } from '../src/focus/rules';
import { ExampleWorld } from './ExampleWorld';

const VIOLATIONS_SHOWN = 20;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      month: { type: 'string' },
      version: {
        type: 'string',
        default: FOCUS_VERSIONS[FOCUS_VERSIONS.length - 1].version,
      },
      out: { type: 'string' },
    },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'focus-export-'));
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename: path.join(directory, 'costs.sqlite') },
    useNullAsDefault: true,
  });
  try {
    const world = await ExampleWorld.create(knex);
    const { calendar } = world;
    const month = values.month
      ? calendar.parseMonth(values.month)
      : calendar.previousMonth(calendar.monthOf(Date.now()));
    await world.live(month);
    const file = path.join(directory, 'focus.csv');
    const outcome = await exportMonth({
      knex,
      calendar,
      book: await world.prices.book(),
      names: async () =>
        FocusNames.create({
          provider: 'Landes-IT Nordmark',
          entities: world.entities,
        }),
      month,
      version: values.version,
      scope: { allocations: () => {}, statements: () => {} },
      file,
    });
    for (const one of outcome.violations.slice(0, VIOLATIONS_SHOWN)) {
      process.stderr.write(
        `row ${one.row}, ${one.column} (${one.rule}): ${one.message}\n`,
      );
    }
    const { rows, columns, violationCount: violations } = outcome;
    const monthText = calendar.formatMonth(month);
    const out = path.resolve(
      values.out ?? `focus-${values.version}-${monthText}.csv`,
    );
    // A file that breaks the rules is not given away.
    if (violations === 0) {
      await copyFile(file, out);
      process.stdout.write(`FOCUS ${values.version}, ${monthText}: ${out}\n`);
    }
    process.stdout.write(`${JSON.stringify({ rows, columns, violations })}\n`);
    return violations === 0 ? 0 : 1;
  } finally {
    await knex.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);

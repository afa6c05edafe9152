/*
 * One per cent more events, late, against rating all of the month anew.
 *
 * They are late as they are in practice: a collector stood still for a day and
 * hands in the day's events of the instances that it measures, which are about
 * a third of all. (Spread over all instances they would concern each of them,
 * and that is a cold run.) The rollup adds up what is new; the months that it
 * concerns are rated from the days that are added up already.
 */
import { benchmark, median, msPerUnit } from './harness';
import { agrees, oracleTotals } from './rating/oracle';
import { Pipeline } from './rating/pipeline';
import { MONTH } from './rating/prices';
import { seedEvents, seedInstances, seedLateEvents } from './rating/seed';

const NEXT_MONTH = Date.parse('2026-04-01T12:00:00+02:00');
const LATE = 2;

benchmark('rerating', async bench => {
  const postgres = await bench.postgres();
  const knex = await postgres.connect();
  const pipeline = await Pipeline.create(knex, NEXT_MONTH);
  const month = pipeline.calendar.monthBounds(MONTH);
  const instances = 200;
  const events = bench.size(5_000_000, 100_000);
  const late = Math.round(events / 100);
  await seedInstances(knex, instances);
  bench.log(`writing ${events} events`);
  await seedEvents(knex, { events, instances, ...month, source: 1 });
  await knex.raw('vacuum analyze usage_events');
  const run = async (): Promise<void> => {
    await pipeline.addUp();
    await pipeline.rate();
  };

  let concerned = 0;
  const { cold, rerating } = await bench.interleave({
    cold: {
      prepare: async () => {
        await knex('usage_events').where('source_id', LATE).delete();
        await pipeline.forget();
        await knex.raw('vacuum analyze usage_events');
      },
      run,
    },
    rerating: {
      prepare: async () => {
        concerned = await seedLateEvents(knex, {
          late,
          daily: events / 31 / instances,
          toMs: month.toMs,
          source: LATE,
        });
        // As autovacuum would have done by then.
        await knex.raw('vacuum analyze usage_days, charges, cost_days');
      },
      run,
    },
  });
  bench.figure('events', events);
  bench.figure('lateEvents', late);
  bench.figure('instancesConcerned', concerned, `of ${instances}`);
  bench.figure('coldMs', median(msPerUnit(cold)));
  bench.figure('reratingMs', median(msPerUnit(rerating)));
  bench.timeRatio('cold', rerating, cold, '≤ 0.03');
  bench.check(
    'charges and costs of days equal the decimal oracle to the last micro-unit',
    await agrees(knex, await oracleTotals(knex, month)),
  );
});

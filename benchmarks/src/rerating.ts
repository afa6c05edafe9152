/*
 * One per cent more events, late, against rating all of the month anew. The
 * rollup adds up what is new, and months are rated from the day on that it
 * concerns. Three ways of being late, one after the other:
 *
 *   rerating        a collector stood still for the month's last day and hands in
 *                   the day's events of the instances that it measures, about a
 *                   third of all
 *   everyInstance   the intake stood still: the month's last hours of all instances
 *   scattered       an event here and there, of all instances and days; nearly
 *                   every day of every component costs something else then, so
 *                   that all is written again
 */
import { benchmark, median, msPerUnit, timeRatio } from './harness';
import { agrees, oracleTotals } from './rating/oracle';
import { Pipeline } from './rating/pipeline';
import { MONTH } from './rating/prices';
import { seedEvents, seedInstances } from './rating/seed';

const NEXT_MONTH = Date.parse('2026-04-01T12:00:00+02:00');
/** Sources of late events begin here. */
const LATE = 2;
const DAY_MS = 86_400_000;

benchmark('rerating', async bench => {
  const postgres = await bench.postgres();
  const knex = await postgres.connect();
  const pipeline = await Pipeline.create(knex, NEXT_MONTH);
  const month = pipeline.calendar.monthBounds(MONTH);
  // Both at once: an hour has as many events at any scale.
  const instances = bench.size(200, 4);
  const events = bench.size(5_000_000, 100_000);
  const lateEvents = Math.round(events / 100);
  await seedInstances(knex, instances);
  bench.log(`writing ${events} events`);
  await seedEvents(knex, { events, instances, ...month, source: 1 });
  await knex.raw('vacuum analyze usage_events');
  const run = async (): Promise<void> => {
    await pipeline.addUp();
    await pipeline.rate();
  };

  // As many as have one per cent of the month's events on one day.
  const concerned = Math.max(1, Math.round(instances * 0.31));
  const late = (source: number, ofInstances: number, fromMs: number) => ({
    prepare: async () => {
      await seedEvents(knex, {
        events: lateEvents,
        instances: ofInstances,
        fromMs: Math.round(fromMs),
        toMs: month.toMs,
        source,
      });
      // As autovacuum would have done by then.
      await knex.raw('vacuum analyze usage_days, charges, cost_days');
    },
    run,
    // It follows the rating of all, or one another.
    atWork: true,
  });
  const { cold, rerating, everyInstance, scattered } = await bench.interleave({
    cold: {
      prepare: async () => {
        await knex('usage_events').where('source_id', '>=', LATE).delete();
        await pipeline.forget();
        await knex.raw('vacuum analyze usage_events');
      },
      run,
    },
    rerating: late(LATE, concerned, month.toMs - DAY_MS),
    everyInstance: late(
      LATE + 1,
      instances,
      month.toMs - (month.toMs - month.fromMs) / 100,
    ),
    scattered: late(LATE + 2, instances, month.fromMs),
  });
  bench.figure('events', events);
  bench.figure('lateEvents', lateEvents, 'each time');
  bench.figure('instances', instances);
  bench.figure('instancesConcerned', concerned, 'by `rerating`');
  for (const series of [cold, rerating, everyInstance, scattered]) {
    bench.figure(`${series.name}Ms`, median(msPerUnit(series)));
  }
  bench.timeRatio('cold', rerating, cold, '≤ 0.03');
  const percent = (series: typeof cold) => 100 * timeRatio(series, cold);
  bench.figure('everyInstancePercentOfCold', percent(everyInstance));
  bench.figure('scatteredPercentOfCold', percent(scattered));
  bench.check(
    'charges and costs of days equal the decimal oracle to the last micro-unit',
    await agrees(knex, await oracleTotals(knex, month)),
  );
});

/*
 * A month of raw usage to charges: 5 million events of 200 instances with five
 * components each, priced graduated, flat and by time of day.
 *
 * Ours adds the events up, rates them and writes days, charges and costs. The
 * limit is one statement that groups the raw events by instance, component and
 * hour, with its result fetched; it knows no prices and writes nothing.
 */
import { benchmark, median, msPerUnit } from './harness';
import { agrees, oracleTotals } from './rating/oracle';
import { Pipeline } from './rating/pipeline';
import { MONTH } from './rating/prices';
import { seedEvents, seedInstances } from './rating/seed';

const NEXT_MONTH = Date.parse('2026-04-01T12:00:00+02:00');

benchmark('rating', async bench => {
  const postgres = await bench.postgres();
  const knex = await postgres.connect();
  const pipeline = await Pipeline.create(knex, NEXT_MONTH);
  const month = pipeline.calendar.monthBounds(MONTH);
  // Both at once: an hour has as many events at any scale.
  const instances = bench.size(200, 4);
  const events = bench.size(5_000_000, 100_000);
  await seedInstances(knex, instances);
  bench.log(`writing ${events} events`);
  await seedEvents(knex, { events, instances, ...month, source: 1 });
  await knex.raw('vacuum analyze usage_events');

  let addUpMs = 0;
  let hours = 0;
  const { ours, limit } = await bench.interleave({
    ours: {
      prepare: () => pipeline.forget(),
      run: async () => {
        const start = performance.now();
        await pipeline.addUp();
        addUpMs = performance.now() - start;
        await pipeline.rate();
        return { units: events };
      },
    },
    limit: async () => {
      const { rows } = await knex.raw<{ rows: unknown[] }>(
        `select allocation_id, meter_id, time_ms / 3600000 as hour, sum(quantity) as quantity
         from usage_events group by 1, 2, 3`,
      );
      hours = rows.length;
      return { units: events };
    },
  });
  const perSecond = (series: typeof ours) =>
    Math.round(1_000 / median(msPerUnit(series)));
  bench.figure('events', events);
  bench.figure('instances', instances);
  bench.figure('hours', hours, 'of an instance and component');
  bench.figure('oursEventsPerSecond', perSecond(ours));
  bench.figure('limitEventsPerSecond', perSecond(limit));
  bench.figure('addUpMs', addUpMs, 'the last round’s rollup');
  const [{ count }] = await knex('charges').count({ count: '*' });
  bench.figure('charges', Number(count));
  bench.throughputRatio('limit', ours, limit, '≥ 0.7');
  bench.check(
    'charges and costs of days equal the decimal oracle to the last micro-unit',
    await agrees(knex, await oracleTotals(knex, month)),
  );
});

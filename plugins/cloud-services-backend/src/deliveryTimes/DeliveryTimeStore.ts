import type {
  DeliveryTimes,
  LocalizedText,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import { databaseNow, fromJson } from '@dualcloud/foundation-node';

type Row = {
  ref: string;
  title: string;
  count: number | string;
  failed: number | string;
  median: number | string | null;
  p95: number | string | null;
};

const DAY_MS = 24 * 60 * 60_000;

/** Time from order to ready, as the orders themselves recorded it. */
export class DeliveryTimeStore {
  constructor(private readonly knex: Knex) {}

  async read(days: number): Promise<DeliveryTimes['items']> {
    const since = databaseNow(this.knex, -days * DAY_MS);
    const [services, blueprints] = await Promise.all([
      this.percentiles(
        this.knex('instances')
          .select({
            ref: 'service_ref',
            title: 'service_title',
            ms: this.knex.raw('ready_at - created_at'),
            failed: this.knex.raw(
              "case when ready_at is null and state = 'failed' then 1 else 0 end",
            ),
          })
          .where('created_at', '>=', since),
      ),
      this.percentiles(
        this.knex('orders')
          .join('environments', 'environments.id', 'orders.environment_id')
          .select({
            ref: 'environments.blueprint_ref',
            title: 'environments.blueprint_title',
            ms: this.knex.raw(
              "case when orders.state = 'succeeded' then orders.ready_ms end",
            ),
            failed: this.knex.raw(
              "case when orders.state = 'failed' then 1 else 0 end",
            ),
          })
          .where('orders.type', 'create-environment')
          .where('orders.requested_at', '>=', since),
      ),
    ]);
    const [ofBlueprints, ofServices] = await Promise.all([
      this.titles('environments', 'blueprint'),
      this.titles('instances', 'service'),
    ]);
    return [
      ...blueprints.map(row => ({
        kind: 'blueprint' as const,
        ...row,
        titles: ofBlueprints.get(row.ref),
      })),
      ...services.map(row => ({
        kind: 'service' as const,
        ...row,
        titles: ofServices.get(row.ref),
      })),
    ];
  }

  /** By ref, as the newest order found them in the catalogue. */
  private async titles(
    table: 'environments' | 'instances',
    what: 'blueprint' | 'service',
  ): Promise<Map<string, LocalizedText | undefined>> {
    const rows: Array<{ ref: string; snapshot: string }> = await this.knex(
      table,
    )
      .select({ ref: `${what}_ref`, snapshot: `${what}_snapshot` })
      // Ids are UUIDs of version 7: the greatest is the newest.
      .whereIn('id', this.knex(table).max('id').groupBy(`${what}_ref`));
    return new Map(
      rows.map(({ ref, snapshot }) => [
        ref,
        fromJson<{ title?: LocalizedText }>(snapshot).title,
      ]),
    );
  }

  /** Nearest-rank percentiles; SQLite has no percentile functions. */
  private async percentiles(facts: Knex.QueryBuilder) {
    const ranked = this.knex
      .with('facts', facts)
      .with(
        'ranked',
        this.knex('facts')
          .select(
            'ref',
            'ms',
            this.knex.raw(
              'row_number() over (partition by ref order by ms) as rank_of',
            ),
            this.knex.raw('count(*) over (partition by ref) as count_of'),
          )
          .whereNotNull('ms'),
      );
    const rows: Row[] = await ranked
      .from('facts')
      .select({
        ref: 'facts.ref',
        title: this.knex.raw('max(facts.title)'),
        count: this.knex.raw('count(facts.ms)'),
        failed: this.knex.raw('sum(facts.failed)'),
        median: this.knex.raw(
          '(select min(ms) from ranked r where r.ref = facts.ref and r.rank_of * 2 >= r.count_of)',
        ),
        p95: this.knex.raw(
          '(select min(ms) from ranked r where r.ref = facts.ref and r.rank_of * 100 >= r.count_of * 95)',
        ),
      })
      .groupBy('facts.ref')
      .orderBy('facts.ref');
    return rows
      .filter(row => Number(row.count) + Number(row.failed) > 0)
      .map(row => ({
        ref: row.ref,
        title: row.title,
        count: Number(row.count),
        failed: Number(row.failed),
        medianSeconds: Math.max(0, Number(row.median ?? 0)) / 1000,
        p95Seconds: Math.max(0, Number(row.p95 ?? 0)) / 1000,
      }));
  }
}

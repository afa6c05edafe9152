import type { Knex } from 'knex';

/** A meter. */
export type MeterRecord = { id: number; name: string; unit: string };

/** Names sent by strangers; beyond this many the memory begins anew. */
const KEPT = 100_000;

/**
 * Numbers for the names of sources and meters, kept in memory: a name never
 * changes its number, nor a meter its unit.
 */
export class NameRegistry {
  private readonly sources = new Map<string, number>();
  private readonly meters = new Map<string, MeterRecord>();

  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): NameRegistry {
    return new NameRegistry(knex);
  }

  /** The number of a source, if it is in memory. */
  source(name: string): number | undefined {
    return this.sources.get(name);
  }

  /** A meter, if it is in memory. */
  meter(name: string): MeterRecord | undefined {
    return this.meters.get(name);
  }

  /** Brings to memory what there is of these names. */
  async load(sources: string[], meters: string[]): Promise<void> {
    const newSources = sources.filter(name => !this.sources.has(name));
    const newMeters = meters.filter(name => !this.meters.has(name));
    if (newSources.length) {
      const rows = await readSources(this.knex, newSources);
      this.keepSources(rows);
    }
    if (newMeters.length) {
      this.keepMeters(await readMeters(this.knex, newMeters));
    }
  }

  /**
   * Gives numbers to new names. In the batch's transaction: a batch that is
   * refused settles no unit. Keep what it returns once that is committed.
   */
  async add(
    trx: Knex.Transaction,
    sources: string[],
    meters: Array<{ name: string; unit: string }>,
  ): Promise<NewNames> {
    // In one fixed order: two batches never wait for each other's rows.
    for (const name of [...sources].sort()) {
      await trx('sources').insert({ name }).onConflict('name').ignore();
    }
    const sorted = [...meters].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const meter of sorted) {
      await trx('meters').insert(meter).onConflict('name').ignore();
    }
    return {
      sources: await readSources(trx, sources),
      meters: await readMeters(
        trx,
        meters.map(({ name }) => name),
      ),
    };
  }

  keep(names: NewNames): void {
    this.keepSources(names.sources);
    this.keepMeters(names.meters);
  }

  /** All meters, by name. */
  async listMeters(): Promise<Array<{ name: string; unit: string }>> {
    return this.knex('meters').select('name', 'unit').orderBy('name');
  }

  private keepSources(rows: Array<{ id: number; name: string }>): void {
    if (this.sources.size > KEPT) this.sources.clear();
    rows.forEach(({ id, name }) => this.sources.set(name, id));
  }

  private keepMeters(rows: MeterRecord[]): void {
    if (this.meters.size > KEPT) this.meters.clear();
    rows.forEach(row => this.meters.set(row.name, row));
  }
}

/** Names that a transaction has given numbers to. */
export type NewNames = {
  sources: Array<{ id: number; name: string }>;
  meters: MeterRecord[];
};

async function readSources(knex: Knex, names: string[]) {
  const rows: NewNames['sources'] = names.length
    ? await knex('sources').whereIn('name', names).select('id', 'name')
    : [];
  return rows;
}

async function readMeters(knex: Knex, names: string[]): Promise<MeterRecord[]> {
  return names.length
    ? knex('meters').whereIn('name', names).select('id', 'name', 'unit')
    : [];
}

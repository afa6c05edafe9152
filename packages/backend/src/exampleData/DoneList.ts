import type { DatabaseService } from '@backstage/backend-plugin-api';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** Remembers by name what has been set up, so that it is set up once only. */
export class DoneList {
  private constructor(
    private readonly knex: Knex,
    private readonly table: string,
  ) {}

  static async create(options: {
    database: DatabaseService;
    table: string;
  }): Promise<DoneList> {
    const { database, table } = options;
    const knex = await database.getClient();
    if (!(await knex.schema.hasTable(table))) {
      await knex.schema.createTable(table, columns => {
        columns.string('name').primary();
      });
    }
    return new DoneList(knex, table);
  }

  /** What is not on it yet. */
  async open<T extends { name: string }>(all: T[]): Promise<T[]> {
    const names = new Set(await this.knex(this.table).pluck('name'));
    return all.filter(({ name }) => !names.has(name));
  }

  async add(name: string): Promise<void> {
    await this.knex(this.table).insert({ name }).onConflict('name').ignore();
  }
}

import {
  BUILT_IN_REQUEST_TYPES,
  type RequestTypeSpec,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  fingerprint,
  fromJson,
  invalidField,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** A version of a request type. */
export type StoredRequestType = {
  /** `<name>@<hash>`; what a request refers to. */
  id: string;
  name: string;
  spec: RequestTypeSpec;
  builtIn: boolean;
};

type Row = {
  id: string;
  name: string;
  spec: string;
  built_in: number;
  current: number;
};

/** A type as it is written down. */
export type WrittenType = { name: string; spec: RequestTypeSpec };

/**
 * Request types, built in and from documents. A request keeps the version that it
 * began with, so no version is ever removed: a process that is changed holds for
 * requests that are filed from then on.
 */
export class RequestTypeBook {
  /** A version never changes, so it may be remembered. */
  private readonly known = new Map<string, StoredRequestType>();

  private constructor(
    private readonly knex: Knex,
    private readonly builtIn: readonly WrittenType[],
  ) {}

  static create(options: {
    knex: Knex;
    group: string;
    calendarRef?: string;
  }): RequestTypeBook {
    return new RequestTypeBook(
      options.knex,
      Object.entries(BUILT_IN_REQUEST_TYPES).map(([name, create]) => ({
        name,
        spec: create(options),
      })),
    );
  }

  /** Built-in types, and the documents that take the place of some or add to them. */
  async put(documents: readonly WrittenType[]): Promise<void> {
    const named = new Set(documents.map(({ name }) => name));
    const rows = [
      ...documents.map(type => toRow(type, false)),
      ...this.builtIn
        .filter(({ name }) => !named.has(name))
        .map(type => toRow(type, true)),
    ];
    await transact(this.knex, async trx => {
      await trx('request_types')
        .insert(rows)
        .onConflict('id')
        .merge(['current']);
      await trx('request_types')
        .whereNotIn(
          'id',
          rows.map(({ id }) => id),
        )
        .where('current', 1)
        .update({ current: 0 });
    });
  }

  /** Those that a request can be filed of today. */
  async current(): Promise<StoredRequestType[]> {
    const rows: Row[] = await this.knex('request_types')
      .where('current', 1)
      .orderBy('name');
    return rows.map(toStored);
  }

  async find(name: string): Promise<StoredRequestType | undefined> {
    return (await this.current()).find(type => type.name === name);
  }

  /** @throws InputError that says which there are */
  async require(name: string): Promise<StoredRequestType> {
    const types = await this.current();
    const found = types.find(type => type.name === name);
    if (found) return found;
    throw invalidField(
      'type',
      'known-type',
      `there is no such request; there are ${types
        .map(type => type.name)
        .join(', ')}`,
    );
  }

  /**
   * @param knex - the transaction that it is asked in, where there is one: SQLite has
   *   no second connection beside it
   * @throws Error if there is no such version
   */
  async get(id: string, knex: Knex = this.knex): Promise<StoredRequestType> {
    const known = this.known.get(id);
    if (known) return known;
    const row: Row | undefined = await knex('request_types')
      .where({ id })
      .first();
    if (!row) throw new Error(`there is no request type "${id}"`);
    const type = toStored(row);
    this.known.set(id, type);
    return type;
  }

  /** Several at once, by id. */
  async getAll(
    ids: Iterable<string>,
  ): Promise<ReadonlyMap<string, StoredRequestType>> {
    const types = await Promise.all(
      [...new Set(ids)].map(async id => [id, await this.get(id)] as const),
    );
    return new Map(types);
  }
}

function toRow({ name, spec }: WrittenType, builtIn: boolean): Row {
  return {
    id: `${name}@${fingerprint(spec).slice(0, 16)}`,
    name,
    spec: JSON.stringify(spec),
    built_in: builtIn ? 1 : 0,
    current: 1,
  };
}

function toStored(row: Row): StoredRequestType {
  return {
    id: row.id,
    name: row.name,
    spec: fromJson<RequestTypeSpec>(row.spec),
    builtIn: Number(row.built_in) === 1,
  };
}

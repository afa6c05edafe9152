import type {
  DocumentProblem,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type LocatedProblem,
  toDocumentProblem,
} from '@dualcloud/foundation-common';
import {
  fingerprint,
  fromJson,
  toIsoTime,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { priceListId, touch } from '../feed/touch';
import {
  dirtyBetween,
  lockCursor,
  markDirty,
  moveCursor,
  readCursorValue,
} from '../rollup';
import { checkNewVersion } from './checkNewVersion';
import { PriceBook, type StoredPriceList } from './PriceBook';

type PriceListRow = {
  id: number;
  list: string;
  version: string;
  valid_from_ms: number | string;
  entity_ref: string | null;
  document: string;
  hash: string;
  stored_at: number | string;
};

/** A document that was found valid on its own. */
export type PriceListDocument = { spec: PriceListSpec; entityRef?: string };

/** What became of a document. */
export type StoreOutcome =
  | { outcome: 'stored' | 'unchanged'; id: number }
  | { outcome: 'refused'; problem: DocumentProblem };

/** A document that is refused. */
export type RefusedPriceList = {
  entityRef: string;
  problems: DocumentProblem[];
  foundAt: string;
};

/**
 * The versions of price lists. Nothing is ever removed: a version that has been
 * in force explains charges, and a catalog that forgets one by mistake must not
 * make anything cost nothing.
 */
export class PriceListStore {
  private cached: { count: string; book: PriceBook } | undefined;

  private constructor(
    private readonly knex: Knex,
    private readonly calendar: BillingCalendar,
    private readonly now: () => number,
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    now?: () => number;
  }): PriceListStore {
    return new PriceListStore(
      options.knex,
      options.calendar,
      options.now ?? Date.now,
    );
  }

  /**
   * All prices as they are now; reads them only when they have changed.
   *
   * @param knex - a transaction, for what must see all that others have stored
   * by now, or that has SQLite's one connection
   */
  async book(knex: Knex = this.knex): Promise<PriceBook> {
    // Counted first: what comes in between is read twice and never missed.
    const count = await readCursorValue(knex, 'price-book');
    if (this.cached?.count !== count) {
      const versions = await this.read(knex);
      this.cached = {
        count,
        book: PriceBook.create({ versions, calendar: this.calendar }),
      };
    }
    return this.cached.book;
  }

  /** Whether this very document is stored. */
  async has({ spec }: PriceListDocument): Promise<boolean> {
    const row = await this.knex('price_lists')
      .where({ list: spec.list, version: spec.version })
      .first('hash');
    return row?.hash === fingerprint(spec);
  }

  /** What the rules between lists have against a document, without storing it. */
  async check(document: PriceListDocument): Promise<LocatedProblem[]> {
    if (await this.has(document)) return [];
    const problem = checkNewVersion(
      (await this.book()).versions,
      this.toVersion(document, 0),
      this.calendar,
      this.now(),
    );
    return problem ? [problem] : [];
  }

  /**
   * Stores a version, or changes one that is only announced, unless the rules
   * between lists forbid it. What it changes in the past is rated again.
   *
   * @param within - what belongs to the same transaction, when it is stored
   */
  async put(
    document: PriceListDocument,
    within?: (trx: Knex.Transaction) => Promise<void>,
  ): Promise<StoreOutcome> {
    return transact(this.knex, async trx => {
      // Held until the end: two documents are compared one after the other.
      const count = Number(await lockCursor(trx, 'price-book'));
      const { spec, entityRef = null } = document;
      const hash = fingerprint(spec);
      const key = { list: spec.list, version: spec.version };
      const before: PriceListRow | undefined = await trx('price_lists')
        .where(key)
        .first();
      if (before?.hash === hash) return { outcome: 'unchanged', id: before.id };

      const candidate = this.toVersion(document, 0);
      const problem = checkNewVersion(
        await this.read(trx),
        candidate,
        this.calendar,
        this.now(),
      );
      if (problem) {
        return { outcome: 'refused', problem: toDocumentProblem(problem) };
      }

      await trx('price_lists')
        .insert({
          ...key,
          valid_from_ms: candidate.validFromMs,
          currency: spec.currency,
          entity_ref: entityRef,
          document: JSON.stringify(spec),
          hash,
          customer_ref: spec.agreement?.customerRef ?? null,
          stored_at: this.now(),
        })
        .onConflict(['list', 'version'])
        .merge();
      const { id } = await trx('price_lists').where(key).first('id');
      await moveCursor(trx, 'price-book', String(count + 1));
      await this.markRated(trx, candidate);
      await touch(trx, 'price-list', priceListId(key));
      await within?.(trx);
      return { outcome: 'stored', id };
    });
  }

  async refused(): Promise<RefusedPriceList[]> {
    const rows: Array<{
      entity_ref: string;
      problems: string;
      found_at: number | string;
    }> = await this.knex('price_list_problems').orderBy('entity_ref');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      problems: fromJson<DocumentProblem[]>(row.problems),
      foundAt: toIsoTime(row.found_at) ?? '',
    }));
  }

  /** Notes why a document is refused; nothing if it no longer is. */
  async noteProblems(
    entityRef: string,
    problems: DocumentProblem[],
  ): Promise<void> {
    if (problems.length === 0) {
      await this.knex('price_list_problems')
        .where({ entity_ref: entityRef })
        .delete();
      return;
    }
    await this.knex('price_list_problems')
      .insert({
        entity_ref: entityRef,
        problems: JSON.stringify(problems),
        found_at: this.now(),
      })
      .onConflict('entity_ref')
      .merge();
  }

  private async read(knex: Knex): Promise<StoredPriceList[]> {
    const rows: PriceListRow[] = await knex('price_lists').orderBy('id');
    return rows.map(row => ({
      id: row.id,
      list: row.list,
      version: row.version,
      spec: fromJson<PriceListSpec>(row.document),
      validFromMs: Number(row.valid_from_ms),
      entityRef: row.entity_ref ?? undefined,
      storedAt: Number(row.stored_at),
    }));
  }

  private toVersion(
    { spec, entityRef }: PriceListDocument,
    id: number,
  ): StoredPriceList {
    const day = this.calendar.parseDay(spec.validFrom);
    return {
      id,
      list: spec.list,
      version: spec.version,
      spec,
      entityRef,
      validFromMs: this.calendar.dayBounds(day).fromMs,
      storedAt: this.now(),
    };
  }

  private async markRated(
    trx: Knex.Transaction,
    { spec, list, version, validFromMs }: StoredPriceList,
  ): Promise<void> {
    const nowMs = this.now();
    if (validFromMs >= nowMs) return;
    const query = trx('allocations')
      .whereIn(
        'service_ref',
        spec.services.map(service => service.serviceRef),
      )
      .where('from_ms', '<', nowMs)
      .where(open => open.whereNull('to_ms').orWhere('to_ms', '>', validFromMs))
      .select('id', 'from_ms', 'to_ms');
    if (spec.agreement) {
      query.where('customer_ref', spec.agreement.customerRef);
    }
    const rows: Array<{
      id: number;
      from_ms: number | string;
      to_ms: number | string | null;
    }> = await query;
    await markDirty(
      trx,
      rows.flatMap(row =>
        dirtyBetween(this.calendar, row.id, {
          fromMs: Math.max(Number(row.from_ms), validFromMs),
          toMs: Math.min(row.to_ms === null ? nowMs : Number(row.to_ms), nowMs),
        }),
      ),
      `price list ${list} ${version}`,
    );
  }
}

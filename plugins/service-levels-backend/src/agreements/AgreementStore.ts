import {
  type DocumentProblem,
  type ServiceCalendarSpec,
  type ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ChangeStore,
  countChange,
  fingerprint,
  fromJson,
  readCursorValue,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { ServiceCalendar } from '../calendars';
import type { ChangedKind } from '../facts';
import { AgreementBook, type StoredAgreement } from './AgreementBook';

/** Counts changes of documents. */
export const DOCUMENTS = 'documents';

type AgreementRow = {
  id: number;
  agreement: string;
  version: string;
  entity_ref: string | null;
  offer_ref: string | null;
  document: string;
  hash: string;
  stored_at: number | string;
};

type CalendarRow = { name: string; document: string; hash: string };

/** A document that is refused. */
export type RefusedDocument = {
  entityRef: string;
  problems: DocumentProblem[];
  foundAt: string;
};

/**
 * Agreements and calendars. Nothing is ever removed: a version that was in force
 * explains figures, and a catalog that forgets one by mistake must not end what
 * was promised.
 */
export class AgreementStore {
  private cached?: { count: string; book: AgreementBook };

  private constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  static create(options: { knex: Knex; now?: () => number }): AgreementStore {
    return new AgreementStore(options.knex, options.now ?? Date.now);
  }

  /** Everything as it is now; read only when it has changed. */
  async book(): Promise<AgreementBook> {
    // Counted first: what comes in between is read twice and never missed.
    const count = await readCursorValue(this.knex, DOCUMENTS);
    if (this.cached?.count !== count) {
      this.cached = { count, book: await this.read(this.knex) };
    }
    return this.cached.book;
  }

  async read(knex: Knex): Promise<AgreementBook> {
    const versions: AgreementRow[] = await knex('agreements').orderBy('id');
    const calendars: CalendarRow[] = await knex('calendars').orderBy('name');
    return AgreementBook.create({
      versions: versions.map(toStored),
      calendars: calendars.map(row => {
        const spec = fromJson<ServiceCalendarSpec>(row.document);
        return { ref: row.name, spec, calendar: ServiceCalendar.create(spec) };
      }),
    });
  }

  /** @returns whether that changed anything */
  async putCalendar(
    trx: Knex.Transaction,
    ref: string,
    spec: ServiceCalendarSpec,
  ): Promise<boolean> {
    const hash = fingerprint(spec);
    const known = await trx('calendars').where('name', ref).first('hash');
    if (known?.hash === hash) return false;
    await trx('calendars')
      .insert({
        name: ref,
        document: JSON.stringify(spec),
        hash,
        stored_at: this.now(),
      })
      .onConflict('name')
      .merge();
    await this.changed(trx, 'calendar', ref);
    return true;
  }

  /** @returns whether that changed anything */
  async putAgreement(
    trx: Knex.Transaction,
    document: {
      spec: ServiceLevelAgreementSpec;
      entityRef?: string;
      offerRef?: string;
    },
  ): Promise<boolean> {
    const { spec, entityRef = null, offerRef = null } = document;
    const key = { agreement: spec.agreement, version: spec.version };
    const hash = fingerprint(spec);
    const known = await trx('agreements').where(key).first('hash');
    if (known?.hash === hash) return false;
    const { scope } = spec;
    await trx('agreements')
      .insert({
        ...key,
        kind: scope.type,
        entity_ref: entityRef,
        offer_ref: offerRef,
        service_ref: 'serviceRef' in scope ? scope.serviceRef : null,
        customer_ref: 'customerRef' in scope ? scope.customerRef : null,
        software_provider_ref:
          'softwareProviderRef' in scope
            ? scope.softwareProviderRef ?? null
            : null,
        system_ref: 'systemRef' in scope ? scope.systemRef ?? null : null,
        document: JSON.stringify(spec),
        hash,
        valid_from: spec.validFrom,
        valid_until: spec.validUntil ?? null,
        stored_at: this.now(),
      })
      .onConflict(['agreement', 'version'])
      .merge();
    await this.changed(trx, 'agreement', `${spec.agreement}/${spec.version}`);
    return true;
  }

  async refused(): Promise<RefusedDocument[]> {
    const rows: Array<{
      entity_ref: string;
      problems: string;
      found_at: number | string;
    }> = await this.knex('document_problems').orderBy('entity_ref');
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
      await this.knex('document_problems')
        .where({ entity_ref: entityRef })
        .delete();
      return;
    }
    await this.knex('document_problems')
      .insert({
        entity_ref: entityRef,
        problems: JSON.stringify(problems),
        found_at: this.now(),
      })
      .onConflict('entity_ref')
      .merge();
  }

  /** Tells other plugins, and our own caches. */
  private async changed(
    trx: Knex.Transaction,
    kind: Extract<ChangedKind, 'agreement' | 'calendar'>,
    id: string,
  ): Promise<void> {
    await ChangeStore.create<ChangedKind>(trx).touch(trx, kind, id);
    await countChange(trx, DOCUMENTS);
    await countChange(trx, 'facts');
  }
}

function toStored(row: AgreementRow): StoredAgreement {
  return {
    id: row.id,
    agreement: row.agreement,
    version: row.version,
    spec: fromJson<ServiceLevelAgreementSpec>(row.document),
    entityRef: row.entity_ref ?? undefined,
    offerRef: row.offer_ref ?? undefined,
    storedAt: Number(row.stored_at),
  };
}

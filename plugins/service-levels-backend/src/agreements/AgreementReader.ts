import {
  agreementManagePermission,
  agreementReadPermission,
  type AgreementSummary,
  type AgreementVersion,
  type DocumentCheck,
  formatOpenSlo,
  parseServiceLevelText,
  type ServiceLevelAgreementSpec,
  validateAgreement,
  writeOpenSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { formatPath } from '@dualcloud/foundation-common';
import {
  type Caller,
  conflict,
  cutPage,
  invalid,
  notAllowed,
  notFound,
  pageSize,
  readCursor,
  type ServiceCaller,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { CommitmentStore } from '../commitments';
import type { FactLog } from '../facts';
import { AgreementBook, type StoredAgreement } from './AgreementBook';
import type { AgreementStore, RefusedDocument } from './AgreementStore';
import { checkChange } from './checkChange';
import { checkAgainst, type DocumentSync } from './DocumentSync';
import { findHolidayProblems } from './findHolidayProblems';

/** Query of `GET /agreements`. */
export type AgreementFilter = {
  service?: string;
  agreement?: string;
  limit?: number;
  cursor?: string;
};

/** Agreements as somebody may see them. */
export class AgreementService {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      store: AgreementStore;
      sync: DocumentSync;
      commitments: CommitmentStore;
      facts: FactLog;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    access: Access;
    store: AgreementStore;
    sync: DocumentSync;
    commitments: CommitmentStore;
    facts: FactLog;
    nowS: () => number;
  }): AgreementService {
    return new AgreementService(deps);
  }

  /** Newest first. */
  async list(
    caller: Caller,
    filter: AgreementFilter,
  ): Promise<{
    items: AgreementSummary[];
    totalItems: number;
    nextCursor?: string;
  }> {
    await this.deps.access.require(caller, agreementReadPermission);
    const book = await this.deps.store.book();
    const seen = await this.seenBy(caller);
    const limit = pageSize(filter.limit);
    const before = readCursor(filter.cursor);
    const all = book.versions.filter(
      version =>
        seen(version) &&
        (filter.agreement === undefined ||
          version.agreement === filter.agreement) &&
        (filter.service === undefined ||
          serviceOf(version.spec) === filter.service),
    );
    const rows = all
      .filter(version => before === undefined || version.id < before.at)
      .sort((a, b) => b.id - a.id)
      .slice(0, limit + 1)
      .map(version => ({ ...version, id: String(version.id) }));
    const page = cutPage(rows, limit, row => row.id);
    return {
      items: page.rows.map(row =>
        this.summary(book, { ...row, id: Number(row.id) }),
      ),
      totalItems: all.length,
      nextCursor: page.nextCursor,
    };
  }

  async get(
    caller: Caller,
    agreement: string,
    version: string,
  ): Promise<AgreementVersion> {
    const { book, found } = await this.find(caller, agreement, version);
    return this.present(book, found);
  }

  /** The objectives as OpenSLO v1 documents, in YAML. */
  async openSlo(
    caller: Caller,
    agreement: string,
    version: string,
  ): Promise<string> {
    const { book, found } = await this.find(caller, agreement, version);
    const effective = book.effectiveOf(found);
    const calendar = book.calendar(effective.calendarRef ?? '');
    const timeZone = calendar?.spec.timeZone ?? 'UTC';
    return formatOpenSlo(writeOpenSlo(effective, { timeZone }));
  }

  /**
   * Problems of a text, with line and column; also what other documents have
   * against it, as far as the caller may see them: a draft must not be a way to
   * learn what was agreed with somebody else.
   */
  async check(caller: Caller, text: string): Promise<DocumentCheck> {
    await this.deps.access.require(caller, agreementReadPermission);
    const whole = await this.deps.store.book();
    const book = AgreementBook.create({
      versions: whole.versions.filter(await this.seenBy(caller)),
      calendars: whole.calendars,
    });
    const { documents, problems } = parseServiceLevelText(text, {
      agreements: book.versions.map(({ spec }) => spec),
      calendars: new Map(book.calendars.map(one => [one.ref, one.spec])),
      checkCalendar: ({ holidays }) => findHolidayProblems(holidays),
      checkAgreement: spec => checkChange(book, spec, this.deps.nowS()),
    });
    return { ok: problems.length === 0, documents, problems };
  }

  /**
   * Puts the agreement of an accepted offer in force, and ends it by a last day.
   * Repeating it changes nothing; what is in force is refused to be changed otherwise.
   */
  async put(
    caller: ServiceCaller,
    key: { agreement: string; version: string },
    wanted: { spec: unknown; offerRef: string },
  ): Promise<AgreementVersion> {
    const { knex, store, sync, facts, nowS } = this.deps;
    const spec = readSpec(key, wanted.spec);
    const book = await store.book();
    const problems = [
      ...checkAgainst(book, spec),
      ...checkChange(book, spec, nowS(), { mayEndLate: true }),
    ];
    const [first] = problems;
    if (first) throw conflict(`${formatPath(first.at)}: ${first.message}`);
    await transact(knex, async trx => {
      const stored = await store.putAgreement(trx, {
        spec,
        offerRef: wanted.offerRef,
      });
      if (!stored) return;
      await facts.note(
        trx,
        { kind: 'agreement', id: `${key.agreement}/${key.version}` },
        {
          actor: caller.ref,
          action: 'agreement-put',
          objectRef: `agreement:${key.agreement}/${key.version}`,
          details: { offerRef: wanted.offerRef },
        },
      );
    });
    // Also when nothing changed: the process may have ended here the last time.
    await sync.applyAgreements();
    facts.tell('levels');
    const after = await store.book();
    const found = find(after, key.agreement, key.version);
    if (!found) throw notFound('agreement', key.agreement);
    return this.present(after, found);
  }

  /** Documents that were refused; for whoever publishes them. */
  async refused(caller: Caller): Promise<RefusedDocument[]> {
    await this.deps.access.require(caller, agreementManagePermission);
    if (caller.type === 'user' && !caller.party.isItServiceProvider) {
      throw notAllowed('the IT service provider looks after documents');
    }
    return this.deps.store.refused();
  }

  private async find(caller: Caller, agreement: string, version: string) {
    await this.deps.access.require(caller, agreementReadPermission);
    const book = await this.deps.store.book();
    const found = find(book, agreement, version);
    const seen = await this.seenBy(caller);
    if (!found || !seen(found)) {
      throw notFound('version of an agreement', `${agreement} ${version}`);
    }
    return { book, found };
  }

  private async present(
    book: AgreementBook,
    version: StoredAgreement,
  ): Promise<AgreementVersion> {
    const rows: Array<{ id: string }> = await this.deps.commitments
      .query()
      .where('agreement', version.agreement)
      .orderBy('id')
      .select('id');
    return {
      summary: this.summary(book, version),
      spec: { ...version.spec },
      effective: { ...book.effectiveOf(version) },
      commitments: rows.map(({ id }) => id),
    };
  }

  /**
   * Special agreements are for their customer and the software provider; general
   * ones for everybody, unless they are about somebody's individual service.
   */
  private async seenBy(
    caller: Caller,
  ): Promise<(version: StoredAgreement) => boolean> {
    if (caller.type === 'service' || caller.party.isItServiceProvider) {
      return () => true;
    }
    const { refs } = caller.party;
    const own = await this.deps.commitments
      .query()
      .where(any =>
        any
          .where('general', 'yes')
          .orWhereIn('customer_ref', refs)
          .orWhereIn('software_provider_ref', refs)
          .orWhereIn('owner_ref', refs),
      )
      .distinct()
      .pluck('agreement');
    const agreements = new Set<string>(own);
    return ({ spec, agreement }) =>
      agreements.has(agreement) || spec.scope.type === 'environments';
  }

  private summary(
    book: AgreementBook,
    version: StoredAgreement,
  ): AgreementSummary {
    const { spec } = version;
    const { scope } = spec;
    const nowS = this.deps.nowS();
    const effective = book.effectiveOf(version);
    return {
      agreement: version.agreement,
      version: version.version,
      titles: spec.titles,
      kind: scope.type,
      entityRef: version.entityRef,
      serviceRef: serviceOf(spec),
      customerRef: scope.type === 'special' ? scope.customerRef : undefined,
      systemRef: scope.type === 'special' ? scope.systemRef : undefined,
      softwareProviderRef:
        scope.type === 'special' ? scope.softwareProviderRef : undefined,
      stages: scope.type === 'environments' ? [...scope.stages] : undefined,
      calendar: effective.calendarRef ?? '',
      validFrom: spec.validFrom,
      validUntil: spec.validUntil,
      inForce: book.at(version.agreement, nowS)?.stored.id === version.id,
      availabilityClass: effective.availabilityClass,
      origin: version.offerRef === undefined ? 'document' : 'offer',
    };
  }
}

function find(
  book: AgreementBook,
  agreement: string,
  version: string,
): StoredAgreement | undefined {
  return book.versions.find(
    one => one.agreement === agreement && one.version === version,
  );
}

function serviceOf({ scope }: ServiceLevelAgreementSpec): string | undefined {
  return 'serviceRef' in scope ? scope.serviceRef : undefined;
}

/** @throws InputError that names the fields of the request at fault */
function readSpec(
  key: { agreement: string; version: string },
  spec: unknown,
): ServiceLevelAgreementSpec {
  const problems = validateAgreement({
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'ServiceLevelAgreement',
    metadata: { name: 'agreed' },
    spec: spec as Record<string, never>,
  });
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ path, rule, message }) => ({
        field: path,
        rule,
        message,
      })),
    );
  }
  const valid = spec as ServiceLevelAgreementSpec;
  for (const field of ['agreement', 'version'] as const) {
    if (valid[field] !== key[field]) {
      throw invalid([
        {
          field: `spec.${field}`,
          rule: 'as-in-path',
          message: `must be "${key[field]}", as in the path`,
        },
      ]);
    }
  }
  return valid;
}

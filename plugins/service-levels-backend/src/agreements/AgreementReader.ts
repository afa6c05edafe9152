import {
  agreementManagePermission,
  agreementReadPermission,
  type AgreementSummary,
  type AgreementVersion,
  type DocumentCheck,
  formatOpenSlo,
  parseServiceLevelText,
  writeOpenSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  cutPage,
  notAllowed,
  notFound,
  pageSize,
  readCursor,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { CommitmentStore } from '../commitments';
import { AgreementBook, type StoredAgreement } from './AgreementBook';
import type { AgreementStore, RefusedDocument } from './AgreementStore';
import { checkChange } from './checkChange';
import { findHolidayProblems } from './findHolidayProblems';
import {
  presentAgreement,
  presentSummary,
  serviceOf,
} from './presentAgreement';

/** Query of `GET /agreements`. */
export type AgreementFilter = {
  service?: string;
  agreement?: string;
  limit?: number;
  cursor?: string;
};

/** Agreements as somebody may see them. */
export class AgreementReader {
  private constructor(
    private readonly deps: {
      access: Access;
      store: AgreementStore;
      commitments: CommitmentStore;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    access: Access;
    store: AgreementStore;
    commitments: CommitmentStore;
    nowS: () => number;
  }): AgreementReader {
    return new AgreementReader(deps);
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
        presentSummary(book, { ...row, id: Number(row.id) }, this.deps.nowS()),
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
    return presentAgreement(book, found, this.deps);
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
    const found = book.find(agreement, version);
    const seen = await this.seenBy(caller);
    if (!found || !seen(found)) {
      throw notFound('version of an agreement', `${agreement} ${version}`);
    }
    return { book, found };
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
}

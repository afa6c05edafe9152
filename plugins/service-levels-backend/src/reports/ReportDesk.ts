import type { CreditRequest } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type {
  ReportContent,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  conflict,
  fromJson,
  type IdempotencyStore,
  notAllowed,
  notFound,
  transact,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { FactLog } from '../facts';
import { toInstant } from '../instants';
import { compareReports } from './compareReports';
import { reductionsBetween } from './duePenalties';
import type { FigureKeeper } from './FigureKeeper';
import { presentReport, withComment } from './presentReport';
import type { ReductionOutbox } from './ReductionOutbox';
import type { ReportReader } from './ReportReader';
import type { ReportStore } from './ReportStore';
import type { NewVersion, ReportFigures, ReportRow } from './types';
import type { SeenReport } from './visibility';

type Request = { key: string; route: string; body: unknown };
type Next = Omit<NewVersion, 'by'> & { before?: ReportContent };

/**
 * What the IT service provider does about reports. A release stores the report whole;
 * whatever changes afterwards only a correction brings in, as a version of its own.
 */
export class ReportDesk {
  private constructor(
    private readonly deps: {
      knex: Knex;
      reader: ReportReader;
      keeper: FigureKeeper;
      reports: ReportStore;
      outbox: ReductionOutbox;
      idempotency: IdempotencyStore;
      facts: FactLog;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    reader: ReportReader;
    keeper: FigureKeeper;
    reports: ReportStore;
    outbox: ReductionOutbox;
    idempotency: IdempotencyStore;
    facts: FactLog;
  }): ReportDesk {
    return new ReportDesk(deps);
  }

  /** Only of drafts: what was released says what it says. */
  async comment(
    caller: UserCaller,
    id: string,
    text: string,
  ): Promise<ServiceReport> {
    const { knex, facts, reader, reports } = this.deps;
    await this.manageable(caller, id, 'comment on');
    const comment = text.trim() || null;
    await transact(knex, async trx => {
      const row = await reports.lock(trx, id);
      if (!row) throw notFound('service report', id);
      if (row.version > 0) throw released(row);
      if (row.comment === comment) return;
      await reports.comment(trx, id, comment);
      await facts.note(
        trx,
        { kind: 'report', id },
        {
          actor: caller.ref,
          action: 'report-comment',
          objectRef: `report:${id}`,
        },
      );
    });
    facts.tell('reports');
    return reader.get(caller, id);
  }

  /** @throws ConflictError before the days of grace are over, and for what is released */
  async release(
    caller: UserCaller,
    id: string,
    request: Request,
  ): Promise<ServiceReport> {
    const { reader } = this.deps;
    return this.issue(caller, id, request, {
      verb: 'release',
      check: ({ report }, figures) => {
        if (report.version > 0) throw released(report);
        const from = reader.releasableFrom(figures);
        if (from !== undefined) {
          throw conflict(
            `the report of ${report.month} may be released from ${toInstant(
              from,
            )} on: the month has to be over, and so do the days of grace in which outages are still reported and corrected`,
          );
        }
      },
      next: async (_trx, row, figures) => {
        if (row.version > 0) throw released(row);
        return {
          version: 1,
          content: withComment(figures, row.comment),
          changes: [],
        };
      },
    });
  }

  /** @throws ConflictError for drafts, and if nothing is different */
  async correct(
    caller: UserCaller,
    id: string,
    wish: { reason: string; comment?: string },
    request: Request,
  ): Promise<ServiceReport> {
    const { reports } = this.deps;
    return this.issue(caller, id, request, {
      verb: 'correct',
      next: async (trx, row, figures) => {
        const [newest] = (await reports.versions([id], trx)).slice(-1);
        if (!newest) {
          throw conflict(
            'the report is a draft, which says what is known now; release it first',
          );
        }
        const before = fromJson<ReportContent>(newest.content);
        const content = withComment(
          figures,
          wish.comment === undefined ? before.comment : wish.comment.trim(),
        );
        const changes = compareReports(before, content);
        if (changes.length === 0) {
          throw conflict(
            `nothing is different from version ${row.version}; correct the outages, incidents or agreements first, or change the comment`,
          );
        }
        const version = row.version + 1;
        return { version, content, changes, reason: wish.reason, before };
      },
    });
  }

  /** Stores a version with everything that follows from it. */
  private async issue(
    caller: UserCaller,
    id: string,
    request: Request,
    how: {
      verb: 'release' | 'correct';
      check?: (seen: SeenReport, figures: ReportFigures) => void;
      next: (
        trx: Knex.Transaction,
        row: ReportRow,
        figures: ReportFigures,
      ) => Promise<Next>;
    },
  ): Promise<ServiceReport> {
    const { facts, idempotency, keeper, outbox, reports } = this.deps;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...request },
      async () => {
        const seen = await this.manageable(caller, id, how.verb);
        const figures = await keeper.of(seen);
        how.check?.(seen, figures);
        return { seen, figures };
      },
      async (trx, { seen, figures }) => {
        const row = await reports.lock(trx, id);
        if (!row) throw notFound('service report', id);
        const next = await how.next(trx, row, figures);
        await this.store(trx, seen, next, { caller, verb: how.verb });
        return {
          status: 200,
          response: presentReport(
            { ...seen, report: { ...row, version: next.version } },
            {
              rows: await reports.versions([id], trx),
              reductions: await outbox.of(id, trx),
              live: figures,
            },
          ),
        };
      },
    );
    if (!repeated) {
      facts.tell('reports');
      void outbox.handOver();
    }
    return response;
  }

  /** The version, what it takes off the customer's costs, and who did it. */
  private async store(
    trx: Knex.Transaction,
    { report: { id, month }, commitment }: SeenReport,
    { before, ...next }: Next,
    by: { caller: UserCaller; verb: string },
  ): Promise<void> {
    const { facts, outbox, reports } = this.deps;
    const { customer_ref: payerRef, service_ref, system_ref } = commitment;
    await reports.add(trx, id, { ...next, by: by.caller.ref });
    if (payerRef) {
      await outbox.add(
        trx,
        { reportId: id, version: next.version },
        reductionsBetween(before, next.content),
        {
          payerRef,
          month,
          reasons: reasonsOf(next.content, next.version),
          serviceRef: service_ref ?? undefined,
          systemRef: system_ref ?? undefined,
          explanationUrl: `/service-levels/reports/${id}?version=${next.version}`,
        },
      );
    }
    await facts.note(
      trx,
      { kind: 'report', id },
      {
        actor: by.caller.ref,
        action: `report-${by.verb}`,
        objectRef: `report:${id}`,
        details: { version: next.version, reason: next.reason },
      },
    );
  }

  private async manageable(
    caller: UserCaller,
    id: string,
    verb: string,
  ): Promise<SeenReport> {
    const seen = await this.deps.reader.find(caller, id);
    if (!seen.mayRelease) {
      throw notAllowed(
        `you may see this report, but only the IT service provider may ${verb} it`,
      );
    }
    return seen;
  }
}

function released({ month, version }: ReportRow): Error {
  return conflict(
    `the report of ${month} has been released as version ${version} and cannot be changed; correct it with a reason`,
  );
}

/** What the line of a statement says. */
function reasonsOf(
  { month, agreement }: ReportContent,
  version: number,
): CreditRequest['reasons'] {
  return version === 1
    ? {
        en: `Reduction after the service report of ${month} (${agreement})`,
        de: `Minderung nach Servicebericht ${month} (${agreement})`,
      }
    : {
        en: `Correction of the reduction after the service report of ${month}, version ${version} (${agreement})`,
        de: `Korrektur der Minderung nach Servicebericht ${month}, Version ${version} (${agreement})`,
      };
}

import {
  type Caller,
  conflict,
  cutPage,
  type IdempotencyStore,
  notAllowed,
  notFound,
  page,
  pageSize,
  requireReason,
  type UserCaller,
} from '@dualcloud/foundation-node';
import {
  billingManagePermission,
  type Statement,
  type StatementLine,
  statementReadPermission,
  type StatementState,
  type StatementSummary,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import { type Access, statementResource } from '../authorization';
import type { BillingCalendar } from '../calendar';
import { describeFaults } from '../invoices';
import type { PriceBook } from '../prices';
import type { FinaliseOutcome } from './finalise';
import { sumLines } from './lines';
import type { SnapshotReader, StatementSnapshot } from './snapshot';
import type { StatementLifecycle } from './StatementLifecycle';
import {
  statementColumns,
  type StatementRow,
  type StoredStatement,
  toStatement,
} from './statementRows';
import type { StatementStore } from './StatementStore';
import { totalsOf } from './totals';

export type StatementServiceOptions = {
  knex: Knex;
  access: Access;
  store: StatementStore;
  lifecycle: StatementLifecycle;
  snapshots: SnapshotReader;
  idempotency: IdempotencyStore;
  priceBook: () => Promise<PriceBook>;
  calendar: BillingCalendar;
};

/** A statement with what documents need beside it. */
export type StatementWithParties = {
  statement: Statement;
  snapshot: StatementSnapshot;
};

/** What payers and the IT service provider see of statements. */
export class StatementService {
  private constructor(private readonly options: StatementServiceOptions) {}

  static create(options: StatementServiceOptions): StatementService {
    return new StatementService(options);
  }

  async list(
    caller: Caller,
    wanted: {
      payer?: string;
      month?: string;
      state?: StatementState;
      limit?: number;
      cursor?: string;
    },
  ): Promise<{ items: StatementSummary[]; nextCursor?: string }> {
    const { knex, access, calendar } = this.options;
    const limit = pageSize(wanted.limit);
    const decisions = await access.decide(caller, [statementReadPermission]);
    const query = knex('statements').select(...statementColumns(knex));
    decisions.restrict(query, 'statements', statementReadPermission);
    if (wanted.payer) query.where('statements.payer_ref', wanted.payer);
    if (wanted.state) query.where('statements.state', wanted.state);
    if (wanted.month) {
      query.where('statements.month', calendar.parseMonth(wanted.month));
    }
    page(query, { column: 'statements.month', cursor: wanted.cursor, limit });
    const found: StatementRow[] = await query;
    const { rows, nextCursor } = cutPage(found, limit, ({ month }) => month);
    const items: StatementSummary[] = [];
    const book = await this.options.priceBook();
    for (const statement of rows.map(toStatement)) {
      const lines =
        statement.state === 'final'
          ? []
          : await this.options.store.lines(statement, book);
      items.push(this.summary(statement, sumLines(lines)));
    }
    return { items, nextCursor };
  }

  /** @throws NotFoundError also for what the caller may not see */
  async get(caller: Caller, id: string): Promise<Statement> {
    return (await this.withParties(caller, id)).statement;
  }

  /** @throws NotFoundError also for what the caller may not see */
  async withParties(caller: Caller, id: string): Promise<StatementWithParties> {
    const stored = await this.visible(caller, id);
    return this.compose(stored);
  }

  /** Ends the grace period at once. */
  async finalise(
    caller: UserCaller,
    id: string,
    reason: string,
    key: string,
  ): Promise<Statement> {
    await this.requireProvider(caller);
    requireReason(reason);
    const { lifecycle, idempotency } = this.options;
    const stored = await this.visible(caller, id);
    const { response, repeated } = await idempotency.once(
      {
        actor: caller.ref,
        key,
        route: `POST /statements/${id}/finalise`,
        body: { reason },
      },
      () => lifecycle.prepare(stored),
      async (trx, snapshot) => {
        const outcome = await lifecycle.finalise(
          trx,
          { id, actor: caller.ref, reason },
          snapshot,
        );
        if ('refusal' in outcome) throw this.refused(stored, outcome);
        return { status: 200, response: { id } };
      },
    );
    const final = await this.visible(caller, response.id);
    if (!repeated) lifecycle.announce(final);
    return (await this.compose(final)).statement;
  }

  /** @throws NotAllowedError unless the policy and the party allow it */
  async requireProvider(caller: UserCaller): Promise<void> {
    await this.options.access.require(caller, billingManagePermission);
    if (!caller.party.isItServiceProvider) {
      throw notAllowed('only the IT service provider does this');
    }
  }

  private async visible(caller: Caller, id: string): Promise<StoredStatement> {
    const { access, store } = this.options;
    const decisions = await access.decide(caller, [statementReadPermission]);
    const stored = await store.get(id);
    const allowed =
      stored &&
      decisions.allow(
        statementReadPermission,
        statementResource({ id, payer_ref: stored.payerRef }),
        'see',
      );
    if (!allowed) throw notFound('statement', id);
    return stored;
  }

  private async compose(
    stored: StoredStatement,
  ): Promise<StatementWithParties> {
    const { store, snapshots, calendar } = this.options;
    const book = await this.options.priceBook();
    const lines = await store.lines(stored, book);
    const snapshot: StatementSnapshot =
      stored.snapshot === undefined
        ? await snapshots.readIfPossible(stored.payerRef, lines)
        : JSON.parse(stored.snapshot);
    const summary = this.summary(stored, sumLines(lines), snapshot.billing);
    const corrected = await store.correctedIn(stored);
    const statement: Statement = {
      summary,
      lines: lines.map(withoutGaps),
      totals: totalsOf(lines, snapshot.titles),
      rounding: String(BigInt(summary.payable) - BigInt(summary.amount)),
      ...(stored.digest !== undefined && { digest: stored.digest }),
      correctedIn: corrected.map(({ statementId, month, amount }) => ({
        statementId,
        month: calendar.formatMonth(month),
        amount: String(amount),
      })),
    };
    return { statement, snapshot };
  }

  private summary(
    stored: StoredStatement,
    sums: { amount: bigint; payable: bigint },
    billing = this.options.snapshots.billingOf(stored.payerRef),
  ): StatementSummary {
    const { finalisedAtMs, finalisedBy, number } = stored;
    return {
      id: stored.id,
      ...(number !== undefined && { number }),
      payerRef: stored.payerRef,
      month: this.options.calendar.formatMonth(stored.month),
      currency: stored.currency,
      state: stored.state,
      amount: String(stored.amount ?? sums.amount),
      payable: String(stored.payable ?? sums.payable),
      inGraceUntil: new Date(stored.inGraceUntilMs).toISOString(),
      ...(finalisedAtMs !== undefined && {
        finalisedAt: new Date(finalisedAtMs).toISOString(),
      }),
      ...(finalisedBy !== undefined && { finalisedBy }),
      billing,
    };
  }

  private refused(
    statement: StoredStatement,
    outcome: Extract<FinaliseOutcome, { refusal: string }>,
  ): Error {
    const month = this.options.calendar.formatMonth(statement.month);
    const what = `the statement of ${month} for ${statement.payerRef}`;
    switch (outcome.refusal) {
      case 'unknown':
        return notFound('statement', statement.id);
      case 'final':
        return conflict(`${what} is final already`);
      case 'open':
        return conflict(
          `${what} cannot become final while its month runs; try again when it has ended`,
        );
      case 'empty':
        return conflict(`${what} has no lines; there is nothing to finalise`);
      case 'no-invoice':
        return Object.assign(
          conflict(
            `${what} cannot become final, for no invoice could be written of it: ${describeFaults(
              outcome.faults,
            )}`,
          ),
          { details: outcome.faults },
        );
      default:
        return conflict(
          `${what} has usage that is still being rated; try again in a minute`,
        );
    }
  }
}

/** JSON knows no undefined, and answers of the API are compared with its schema. */
function withoutGaps(line: StatementLine): StatementLine {
  return JSON.parse(JSON.stringify(line));
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CloudCostsClient,
  CreditRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { ReportReduction } from '@dualcloud/backstage-plugin-service-levels-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import { databaseNow, fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Due } from './duePenalties';

/** A row of `report_reductions`. */
export type ReductionRow = {
  id: string;
  report_id: string;
  version: number;
  amount: string;
  currency: string;
  request: string;
  state: ReportReduction['state'];
  billed_month: string | null;
  problem: string | null;
  attempts: number;
  next_at: number | string;
};

const AT_ONCE = 50;
const LONGEST_PAUSE_MS = 60 * 60_000;
const FIRST_PAUSE_MS = 15_000;

/**
 * Penalties on their way to cloud costs. They are stored with the version that
 * they belong to, and handed over again and again under the same id until cloud
 * costs has them: the id makes them count once, whoever hands them over how often.
 * Where cloud costs is not installed they wait, and are billed when it is.
 */
export class ReductionOutbox {
  private constructor(
    private readonly options: {
      knex: Knex;
      logger: LoggerService;
      costs: () => Promise<CloudCostsClient>;
    },
  ) {}

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    costs: () => Promise<CloudCostsClient>;
  }): ReductionOutbox {
    return new ReductionOutbox(options);
  }

  /** In the transaction that releases the version. */
  async add(
    trx: Knex.Transaction,
    of: { reportId: string; version: number },
    dues: readonly Due[],
    request: Omit<CreditRequest, 'amount' | 'currency'>,
  ): Promise<void> {
    for (const { currency, amountMicros } of dues) {
      const amount = String(amountMicros);
      const wanted: CreditRequest = { ...request, amount, currency };
      await trx('report_reductions').insert({
        id: `report-${of.reportId}-v${of.version}-${currency}`,
        report_id: of.reportId,
        version: of.version,
        amount,
        currency,
        request: JSON.stringify(wanted),
        state: 'pending',
        attempts: 0,
        next_at: databaseNow(trx),
      });
    }
  }

  /** In the order of versions. */
  async of(reportId: string, within?: Knex): Promise<ReductionRow[]> {
    return (within ?? this.options.knex)('report_reductions')
      .where('report_id', reportId)
      .orderBy(['version', 'currency']);
  }

  /** Hands over what is due; never throws. */
  async handOver(): Promise<void> {
    const { knex, logger } = this.options;
    try {
      const rows: ReductionRow[] = await knex('report_reductions')
        .whereNot('state', 'billed')
        .where('next_at', '<=', databaseNow(knex))
        .orderBy(['next_at', 'id'])
        .limit(AT_ONCE);
      for (const row of rows) await this.handOverOne(row);
    } catch (error) {
      logger.warn(`penalties could not be handed to cloud costs: ${error}`);
    }
  }

  private async handOverOne(row: ReductionRow): Promise<void> {
    const request = fromJson<CreditRequest>(row.request);
    try {
      const client = await this.options.costs();
      const { data } = await client.PUT('/reductions/{reductionId}', {
        params: { path: { reductionId: row.id } },
        body: request,
      });
      await this.update(row, {
        state: 'billed',
        billed_month: data?.billedMonth ?? null,
        problem: null,
      });
    } catch (error) {
      if (isNotInstalled(error)) {
        await this.putOff(row, { state: 'not-installed', problem: null });
      } else if (request.serviceRef && isUnknownService(error)) {
        // The payer has the service from elsewhere: it is about the payer as a whole.
        const { serviceRef, systemRef, ...rest } = request;
        await this.update(row, { request: JSON.stringify(rest) });
        await this.handOverOne({ ...row, request: JSON.stringify(rest) });
      } else {
        await this.putOff(row, { state: 'pending', problem: String(error) });
      }
    }
  }

  private async putOff(
    row: ReductionRow,
    change: Partial<ReductionRow>,
  ): Promise<void> {
    const { knex, logger } = this.options;
    const pause =
      change.state === 'not-installed'
        ? LONGEST_PAUSE_MS
        : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** row.attempts);
    if (change.problem) {
      logger.warn(
        `the reduction "${row.id}" could not be handed to cloud costs and will be tried again: ${change.problem}`,
      );
    }
    await knex('report_reductions')
      .where('id', row.id)
      .whereNot('state', 'billed')
      .update({
        ...change,
        attempts: Math.min(row.attempts + 1, 20),
        next_at: databaseNow(knex, pause),
      });
  }

  private async update(
    { id }: ReductionRow,
    change: Partial<ReductionRow>,
  ): Promise<void> {
    await this.options.knex('report_reductions').where({ id }).update(change);
  }
}

/** Cloud costs knows of no instance of the service that the payer had in the month. */
function isUnknownService(error: unknown): boolean {
  const details = (
    error as { body?: { error?: { details?: Array<{ field?: string }> } } }
  ).body?.error?.details;
  return Boolean(details?.some(({ field }) => field === 'serviceRef'));
}

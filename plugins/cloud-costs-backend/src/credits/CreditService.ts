import { randomUUID } from 'node:crypto';
import {
  type AuditLog,
  conflict,
  databaseNow,
  type IdempotencyStore,
  invalidField,
  type ServiceCaller,
  transact,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type {
  Credit,
  CreditRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import {
  type BillingPeriods,
  earliestOpenMonth,
  ensureStatements,
  lockBilling,
  readFinal,
} from '../statements/billing';
import { isSameReason, readReason, toReasonColumns } from './creditReasons';
import { type CreditRow, readCredit, toCredit } from './creditRows';

const LARGEST = 10n ** 18n;

export type CreditServiceOptions = {
  knex: Knex;
  audit: AuditLog;
  idempotency: IdempotencyStore;
  periods: BillingPeriods;
  /** Refuses whoever may not grant credits. */
  requireProvider: (caller: UserCaller) => Promise<void>;
  onBooked?: () => void;
  now?: () => number;
};

/**
 * Money that is not rated: credits that the IT service provider grants by hand,
 * and reductions that other plugins hand over. They are lines of the statement
 * of their month, or of the first one after it that is not final.
 */
export class CreditService {
  private readonly now: () => number;

  private constructor(private readonly options: CreditServiceOptions) {
    this.now = options.now ?? Date.now;
  }

  static create(options: CreditServiceOptions): CreditService {
    return new CreditService(options);
  }

  async grant(
    caller: UserCaller,
    wanted: CreditRequest,
    key: string,
  ): Promise<Credit> {
    const { idempotency, requireProvider } = this.options;
    await requireProvider(caller);
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /credits', body: wanted },
      async () => undefined,
      async trx => {
        const id = randomUUID();
        const actor = caller.ref;
        return {
          status: 200,
          response: await this.book(trx, { id, source: 'user', actor, wanted }),
        };
      },
    );
    if (!repeated) this.booked();
    return response;
  }

  /** The same again has no effect; the same id with other contents is refused. */
  async putReduction(
    caller: ServiceCaller,
    id: string,
    wanted: CreditRequest,
  ): Promise<Credit> {
    const actor = caller.ref;
    const credit = await transact(this.options.knex, async trx => {
      await lockBilling(trx);
      const known = await readCredit(trx, id);
      if (!known) {
        return this.book(trx, { id, source: actor, actor, wanted });
      }
      if (known.source !== actor || !this.isSame(known, wanted)) {
        throw conflict(
          `the reduction "${id}" has been handed over with other contents; hand over the difference under another id`,
        );
      }
      return toCredit(known, this.options.periods.calendar);
    });
    this.booked();
    return credit;
  }

  private booked(): void {
    void this.options.audit.publish();
    this.options.onBooked?.();
  }

  private async book(
    trx: Knex.Transaction,
    credit: {
      id: string;
      source: string;
      actor: string;
      wanted: CreditRequest;
    },
  ): Promise<Credit> {
    const { id, source, actor, wanted } = credit;
    const { periods, audit } = this.options;
    const reason = readReason(wanted);
    const nowMs = this.now();
    await lockBilling(trx);
    const month = this.checkMonth(wanted.month, nowMs);
    const amount = checkAmount(wanted.amount);
    if (!/^[A-Z]{3}$/.test(wanted.currency)) {
      throw invalidField('currency', 'currency', 'must be a code such as EUR');
    }
    await this.checkCorrected(trx, wanted);
    const allocationId = await this.findAllocation(trx, wanted, month);
    const billedMonth = await this.billedMonth(trx, wanted, month, nowMs);
    await ensureStatements(
      trx,
      periods,
      [
        {
          payerRef: wanted.payerRef,
          month: billedMonth,
          currency: wanted.currency,
        },
      ],
      nowMs,
    );
    await trx('credits').insert({
      id,
      source,
      payer_ref: wanted.payerRef,
      allocation_id: allocationId,
      month,
      amount,
      currency: wanted.currency,
      ...toReasonColumns(reason),
      corrects_statement_id: wanted.correctsStatementId ?? null,
      created_by: actor,
      created_at: databaseNow(trx),
      billed_month: billedMonth,
      system_ref: wanted.systemRef ?? null,
      service_ref: wanted.serviceRef ?? null,
      explanation_url: wanted.explanationUrl ?? null,
    });
    await audit.append(trx, {
      actor,
      action: source === 'user' ? 'credit-grant' : 'reduction-put',
      objectRef: `credit:${id}`,
      details: {
        payerRef: wanted.payerRef,
        month: wanted.month,
        amount: wanted.amount,
        currency: wanted.currency,
        reason: reason.reason,
      },
    });
    const stored = await readCredit(trx, id);
    if (!stored) throw new Error(`the credit "${id}" was not stored`);
    return toCredit(stored, periods.calendar);
  }

  private checkMonth(text: string, nowMs: number): number {
    const { calendar } = this.options.periods;
    const month = calendar.parseMonth(text);
    if (month > calendar.monthOf(nowMs)) {
      throw invalidField('month', 'past', 'must not be in the future');
    }
    return month;
  }

  private async checkCorrected(
    trx: Knex.Transaction,
    { correctsStatementId: id, payerRef, currency }: CreditRequest,
  ): Promise<void> {
    if (id === undefined) return;
    const found = await trx('statements')
      .where({ id, payer_ref: payerRef, currency, state: 'final' })
      .first('id');
    if (!found) {
      throw invalidField(
        'correctsStatementId',
        'final',
        'must be a final statement of this payer in this currency; leave it out otherwise',
      );
    }
  }

  /** What it is about, if that is one instance: the one that is named, or the only one of the service. */
  private async findAllocation(
    trx: Knex.Transaction,
    { instanceId, serviceRef, systemRef, payerRef }: CreditRequest,
    month: number,
  ): Promise<number | null> {
    if (instanceId === undefined && serviceRef === undefined) return null;
    const { fromMs, toMs } = this.options.periods.calendar.monthBounds(month);
    const query = trx('allocations')
      .where({ payer_ref: payerRef })
      .where('segment', '>=', 0)
      .where('from_ms', '<', toMs)
      .where(open => open.whereNull('to_ms').orWhere('to_ms', '>', fromMs))
      .orderBy('segment', 'desc')
      .select('id', 'instance_id');
    if (instanceId !== undefined) query.where('instance_id', instanceId);
    if (serviceRef !== undefined) query.where('service_ref', serviceRef);
    if (serviceRef !== undefined && systemRef !== undefined) {
      query.where('system_ref', systemRef);
    }
    const found: Array<{ id: number; instance_id: string }> = await query;
    if (found.length === 0) {
      const [field, what] =
        instanceId === undefined
          ? ['serviceRef', 'a service of which this payer had an instance']
          : ['instanceId', 'an instance that this payer had'];
      throw invalidField(
        field,
        'allocated',
        `must be ${what} in this month; leave it out for the payer as a whole`,
      );
    }
    const instances = new Set(found.map(row => row.instance_id));
    return instances.size === 1 ? found[0].id : null;
  }

  private async billedMonth(
    trx: Knex.Transaction,
    { payerRef, currency }: CreditRequest,
    month: number,
    nowMs: number,
  ): Promise<number> {
    const { periods } = this.options;
    const isFinal = await readFinal(trx, [payerRef]);
    let billed = Math.max(month, earliestOpenMonth(periods, nowMs));
    while (isFinal({ payerRef, currency, month: billed })) {
      billed = periods.calendar.nextMonth(billed);
    }
    return billed;
  }

  private isSame(known: CreditRow, wanted: CreditRequest): boolean {
    const { calendar } = this.options.periods;
    return (
      known.payer_ref === wanted.payerRef &&
      known.month === calendar.parseMonth(wanted.month) &&
      BigInt(known.amount) === BigInt(wanted.amount) &&
      known.currency === wanted.currency &&
      isSameReason(known, wanted) &&
      known.system_ref === (wanted.systemRef ?? null) &&
      known.service_ref === (wanted.serviceRef ?? null) &&
      known.explanation_url === (wanted.explanationUrl ?? null) &&
      known.corrects_statement_id === (wanted.correctsStatementId ?? null) &&
      (isOfService(wanted) ||
        (known.instance_id ?? undefined) === wanted.instanceId)
    );
  }
}

/** Which instance that is, is found out. */
function isOfService({ instanceId, serviceRef }: CreditRequest): boolean {
  return instanceId === undefined && serviceRef !== undefined;
}

function checkAmount(text: string): bigint {
  const amount = BigInt(text);
  if (amount === 0n || amount > LARGEST || amount < -LARGEST) {
    throw invalidField(
      'amount',
      'range',
      `must be from -${LARGEST} to ${LARGEST} micro-units, and not zero`,
    );
  }
  return amount;
}

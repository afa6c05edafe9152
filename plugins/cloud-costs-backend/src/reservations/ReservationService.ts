import type {
  Reservation,
  ReservationRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  conflict,
  databaseNow,
  lockRows,
  readDatabaseNow,
  type ServiceCaller,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BudgetRow, type StoredBudget, toBudget } from '../budgets/types';
import type { BudgetStandings, Standing } from '../budgets/BudgetStandings';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { PriceBook } from '../prices';
import { checkLife, type Lives, readInstant } from '../quotes';
import type { BudgetMatcher } from './BudgetMatcher';
import { type OrderCosts, orderCosts } from './orderCosts';
import { type ReservedAmounts, readReserved } from './reservationRows';

const HOUR_MS = 3_600_000;

type Options = {
  knex: Knex;
  audit: AuditLog;
  calendar: BillingCalendar;
  standings: BudgetStandings;
  matcher: BudgetMatcher;
  lives: Lives;
  priceBook: () => Promise<PriceBook>;
  /** How long money is set aside for an order at the longest. */
  hours: number;
  now?: () => number;
};

type Claim = { budget: StoredBudget; standing: Standing; costs: OrderCosts };

/**
 * Sets money aside for orders, and refuses orders that would break a budget.
 *
 * An order would break a budget if what is expected to be spent in the period
 * (what has been, and what runs until the period's end), what is set aside for
 * other orders, and what this one costs until then are more than the budget.
 *
 * What is set aside is read and written while the budgets' rows are locked, so
 * of two orders at once the second sees the first. SQLite has one writer.
 */
export class ReservationService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): ReservationService {
    return new ReservationService(options);
  }

  /** Repeatable: the same order is reckoned anew and takes the place of itself. */
  async reserve(
    caller: ServiceCaller,
    orderId: string,
    request: ReservationRequest,
  ): Promise<Reservation> {
    const { knex, audit, hours } = this.options;
    const claims = await this.claims(request);
    const reservation = await transact(knex, async trx => {
      await lockRows(
        trx,
        'budgets',
        claims.map(({ budget }) => budget.id),
      );
      const nowMs = await readDatabaseNow(trx);
      const taken: Claim[] = [];
      const reserved = await readReserved(trx, nowMs);
      for (const claim of claims) {
        const row: BudgetRow | undefined = await trx('budgets')
          .where('id', claim.budget.id)
          .first();
        if (!row) continue;
        const now = { ...claim, budget: toBudget(row) };
        const others = reserved.of(row.id, claim.standing.period, orderId);
        this.refuseBreaking(now, others);
        taken.push(now);
      }
      const expiresAt = nowMs + hours * HOUR_MS;
      await this.store(trx, { orderId, request, taken, expiresAt });
      await audit.append(trx, {
        actor: caller.ref,
        action: 'reservation-put',
        objectRef: `reservation:${orderId}`,
        details: {
          budgets: taken.map(({ budget }) => budget.id),
          payerRef: request.payerRef,
        },
      });
      return present(orderId, taken, expiresAt);
    });
    void audit.publish();
    return reservation;
  }

  /** Giving back what is not there, or no more, is done already. */
  async release(caller: ServiceCaller, orderId: string): Promise<void> {
    const { knex, audit } = this.options;
    await transact(knex, async trx => {
      const released = await trx('reservations')
        .where('order_id', orderId)
        .whereNull('released_at')
        .update({ released_at: databaseNow(trx) });
      if (!released) return;
      await audit.append(trx, {
        actor: caller.ref,
        action: 'reservation-release',
        objectRef: `reservation:${orderId}`,
      });
    });
    void audit.publish();
  }

  /** Everything that takes time, before anything is locked. */
  private async claims(request: ReservationRequest): Promise<Claim[]> {
    const { calendar, matcher, standings, lives, priceBook } = this.options;
    const fromMs =
      readInstant(request.from, 'from') ?? (this.options.now ?? Date.now)();
    const untilMs = readInstant(request.until, 'until');
    checkLife(fromMs, untilMs, 'until');
    const currentUntilMs = readInstant(request.current?.until, 'current.until');
    const { payerRef, customerRef, systemRef, current } = request;
    const terms = { payerRef, customerRef, systemRef, fromMs, untilMs };
    // A service asks, and what things cost is told to nobody but the budget.
    const all = () => undefined;
    const wanted = await lives.of(request.items, terms, all, current?.items);
    const today = current
      ? await lives.ofCurrent(
          current.items,
          { ...terms, untilMs: currentUntilMs },
          all,
        )
      : [];
    const prices = { book: await priceBook(), calendar };
    const claims: Claim[] = [];
    for (const budget of await matcher.binding(request)) {
      const standing = await standings.of(budget);
      const { period } = standing;
      const costs = orderCosts(wanted, today, budget, { ...prices, period });
      if (costs.total > 0n) claims.push({ budget, standing, costs });
    }
    return claims;
  }

  private refuseBreaking(claim: Claim, reservedByOthers: bigint): void {
    const { budget, standing, costs } = claim;
    if (!budget.refusesOrders) return;
    const left = budget.amount - expectedOf(standing) - reservedByOthers;
    const needed = costs.isExtension ? 0n : costs.total;
    if (needed <= left) return;
    const { calendar } = this.options;
    const { currency } = budget;
    const shown = left > 0n ? left : 0n;
    throw conflict(
      `the order would break the budget "${budget.name}": of ${formatDecimal(
        budget.amount,
      )} ${currency} until ${calendar.formatDay(
        standing.period.to,
      )} there are ${formatDecimal(
        shown,
      )} ${currency} left, and it would cost ${formatDecimal(
        costs.total,
      )} ${currency} until then. Order something smaller, tear something down, or ask ${
        budget.ownerRef
      } to raise the budget`,
    );
  }

  private async store(
    trx: Knex.Transaction,
    wanted: {
      orderId: string;
      request: ReservationRequest;
      taken: Claim[];
      expiresAt: number;
    },
  ): Promise<void> {
    const amounts: ReservedAmounts = {};
    for (const { budget, costs } of wanted.taken) {
      // The forecast expects what runs to go on, so it is not set aside twice.
      if (costs.isExtension) continue;
      amounts[budget.id] = Object.fromEntries(
        [...costs.byMonth].map(([month, amount]) => [month, String(amount)]),
      );
    }
    await trx('reservations')
      .insert({
        order_id: wanted.orderId,
        request: JSON.stringify(wanted.request),
        amounts: JSON.stringify(amounts),
        created_at: databaseNow(trx),
        expires_at: wanted.expiresAt,
        released_at: null,
      })
      .onConflict('order_id')
      .merge();
  }
}

/** What is expected to be spent at the end, and has been at least. */
export function expectedOf({ spent, forecast }: Standing): bigint {
  return forecast.expected > spent ? forecast.expected : spent;
}

function present(
  orderId: string,
  taken: Claim[],
  expiresAt: number,
): Reservation {
  return {
    orderId,
    expiresAt: new Date(expiresAt).toISOString(),
    budgets: taken.map(({ budget, costs }) => ({
      budgetId: budget.id,
      name: budget.name,
      reserved: String(costs.isExtension ? 0n : costs.total),
    })),
  };
}

import type {
  Reservation,
  ReservationRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  databaseNow,
  lockRows,
  readDatabaseNow,
  type ServiceCaller,
  transact,
  unavailable,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BudgetRow, type StoredBudget, toBudget } from '../budgets/types';
import type { BudgetStandings, Standing } from '../budgets/BudgetStandings';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { type ByMonth, checkLife, type Lives, readInstant } from '../quotes';
import { readCursorValue } from '../rollup';
import type { BudgetMatcher } from './BudgetMatcher';
import { breaksBudget } from './breaksBudget';
import { type OrderCosts, orderCosts } from './orderCosts';
import { RecentStandings } from './RecentStandings';
import {
  type Amounts,
  type Reserved,
  type ReservedItem,
  readReserved,
} from './reservationRows';

const HOUR_MS = 3_600_000;
const ATTEMPTS = 10;

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
  /** Learns what has come of orders until now. */
  catchUp: () => Promise<void>;
  now?: () => number;
};

type Claim = { budget: StoredBudget; standing: Standing; costs: OrderCosts };

type Wish = {
  caller: ServiceCaller;
  orderId: string;
  request: ReservationRequest;
};

/**
 * Sets money aside for orders, and refuses orders that would break a budget.
 *
 * An order would break a budget if what is expected to be spent in the period
 * (what has been, and what runs until the period's end), what is set aside for
 * other orders, and what this one costs until then are more than the budget.
 *
 * What is set aside is read and written while the budgets' rows are locked, so
 * of two orders at once the second sees the first. SQLite has one writer. What is
 * expected takes longer to find out and is known before; should instances have
 * begun since, it is found out again, because their fees have moved from what is
 * set aside to what is expected.
 */
export class ReservationService {
  private readonly standings: RecentStandings;

  private constructor(private readonly options: Options) {
    this.standings = RecentStandings.create(options.standings);
  }

  static create(options: Options): ReservationService {
    return new ReservationService(options);
  }

  /** Repeatable: the same order is reckoned anew and takes the place of itself. */
  async reserve(
    caller: ServiceCaller,
    orderId: string,
    request: ReservationRequest,
  ): Promise<Reservation> {
    const { knex, audit } = this.options;
    const wish = { caller, orderId, request };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const known = await readCursorValue(knex, 'allocations');
      const claims = await this.claims(request, known);
      const reservation = await transact(knex, trx =>
        this.take(trx, wish, claims, known),
      );
      if (reservation === 'outdated') continue;
      void audit.publish();
      return reservation;
    }
    throw unavailable(
      'so much begins and ends at this moment that budgets cannot be checked; try again',
    );
  }

  /** Giving back what is not there, or no more, is done already. */
  async release(caller: ServiceCaller, orderId: string): Promise<void> {
    const { knex, audit, catchUp } = this.options;
    const askedAt = await readDatabaseNow(knex);
    // Of an order that failed a part may be there, and that is expected from now on.
    await catchUp();
    await transact(knex, async trx => {
      const released = await trx('reservations')
        .where('order_id', orderId)
        // The order may have been tried again meanwhile.
        .where('created_at', '<=', askedAt)
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
  private async claims(
    request: ReservationRequest,
    known: string,
  ): Promise<Claim[]> {
    const { calendar, matcher, lives, priceBook } = this.options;
    const fromMs =
      readInstant(request.from, 'from') ?? (this.options.now ?? Date.now)();
    const untilMs = readInstant(request.until, 'until');
    // What ends before it begins costs nothing.
    if (untilMs !== undefined && untilMs <= fromMs) return [];
    checkLife(fromMs, untilMs, 'until');
    const currentUntilMs = readInstant(request.current?.until, 'current.until');
    const budgets = await matcher.binding(request);
    if (budgets.length === 0) return [];
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
    for (const budget of budgets) {
      const standing = await this.standings.of(budget, known);
      const { period } = standing;
      const costs = orderCosts(wanted, today, budget, { ...prices, period });
      if (costs.total > 0n) claims.push({ budget, standing, costs });
    }
    return claims;
  }

  /** @param known - up to where allocations were known when the claims were made */
  private async take(
    trx: Knex.Transaction,
    wish: Wish,
    claims: Claim[],
    known: string,
  ): Promise<Reservation | 'outdated'> {
    const { audit, hours } = this.options;
    const { caller, orderId, request } = wish;
    await lockRows(
      trx,
      'budgets',
      claims.map(({ budget }) => budget.id),
    );
    const nowMs = await readDatabaseNow(trx);
    const reserved = await readReserved(trx, nowMs);
    if ((await readCursorValue(trx, 'allocations')) !== known) {
      return 'outdated';
    }
    const taken = await this.check(trx, claims, reserved, orderId);
    const expiresAt = nowMs + hours * HOUR_MS;
    await this.store(trx, { ...wish, taken, expiresAt });
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
  }

  /** The claims as the budgets are now; throws if one of them does not allow it. */
  private async check(
    trx: Knex.Transaction,
    claims: Claim[],
    reserved: Reserved,
    orderId: string,
  ): Promise<Claim[]> {
    const { calendar } = this.options;
    const taken: Claim[] = [];
    for (const claim of claims) {
      const row: BudgetRow | undefined = await trx('budgets')
        .where('id', claim.budget.id)
        .first();
      if (!row) continue;
      const budget = toBudget(row);
      const { standing, costs } = claim;
      const others = reserved.of(budget.id, standing.period, orderId);
      const left = budget.amount - expectedOf(standing) - others;
      if (budget.refusesOrders && newCostsOf(costs) > left) {
        throw breaksBudget(budget, {
          left: left > 0n ? left : 0n,
          cost: costs.total,
          until: calendar.formatDay(standing.period.to),
        });
      }
      taken.push({ ...claim, budget });
    }
    return taken;
  }

  private async store(
    trx: Knex.Transaction,
    wanted: Wish & { taken: Claim[]; expiresAt: number },
  ): Promise<void> {
    await trx('reservations')
      .insert({
        order_id: wanted.orderId,
        request: JSON.stringify(wanted.request),
        amounts: JSON.stringify(itemsOf(wanted.request, wanted.taken)),
        created_at: databaseNow(trx),
        expires_at: wanted.expiresAt,
        released_at: null,
      })
      .onConflict('order_id')
      .merge();
  }
}

/** The forecast expects what runs to go on, so that is not set aside twice. */
export function newCostsOf({ total, isExtension }: OrderCosts): bigint {
  return isExtension ? 0n : total;
}

function itemsOf(request: ReservationRequest, taken: Claim[]): ReservedItem[] {
  const claims = taken.filter(({ costs }) => !costs.isExtension);
  const amountsOf = (index: number, part: 'fees' | 'usage'): Amounts =>
    Object.fromEntries(
      claims.map(({ budget, costs }) => [
        budget.id,
        toDecimals(costs.items[index]?.[part]),
      ]),
    );
  return request.items.map(({ serviceRef, plan, instanceId }, index) => ({
    serviceRef,
    plan,
    ...(instanceId !== undefined && { instanceId }),
    fees: amountsOf(index, 'fees'),
    usage: amountsOf(index, 'usage'),
  }));
}

function toDecimals(amounts: ByMonth | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(amounts ?? [])].map(([month, amount]) => [month, String(amount)]),
  );
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
      reserved: String(newCostsOf(costs)),
    })),
  };
}

import {
  costReadPermission,
  type Quote,
  quoteCreatePermission,
  type QuoteLine,
  type QuoteRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type Caller, unprocessable } from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { Restriction } from '../costs';
import { formatDecimal } from '../money';
import type { PriceBook } from '../prices';
import type { ItemLife, Lives, LifeTerms } from './Lives';
import { type LifeQuote, quoteLife } from './quoteLife';
import { checkLife, readInstant } from './readItems';

/** A quote's lives, for whoever asks what they do to budgets. */
export type QuotedLives = {
  caller: Caller;
  request: QuoteRequest;
  lives: ItemLife[];
  current: ItemLife[];
};

/** Tells which budgets something would touch. */
export type BudgetTouches = (
  quoted: QuotedLives,
) => Promise<NonNullable<Quote['budgets']>>;

type Sums = { oneTime: bigint; monthly: bigint; total: bigint };

/**
 * What something will cost before it is ordered: a life that does not exist is
 * rated with the function that rates what was measured, on stored prices.
 *
 * Whoever is signed in may ask. Agreed prices and discounts are only told to
 * those whose they are; others see the listed price.
 */
export class QuoteService {
  private constructor(
    private readonly deps: {
      access: Access;
      calendar: BillingCalendar;
      lives: Lives;
      priceBook: () => Promise<PriceBook>;
      touches: BudgetTouches;
      now: () => number;
    },
  ) {}

  static create(options: {
    access: Access;
    calendar: BillingCalendar;
    lives: Lives;
    priceBook: () => Promise<PriceBook>;
    touches: BudgetTouches;
    now?: () => number;
  }): QuoteService {
    return new QuoteService({ now: Date.now, ...options });
  }

  async quote(caller: Caller, request: QuoteRequest): Promise<Quote> {
    const { access, lives, touches, now } = this.deps;
    await access.require(caller, quoteCreatePermission);
    const decisions = await access.decide(caller, [costReadPermission]);
    const restrict: Restriction = query =>
      decisions.restrict(query, 'allocations', costReadPermission);

    const fromMs = readInstant(request.from, 'from') ?? now();
    const untilMs = readInstant(request.until, 'until');
    checkLife(fromMs, untilMs, 'until');
    const currentUntilMs = readInstant(request.current?.until, 'current.until');
    checkLife(fromMs, currentUntilMs, 'current.until');
    const terms = { ...whose(caller, request), fromMs, untilMs };

    const { current } = request;
    const wanted = await lives.of(
      request.items,
      terms,
      restrict,
      current?.items,
    );
    const today = current
      ? await lives.ofCurrent(
          current.items,
          { ...terms, untilMs: currentUntilMs },
          restrict,
        )
      : [];
    const quote = await this.present(request, wanted, today);
    return {
      ...quote,
      from: new Date(fromMs).toISOString(),
      ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
      budgets: await touches({
        caller,
        request,
        lives: wanted,
        current: today,
      }),
    };
  }

  private async present(
    request: QuoteRequest,
    lives: ItemLife[],
    current: ItemLife[],
  ): Promise<Quote> {
    const prices = {
      book: await this.deps.priceBook(),
      calendar: this.deps.calendar,
    };
    const quotes = await quoteEach(lives, prices);
    const before = await quoteEach(current, prices);
    const currency = oneCurrency([...quotes, ...before]);
    const sums = addUp(quotes);
    const today = addUp(before);
    return {
      currency,
      oneTime: String(sums.oneTime),
      monthly: String(sums.monthly),
      ...(request.until !== undefined && { total: String(sums.total) }),
      ...(request.current && {
        current: {
          oneTime: String(today.oneTime),
          monthly: String(today.monthly),
          ...(request.current.until !== undefined && {
            total: String(today.total),
          }),
        },
      }),
      lines: quotes.flatMap((quote, index) =>
        presentLines(quote, lives[index], index),
      ),
      unpriced: request.items
        .filter((_, index) => !quotes[index])
        .map(({ serviceRef, plan }) => `${serviceRef} ${plan}`),
    };
  }
}

/** Agreed prices are told to the customer and the IT service provider only. */
function whose(
  caller: Caller,
  { payerRef, systemRef }: QuoteRequest,
): Pick<LifeTerms, 'payerRef' | 'customerRef' | 'systemRef'> {
  const mayKnow =
    payerRef !== undefined &&
    (caller.type === 'service' ||
      caller.party.isItServiceProvider ||
      caller.party.refs.includes(payerRef));
  return mayKnow ? { payerRef, customerRef: payerRef, systemRef } : {};
}

async function quoteEach(
  lives: ItemLife[],
  prices: Parameters<typeof quoteLife>[1],
): Promise<Array<LifeQuote | undefined>> {
  const quotes: Array<LifeQuote | undefined> = [];
  for (const { life } of lives) {
    quotes.push(quoteLife(life, prices));
    await new Promise(setImmediate);
  }
  return quotes;
}

function oneCurrency(quotes: Array<LifeQuote | undefined>): string {
  const currencies = [
    ...new Set(quotes.flatMap(quote => (quote ? [quote.currency] : []))),
  ];
  if (currencies.length > 1) {
    throw unprocessable(
      `the items have prices in ${currencies.join(
        ' and ',
      )}, which do not add up; ask for those of one currency at a time`,
    );
  }
  return currencies[0] ?? 'EUR';
}

function addUp(quotes: Array<LifeQuote | undefined>): Sums {
  const sums = { oneTime: 0n, monthly: 0n, total: 0n };
  for (const quote of quotes) {
    for (const line of quote?.components ?? []) {
      sums.oneTime += line.oneTime;
      sums.monthly += line.monthly;
      sums.total += line.total;
    }
  }
  return sums;
}

function presentLines(
  quote: LifeQuote | undefined,
  { life, assumptionOf }: ItemLife,
  item: number,
): QuoteLine[] {
  return (quote?.components ?? []).map(line => ({
    item,
    component: line.component,
    ...(line.titles && { titles: line.titles }),
    type: line.type,
    monthly: String(line.monthly),
    oneTime: String(line.oneTime),
    // Without an end what it costs every month is all that can be said.
    total: String(life.toMs === undefined ? line.oneTime : line.total),
    assumption: line.meter === undefined ? 'none' : assumptionOf(line.meter),
    ...(line.meter !== undefined &&
      line.type === 'usage' && {
        quantity: formatDecimal(life.monthlyUsage.get(line.meter) ?? 0n),
      }),
    unit: line.unit,
  }));
}

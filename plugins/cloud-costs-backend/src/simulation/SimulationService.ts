import {
  parsePriceListText,
  priceListSimulatePermission,
  type PriceListSpec,
  type Simulation,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type Caller,
  invalid,
  invalidField,
  notAllowed,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore } from '../allocations';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import { PriceBook } from '../prices';
import { UsageDayStore } from '../rollup';
import { type BothAmounts, rateBoth } from './rateBoth';

const MOST_MONTHS = 24;
/** No stored list has it. */
const DRAFT_ID = 0;

/**
 * Tells who would have paid how much more or less if a draft had held instead of
 * the versions of its list, whatever day it says that it is to hold from.
 */
export class SimulationService {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      calendar: BillingCalendar;
      priceBook: () => Promise<PriceBook>;
      now: () => number;
    },
  ) {}

  static create(options: {
    knex: Knex;
    access: Access;
    calendar: BillingCalendar;
    priceBook: () => Promise<PriceBook>;
    now?: () => number;
  }): SimulationService {
    return new SimulationService({ now: Date.now, ...options });
  }

  async simulate(
    caller: Caller,
    request: { text: string; from: string; to: string },
  ): Promise<Simulation> {
    const { knex, access, calendar, priceBook, now } = this.deps;
    await access.require(caller, priceListSimulatePermission);
    // It tells what everybody pays.
    if (caller.type === 'user' && !caller.party.isItServiceProvider) {
      throw notAllowed('drafts are simulated for the IT service provider only');
    }
    const months = this.readMonths(request);
    const spec = readDraft(request.text);
    const stored = await priceBook();
    const sums = await rateBoth({
      allocations: AllocationStore.create(knex),
      usage: UsageDayStore.create(knex),
      calendar,
      months,
      services: new Set(spec.services.map(({ serviceRef }) => serviceRef)),
      books: { stored, draft: this.withDraft(stored, spec, months[0]) },
      currency: spec.currency,
      nowMs: now(),
    });
    return present(sums, {
      currency: spec.currency,
      from: request.from,
      to: request.to,
    });
  }

  private readMonths({ from, to }: { from: string; to: string }): number[] {
    const { calendar, now } = this.deps;
    const first = calendar.parseMonth(from);
    const last = calendar.parseMonth(to);
    if (last < first) {
      throw invalidField('to', 'order', 'must not be before `from`');
    }
    if (first > calendar.monthOf(now())) {
      throw invalidField('from', 'past', 'must not be in the future');
    }
    const months: number[] = [];
    for (let month = first; month <= last; month = calendar.nextMonth(month)) {
      months.push(month);
      if (months.length > MOST_MONTHS) {
        throw invalidField(
          'to',
          'range',
          `must be at most ${MOST_MONTHS} months from \`from\``,
        );
      }
    }
    return months;
  }

  /** Held since the year began, because yearly prices look back to there. */
  private withDraft(
    stored: PriceBook,
    spec: PriceListSpec,
    firstMonth: number,
  ): PriceBook {
    const { calendar } = this.deps;
    return PriceBook.create({
      calendar,
      versions: [
        {
          id: DRAFT_ID,
          list: spec.list,
          version: spec.version,
          spec,
          validFromMs: calendar.yearBounds(Math.floor(firstMonth / 100)).fromMs,
          storedAt: 0,
        },
        ...stored.versions.filter(({ list }) => list !== spec.list),
      ],
    });
  }
}

function readDraft(text: string): PriceListSpec {
  const { problems, entity } = parsePriceListText(text);
  if (entity && problems.length === 0) return entity.spec;
  throw invalid(
    problems.slice(0, 20).map(problem => ({
      field: `text.${problem.path}`,
      rule: problem.rule,
      message: problem.message,
    })),
  );
}

function present(
  sums: Map<string, Map<string, BothAmounts>>,
  facts: Pick<Simulation, 'currency' | 'from' | 'to'>,
): Simulation {
  const groups = [...sums].map(([payerRef, services]) => ({
    payerRef,
    ...total([...services.values()]),
    services: [...services]
      .map(([serviceRef, both]) => ({ serviceRef, ...both }))
      .sort((a, b) => (a.serviceRef < b.serviceRef ? -1 : 1)),
  }));
  const all = total(groups);
  return {
    ...facts,
    total: String(all.amount),
    simulatedTotal: String(all.simulated),
    groups: groups
      .sort((a, b) => (a.payerRef < b.payerRef ? -1 : 1))
      .map(({ payerRef, services, ...both }) => ({
        payerRef,
        ...texts(both),
        services: services.map(({ serviceRef, ...ofService }) => ({
          serviceRef,
          ...texts(ofService),
        })),
      })),
  };
}

function total(amounts: readonly BothAmounts[]): BothAmounts {
  return amounts.reduce(
    (sum, one) => ({
      amount: sum.amount + one.amount,
      simulated: sum.simulated + one.simulated,
    }),
    { amount: 0n, simulated: 0n },
  );
}

function texts({ amount, simulated }: BothAmounts) {
  return { amount: String(amount), simulated: String(simulated) };
}

import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import { writeLineId } from '../costs';
import { formatDecimal, toCents } from '../money';
import type { PriceBook } from '../prices';
import { componentsOf } from '../rating';

const MICROS_IN_A_CENT = 10_000n;

/** Charges of an allocation in a statement, added up or not. */
export type BilledCharge = {
  allocationId: number;
  month: number;
  component: string;
  priceListId: number;
  type: string;
  unit: string;
  /** Millionths of the unit. */
  quantity: bigint;
  /** Micro-units. */
  amount: bigint;
};

/** A credit or reduction in a statement. */
export type BilledCredit = {
  source: string;
  allocationId: number | null;
  month: number;
  amount: bigint;
  /** In English where it is known in both languages. */
  reason: string;
  reasons?: StatementLine['reasons'];
  systemRef: string | null;
  serviceRef: string | null;
  explanationUrl: string | null;
  correctsStatementId: string | null;
};

export type LineSources = {
  billedMonth: number;
  calendar: BillingCalendar;
  charges: BilledCharge[];
  credits: BilledCredit[];
  allocations: ReadonlyMap<number, StoredAllocation>;
  book: PriceBook;
  /** Number of the payer's final statement of a month. */
  numberOfMonth: (month: number) => string | undefined;
  numberOfStatement: (id: string) => string | undefined;
};

/** A line whose figures are not yet texts. */
type OpenLine = { line: Omit<StatementLine, 'position'>; key: string } & {
  quantity: bigint;
  amount: bigint;
};

const KINDS = ['charge', 'adjustment', 'credit', 'reduction'];

/**
 * The lines of a statement: charges of the same instance, price and month
 * together, in an order that depends on nothing else.
 */
export function computeLines(sources: LineSources): StatementLine[] {
  const lines = new Map<string, OpenLine>();
  for (const charge of sources.charges) {
    const fresh = chargeLine(charge, sources);
    const known = lines.get(fresh.key);
    if (known) {
      known.quantity += fresh.quantity;
      known.amount += fresh.amount;
      // A line of several allocations has no one explanation.
      if (known.line.lineId !== fresh.line.lineId) delete known.line.lineId;
    } else {
      lines.set(fresh.key, fresh);
    }
  }
  const all = [...lines.values()]
    .filter(({ quantity, amount }) => quantity !== 0n || amount !== 0n)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  all.push(...sources.credits.map(credit => creditLine(credit, sources)));
  return all.map(({ line, quantity, amount }, index) => ({
    ...line,
    quantity: formatDecimal(quantity),
    amount: String(amount),
    position: index + 1,
  }));
}

function chargeLine(charge: BilledCharge, sources: LineSources): OpenLine {
  const { billedMonth, calendar, book } = sources;
  const { component, type, unit, month } = charge;
  const allocation = sources.allocations.get(charge.allocationId);
  const version = book.version(charge.priceListId);
  const kind = month === billedMonth ? 'charge' : 'adjustment';
  const line = {
    kind,
    month: calendar.formatMonth(month),
    ...placeOf(allocation),
    component,
    titles: titlesOf(charge, allocation, book),
    type,
    unit,
    quantity: '',
    amount: '',
    priceList: version?.list,
    priceListVersion: version?.version,
    correctsStatement:
      kind === 'adjustment' ? sources.numberOfMonth(month) : undefined,
    lineId: writeLineId({ ...charge, billedMonth }),
  } satisfies Omit<StatementLine, 'position'>;
  const { titles, ...identity } = line;
  const key = JSON.stringify([
    identity.systemRef ?? '',
    identity.environmentName ?? '',
    identity.environmentId ?? '',
    identity.serviceRef,
    identity.instanceName ?? '',
    identity.instanceId ?? '',
    identity.plan,
    identity.stage ?? '',
    identity.month,
    KINDS.indexOf(kind),
    component,
    type,
    unit,
    identity.priceList ?? '',
    identity.priceListVersion ?? '',
  ]);
  return { line, key, quantity: charge.quantity, amount: charge.amount };
}

function creditLine(credit: BilledCredit, sources: LineSources): OpenLine {
  const allocation =
    credit.allocationId === null
      ? undefined
      : sources.allocations.get(credit.allocationId);
  const kind = credit.source === 'user' ? 'credit' : 'reduction';
  const { correctsStatementId } = credit;
  return {
    key: '',
    quantity: 1_000_000n,
    amount: credit.amount,
    line: {
      kind,
      month: sources.calendar.formatMonth(credit.month),
      ...placeOf(allocation),
      ...(credit.systemRef !== null && { systemRef: credit.systemRef }),
      ...(credit.serviceRef !== null && { serviceRef: credit.serviceRef }),
      component: kind,
      type: kind,
      unit: 'once',
      quantity: '',
      amount: '',
      reason: credit.reason,
      ...(credit.reasons && { reasons: credit.reasons }),
      ...(credit.explanationUrl !== null && {
        explanationUrl: credit.explanationUrl,
      }),
      correctsStatement:
        correctsStatementId === null
          ? undefined
          : sources.numberOfStatement(correctsStatementId),
    },
  };
}

function placeOf(allocation: StoredAllocation | undefined) {
  return {
    systemRef: allocation?.systemRef,
    environmentId: allocation?.environmentId,
    environmentName: allocation?.environmentName,
    instanceId: allocation?.instanceId,
    instanceName: allocation?.instanceName,
    serviceRef: allocation?.serviceRef ?? '',
    plan: allocation?.plan ?? '',
    stage: allocation?.stage,
  };
}

/** Of the component, or of the discount on it. */
function titlesOf(
  { component, priceListId }: BilledCharge,
  allocation: StoredAllocation | undefined,
  book: PriceBook,
): StatementLine['titles'] {
  const spec = book.version(priceListId)?.spec;
  if (!spec || !allocation) return undefined;
  const [id, discountId] = component.split('~');
  const discount = spec.discounts?.find(one => one.id === discountId);
  return (
    discount?.titles ??
    componentsOf(spec, allocation.serviceRef, allocation.plan).find(
      one => one.id === id,
    )?.titles
  );
}

/** What lines come to: exactly, and with each line in whole cents; micro-units. */
export function sumLines(lines: ReadonlyArray<Pick<StatementLine, 'amount'>>): {
  amount: bigint;
  payable: bigint;
} {
  let [amount, payable] = [0n, 0n];
  for (const line of lines) {
    const micros = BigInt(line.amount);
    amount += micros;
    payable += toCents(micros) * MICROS_IN_A_CENT;
  }
  return { amount, payable };
}

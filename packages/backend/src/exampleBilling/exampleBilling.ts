import type {
  BudgetRequest,
  CreditRequest,
  Forecast,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { z } from 'zod';
import { checkDocument } from '../exampleData';

const percent = z.number().int().positive();

/** Whoever does it, and what it is remembered by. */
const deed = z.object({
  person: z.string().startsWith('user:'),
  name: z.string(),
});

const budget = deed
  .extend({
    scope: z.object({
      type: z.enum(['organisation', 'system', 'environment']),
      /** An entity ref, or an environment's name. */
      of: z.string(),
    }),
    owner: z.string().startsWith('group:'),
    period: z.enum(['month', 'year']),
    /** How much of the budget is spent so far, or expected to be in the end. */
    amount: z.union([
      z.object({ spentPercent: percent }).strict(),
      z.object({ expectedPercent: percent }).strict(),
    ]),
    thresholds: z.array(percent),
    refusesOrders: z.boolean().default(false),
  })
  .strict();

const credit = deed
  .extend({
    payer: z.string().startsWith('group:'),
    monthsAgo: percent,
    /** In whole euros; below zero in the payer's favour. */
    euros: z.number().int(),
    reasons: z.object({ en: z.string(), de: z.string() }).strict(),
    system: z.string().startsWith('system:').optional(),
  })
  .strict();

/** `query` is the address's, as the Costs page has it. */
const savedView = deed.extend({ query: z.string() }).strict();

const schema = z
  .object({
    budgets: z.array(budget),
    credits: z.array(credit),
    savedViews: z.array(savedView),
  })
  .strict();

/** examples/billing.yaml */
export type ExampleBilling = z.infer<typeof schema>;
export type ExampleBudget = ExampleBilling['budgets'][number];
export type ExampleCredit = ExampleBilling['credits'][number];
export type ExampleSavedView = ExampleBilling['savedViews'][number];

/** @throws InputError that says which entry is wrong and why */
export function parseExampleBilling(document: unknown): ExampleBilling {
  return checkDocument(schema, document, 'examples/billing.yaml');
}

const MICROS = 1_000_000n;
/** Budgets are set in round figures. */
const STEP = 10n * MICROS;

/**
 * The budget as the API takes it. Its amount follows from what is spent or
 * expected, so that it is as the example wants it whenever the portal starts.
 *
 * @param scopeRef - an entity ref, or an environment's id
 */
export function toBudgetRequest(
  { amount, ...wanted }: ExampleBudget,
  scopeRef: string,
  forecast: Forecast,
): BudgetRequest {
  const { soFar, expected } = forecast[wanted.period];
  const whole =
    'spentPercent' in amount
      ? (BigInt(soFar) * 100n) / BigInt(amount.spentPercent)
      : (BigInt(expected) * 100n) / BigInt(amount.expectedPercent);
  const steps = whole / STEP;
  return {
    name: wanted.name,
    scope: { type: wanted.scope.type, ref: scopeRef },
    ownerRef: wanted.owner,
    period: wanted.period,
    amount: String((steps > 0n ? steps : 1n) * STEP),
    currency: forecast.currency,
    thresholds: wanted.thresholds,
    refusesOrders: wanted.refusesOrders,
  };
}

/** The month so many months before, such as `2026-09`. */
export function monthBefore(now: Date, monthsAgo: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo))
    .toISOString()
    .slice(0, 7);
}

/** The credit as the API takes it. */
export function toCreditRequest(
  { payer, euros, reasons, system }: ExampleCredit,
  statement: { id: string; month: string; currency: string },
): CreditRequest {
  return {
    payerRef: payer,
    month: statement.month,
    amount: String(BigInt(euros) * MICROS),
    currency: statement.currency,
    reasons,
    correctsStatementId: statement.id,
    ...(system && { systemRef: system }),
  };
}

import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Tone } from '@dualcloud/foundation-react';

/** How a budget stands, from the worst down. */
export const STANDINGS = ['exceeded', 'endangered', 'tight', 'fine'] as const;

export type Standing = (typeof STANDINGS)[number];

/** How urgent each standing is. */
export const STANDING_TONES: Record<Standing, Tone> = {
  exceeded: 'bad',
  endangered: 'warning',
  tight: 'info',
  fine: 'good',
};

/**
 * `exceeded`: more is spent and set aside than there is; `endangered`: it is
 * expected to come to that; `tight`: a threshold is crossed.
 */
export function standingOf(budget: Budget): Standing {
  const amount = BigInt(budget.amount);
  const bound = BigInt(budget.spent) + BigInt(budget.reserved);
  if (bound > amount) return 'exceeded';
  if (BigInt(budget.forecast.expected) > amount) return 'endangered';
  const lowest = Math.min(...budget.thresholds);
  return Number.isFinite(lowest) && bound * 100n >= amount * BigInt(lowest)
    ? 'tight'
    : 'fine';
}

/** Those that want a look first, on top. */
export function byUrgency(budgets: Budget[]): Budget[] {
  const rank = (budget: Budget) => STANDINGS.indexOf(standingOf(budget));
  return [...budgets].sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name),
  );
}

/** The parts of a budget's bar, in percent of its whole length. */
export type BarParts = {
  spent: number;
  reserved: number;
  /** What is expected to come on top until the period ends. */
  expected: number;
  /** Where the budget ends; below 100 when more is spent or expected. */
  limit: number;
  thresholds: Array<{ percent: number; at: number }>;
};

/** How long the parts of a budget's bar are. Only the drawing is a float. */
export function barParts(budget: Budget): BarParts {
  const amount = BigInt(budget.amount);
  const spent = positive(BigInt(budget.spent));
  const reserved = positive(BigInt(budget.reserved));
  const rest = positive(BigInt(budget.forecast.expected) - spent - reserved);
  const whole = [amount, spent + reserved + rest, 1n].reduce((a, b) =>
    a > b ? a : b,
  );
  const share = (part: bigint) => Number((part * 10_000n) / whole) / 100;
  return {
    spent: share(spent),
    reserved: share(reserved),
    expected: share(rest),
    limit: share(amount),
    thresholds: budget.thresholds
      .map(percent => ({
        percent,
        at: share((amount * BigInt(percent)) / 100n),
      }))
      .filter(({ at }) => at <= 100),
  };
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

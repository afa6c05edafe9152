import {
  parseDecimal,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type {
  PriceComponent,
  PriceTier,
  TimeBand,
  UsageComponent,
} from './types';

/** The rules that a component of the right shape must keep. */
export function checkComponent(
  component: PriceComponent,
  at: DocumentPath,
): LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  if ('timeBands' in component && component.timeBands) {
    problems.push(...checkBands(component.timeBands, [...at, 'timeBands']));
  }
  if ('tiers' in component) {
    problems.push(...checkTiers(component.tiers, [...at, 'tiers']));
  }
  return problems;
}

/** Tiers begin at zero, follow each other without gap or overlap, and do not end. */
function checkTiers(tiers: PriceTier[], at: DocumentPath): LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  tiers.forEach((tier, index) => {
    const here = [...at, index];
    const from = parseDecimal(tier.from);
    const before = tiers[index - 1];
    if (index === 0 && from !== 0n) {
      problems.push({
        at: [...here, 'from'],
        rule: 'tiers-begin-at-zero',
        message: `the first tier must begin at "0", not at "${tier.from}"`,
      });
    }
    if (before?.to !== undefined && from !== parseDecimal(before.to)) {
      const gap = from > parseDecimal(before.to);
      problems.push({
        at: [...here, 'from'],
        rule: gap ? 'tiers-without-gap' : 'tiers-without-overlap',
        message: `begins at "${tier.from}", but the tier before ends at "${before.to}"; write from: "${before.to}"`,
      });
    }
    problems.push(...checkTierEnd(tier, here, index === tiers.length - 1));
  });
  return problems;
}

function checkTierEnd(
  tier: PriceTier,
  at: DocumentPath,
  isLast: boolean,
): LocatedProblem[] {
  if (tier.to === undefined) {
    return isLast
      ? []
      : [
          {
            at: [...at, 'to'],
            rule: 'tiers-end',
            message: 'is missing; only the last tier goes on without an end',
          },
        ];
  }
  if (isLast) {
    return [
      {
        at: [...at, 'to'],
        rule: 'last-tier-without-end',
        message:
          'the last tier must have no "to", so that every quantity has a price',
      },
    ];
  }
  return parseDecimal(tier.to) > parseDecimal(tier.from)
    ? []
    : [
        {
          at: [...at, 'to'],
          rule: 'tier-not-empty',
          message: `must be above "${tier.from}", where the tier begins`,
        },
      ];
}

/** Bands begin before they end, and no hour of the week has two prices. */
function checkBands(bands: TimeBand[], at: DocumentPath): LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const taken = new Map<string, number>();
  bands.forEach((band, index) => {
    const from = Number(band.from.slice(0, 2));
    const to = Number(band.to.slice(0, 2));
    if (from >= to) {
      problems.push({
        at: [...at, index, 'to'],
        rule: 'band-in-order',
        message: `must be after ${band.from}; a band over midnight is written as two, until "24:00" and from "00:00"`,
      });
      return;
    }
    let overlaps: number | undefined;
    for (const day of band.days) {
      for (let hour = from; hour < to; hour += 1) {
        const key = `${day} ${hour}`;
        overlaps ??= taken.get(key);
        taken.set(key, index);
      }
    }
    if (overlaps !== undefined) {
      problems.push({
        at: [...at, index],
        rule: 'bands-without-overlap',
        message: `has hours in common with band ${
          overlaps + 1
        }; each hour of the week may have one price`,
      });
    }
  });
  return problems;
}

/** A meter counts in one unit. */
export function checkUnits(
  usage: Array<{ component: UsageComponent; at: DocumentPath }>,
): LocatedProblem[] {
  const units = new Map<string, string>();
  return usage.flatMap(({ component: { meter, unit }, at }) => {
    const known = units.get(meter);
    if (known === undefined) units.set(meter, unit);
    return known === undefined || known === unit
      ? []
      : [
          {
            at: [...at, 'unit'],
            rule: 'one-unit-of-a-meter',
            message: `meter "${meter}" counts in "${known}" elsewhere in this list and cannot count in "${unit}" here`,
          },
        ];
  });
}

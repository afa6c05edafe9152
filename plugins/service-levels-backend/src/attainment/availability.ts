import {
  type Availability,
  type AvailabilityObjective,
  type BurnDownPoint,
  type Decimal,
  type ObjectiveState,
  targetOfObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { CalendarDay } from '../calendars';
import { clip, lengthOf, lengthsBetween } from '../intervals';
import type { TimeAccount } from './accountTime';
import type { Evaluation, Frame } from './evaluation';
import { countedRuns, isNearlyUsed } from './outageRuns';
import {
  allowanceOf,
  burnRate,
  formatRate,
  percentOf,
  portion,
  type Share,
  shareOf,
} from './percent';

/** Of the whole period; `undefined` if nothing was agreed in it. */
export function attainmentOf(account: TimeAccount): Share | undefined {
  const whole = lengthOf(account.denominator);
  return whole === 0
    ? undefined
    : shareOf(whole - lengthOf(account.counted), whole);
}

/** Availability inside the service hours. */
export function evaluateAvailability(
  objective: AvailabilityObjective,
  frame: Frame,
  account: TimeAccount,
): Evaluation {
  const target = targetOfObjective(objective);
  const availability = availabilityOf(account, target);
  const share = attainmentOf(account);
  return {
    share,
    result: {
      ...frame,
      state: availabilityState(availability, target, frame.complete),
      comparison: 'at-least',
      unit: 'percent',
      target,
      ...(share && { actual: percentOf(share, target) }),
      outages: countedRuns(account).length,
      availability,
    },
  };
}

/** The seconds that a percentage is made of, and the error budget. */
export function availabilityOf(
  account: TimeAccount,
  target: Decimal,
): Availability {
  const denominatorSeconds = lengthOf(account.denominator);
  const countedSeconds = lengthOf(account.counted);
  const elapsedSeconds = lengthOf(clip(account.denominator, account.past));
  const budgetSeconds = allowanceOf(target, denominatorSeconds);
  const rate = burnRate(target, countedSeconds, elapsedSeconds);
  return {
    denominator: account.rule,
    agreedSeconds: lengthOf(account.agreed),
    plannedSeconds: lengthOf(account.planned),
    gapSeconds: lengthOf(account.gaps),
    excludedGapSeconds: lengthOf(account.excludedGaps),
    denominatorSeconds,
    countedSeconds,
    budgetSeconds,
    remainingSeconds: budgetSeconds - countedSeconds,
    elapsedSeconds,
    ...(rate && { burnRate: formatRate(rate) }),
    canStillBeMet: countedSeconds <= budgetSeconds,
    ...(elapsedSeconds > 0 && {
      projected: percentOf(
        shareOf(elapsedSeconds - countedSeconds, elapsedSeconds),
        target,
      ),
    }),
  };
}

/**
 * While a period is open it is missed once the budget is overspent, and at risk
 * when four fifths of it are used or when, going on as so far, it will be.
 */
export function availabilityState(
  availability: Availability,
  target: Decimal,
  complete: boolean,
): ObjectiveState {
  const { denominatorSeconds, countedSeconds, elapsedSeconds, budgetSeconds } =
    availability;
  if (denominatorSeconds === 0) return 'no-data';
  if (!availability.canStillBeMet) return 'missed';
  if (complete) return 'met';
  const rate = burnRate(target, countedSeconds, elapsedSeconds);
  const isTooFast = rate !== undefined && rate.part > rate.whole;
  return isTooFast || isNearlyUsed(countedSeconds, budgetSeconds)
    ? 'at-risk'
    : 'open';
}

/**
 * What is left of the budget at the end of each day, what would be left if it were
 * used evenly, and for days to come what is expected if it goes on as so far.
 */
export function burnDown(
  account: TimeAccount,
  target: Decimal,
  days: readonly CalendarDay[],
): BurnDownPoint[] {
  const [from, to] = account.interval;
  const now = account.past[1];
  const availability = availabilityOf(account, target);
  const { budgetSeconds, denominatorSeconds, countedSeconds, elapsedSeconds } =
    availability;
  const ends = days.map(({ interval }) => Math.min(interval[1], to));
  const elapsed = lengthsBetween(account.denominator, [from, ...ends]);
  const counted = lengthsBetween(account.counted, [from, ...ends]);
  let elapsedUntil = 0;
  let countedUntil = 0;
  return days.map(({ day, interval }, index) => {
    elapsedUntil += elapsed[index];
    countedUntil += counted[index];
    // Today is not over: what is known of it is not an expectation.
    const expected = interval[0] >= now;
    const used =
      expected && elapsedSeconds > 0
        ? portion(countedSeconds, elapsedUntil, elapsedSeconds)
        : countedUntil;
    const ideal =
      denominatorSeconds > 0
        ? portion(budgetSeconds, elapsedUntil, denominatorSeconds)
        : 0;
    return {
      day,
      remainingSeconds: budgetSeconds - used,
      idealSeconds: budgetSeconds - ideal,
      expected,
    };
  });
}

import {
  type AvailabilityObjective,
  type ExplanationStep,
  type Objective,
  targetOfObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { formatDecimal } from '@dualcloud/foundation-common';
import {
  allowedPercent,
  availabilityOf,
  type Evaluation,
  percentOf,
  RATIO_PLACES,
  shareOf,
  type TimeAccount,
} from '../attainment';
import { lengthOf } from '../intervals';
import {
  type OutageBreakdown,
  sieveOf,
  sift,
  type Why,
} from './explainOutages';

/*
 * Steps as one would key them into a pocket calculator. `equals` after an
 * operation is its result; any other `equals` begins a new calculation with a
 * known number. Seconds are whole, percentages cut off as they are shown.
 */

/** These are shown even where they take nothing away. */
const ALWAYS_SHOWN: Why[] = [
  'outside-service-hours',
  'planned-maintenance',
  'cause-not-counted',
];

/** How an availability and its error budget are come by. */
export function availabilitySteps(
  objective: AvailabilityObjective,
  account: TimeAccount,
  outages: readonly OutageBreakdown[],
): ExplanationStep[] {
  const target = targetOfObjective(objective);
  const availability = availabilityOf(account, target);
  const { denominatorSeconds, countedSeconds, budgetSeconds } = availability;
  const denominator = seconds('denominator', 'equals', denominatorSeconds);
  const available = denominatorSeconds - countedSeconds;
  return [
    ...denominatorSteps(account),
    denominator,
    ...countedSteps(account, outages),
    seconds('counted', 'equals', countedSeconds),
    ...(denominatorSeconds === 0
      ? []
      : ([
          denominator,
          seconds('counted', 'minus', countedSeconds),
          seconds('available', 'equals', available),
          seconds('denominator', 'divided-by', denominatorSeconds),
          {
            id: 'attainment',
            operation: 'equals',
            percent: percentOf(shareOf(available, denominatorSeconds), target),
          },
          denominator,
          {
            id: 'allowed',
            operation: 'times',
            percent: allowedPercent(target),
          },
          seconds('budget', 'equals', budgetSeconds),
          seconds('counted', 'minus', countedSeconds),
          seconds('remaining', 'equals', availability.remainingSeconds),
        ] satisfies ExplanationStep[])),
  ];
}

/** How a share of incidents, events or time slices, or a number is come by. */
export function otherSteps({
  objective,
  result,
  share,
}: Evaluation & { objective: Objective }): ExplanationStep[] {
  const { actual, good, total, unit } = result;
  if (actual === undefined) return [];
  if (unit === 'seconds') {
    return [seconds('longest-outage', 'equals', Number(actual))];
  }
  if (unit === 'count') {
    return [{ id: 'outage-count', operation: 'equals', value: actual }];
  }
  const isMean =
    'slo' in objective &&
    objective.slo?.spec.budgetingMethod === 'RatioTimeslices';
  const [part, whole] =
    isMean && share
      ? [share.part, share.whole].map(one => formatDecimal(one, RATIO_PLACES))
      : [String(good ?? 0), String(total ?? 0)];
  return [
    { id: isMean ? 'ratios' : 'good', operation: 'equals', value: part },
    { id: isMean ? 'slices' : 'total', operation: 'divided-by', value: whole },
    { id: 'attainment', operation: 'equals', percent: actual },
  ];
}

function denominatorSteps(account: TimeAccount): ExplanationStep[] {
  const excluded = lengthOf(account.excludedGaps);
  return [
    seconds('agreed', 'equals', lengthOf(account.agreed)),
    ...(excluded > 0 ? [seconds('gaps-excluded', 'minus', excluded)] : []),
    ...(account.rule === 'agreedMinusPlanned'
      ? [seconds('planned', 'minus', lengthOf(account.planned))]
      : []),
  ];
}

function countedSteps(
  account: TimeAccount,
  outages: readonly OutageBreakdown[],
): ExplanationStep[] {
  const sieve = sieveOf(account);
  const { notCounted } = sift(account.outages, sieve);
  const gaps = lengthOf(account.countedGaps);
  const taken = new Map(notCounted.map(one => [one.why, one.seconds]));
  return [
    {
      ...seconds('outages', 'equals', lengthOf(account.outages)),
      of: outages
        .filter(one => !one.notCounted.some(({ why }) => isNoOutage(why)))
        .map(({ outageId }) => outageId),
    },
    ...sieve
      .filter(({ why }) => taken.has(why) || ALWAYS_SHOWN.includes(why))
      .map(({ why }) => ({
        ...seconds(why, 'minus', taken.get(why) ?? 0),
        of: outages
          .filter(one => one.notCounted.some(reason => reason.why === why))
          .map(({ outageId }) => outageId),
      })),
    ...(gaps > 0 ? [seconds('gaps-down', 'plus', gaps)] : []),
  ];
}

function isNoOutage(why: Why): boolean {
  return why === 'not-confirmed' || why === 'not-down';
}

function seconds(
  id: string,
  operation: ExplanationStep['operation'],
  value: number,
): ExplanationStep {
  return { id, operation, seconds: value };
}

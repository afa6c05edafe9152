import { openSloPeriod, openSloTarget, windowOf } from '../openSlo/terms';
import type {
  AvailabilityObjective,
  Decimal,
  MetricObjective,
  Objective,
  ObjectivePeriod,
} from './types';

/** Percent, whichever way the objective is written. @public */
export function targetOfObjective(
  objective: AvailabilityObjective | MetricObjective,
): Decimal {
  return objective.slo
    ? openSloTarget(objective.slo.spec.objectives[0])
    : objective.target;
}

/**
 * The period that figures of an objective are given for, whichever way it is
 * written; a month where an SLO's window is no period of the calendar.
 * @public
 */
export function periodOfObjective(objective: Objective): ObjectivePeriod {
  if (!('slo' in objective) || !objective.slo) {
    return (objective as Exclude<Objective, MetricObjective>).period ?? 'month';
  }
  return openSloPeriod(windowOf(objective.slo)).period ?? 'month';
}

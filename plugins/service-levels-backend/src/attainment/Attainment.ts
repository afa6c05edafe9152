import type {
  MetricObjective,
  Objective,
  ReactionObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  intervalOfPeriod,
  type Period,
  type ServiceCalendar,
} from '../calendars';
import { type Interval, subtract } from '../intervals';
import { accountTime, type TimeAccount } from './accountTime';
import { evaluateAvailability } from './availability';
import { durationSeconds } from './durations';
import { type Evaluation, frameOf } from './evaluation';
import type { AttainmentTerms, Facts, IncidentFact } from './facts';
import { evaluateMetric } from './metrics';
import { intervalOfWindow } from './openSlo';
import { evaluateOutageLimit } from './outageRuns';
import { evaluateReactions, type Reaction, reactionOf } from './reactions';

/** Whose attainment, by which terms, from what. */
export type AttainmentOptions = {
  /** Entity ref of what is measured. */
  subjectRef: string;
  calendar: ServiceCalendar;
  terms: AttainmentTerms;
  /** Seconds since 1970 in which this version of the agreement holds; may end with Infinity. */
  inForce: Interval;
  facts: Facts;
  /** Seconds since 1970. */
  now: number;
};

/** An incident of an objective's class, and how it stands to the objective. */
export type IncidentReaction = { incident: IncidentFact; reaction: Reaction };

/** The figures of one commitment. What several objectives need is worked out once. */
export class Attainment {
  private readonly accounts = new Map<string, TimeAccount>();

  private constructor(private readonly options: AttainmentOptions) {}

  static of(options: AttainmentOptions): Attainment {
    return new Attainment(options);
  }

  /** How the time of a period is accounted for. */
  account(period: Period): TimeAccount {
    let account = this.accounts.get(period.name);
    if (!account) {
      account = this.accountOf(this.intervalOf(period));
      this.accounts.set(period.name, account);
    }
    return account;
  }

  /** @param period - of the objective’s kind, as `periodOfObjective` says */
  evaluate(objective: Objective, period: Period): Evaluation {
    const { now } = this.options;
    const frame = frameOf(objective, period, this.intervalOf(period), now);
    switch (objective.type) {
      case 'availability':
        return evaluateAvailability(objective, frame, this.account(period));
      case 'outage-count':
      case 'longest-outage':
        return evaluateOutageLimit(objective, frame, this.account(period));
      case 'response-time':
      case 'restoration-time':
        return evaluateReactions(
          objective,
          frame,
          this.reactions(objective, period).map(({ reaction }) => reaction),
        );
      default:
        return this.evaluateMetric(objective, period);
    }
  }

  /** The incidents of the objective's class that were reported in the period. */
  reactions(objective: ReactionObjective, period: Period): IncidentReaction[] {
    const { calendar, facts, now } = this.options;
    const [from, to] = this.intervalOf(period);
    const withinSeconds = durationSeconds(objective.within);
    return (facts.incidents ?? [])
      .filter(
        ({ incidentClass, reportedS }) =>
          incidentClass === objective.incidentClass &&
          reportedS >= from &&
          reportedS < to &&
          reportedS <= now,
      )
      .map(incident => ({
        incident,
        reaction: reactionOf(incident, objective.type, {
          calendar,
          withinSeconds,
          now,
        }),
      }));
  }

  private evaluateMetric(
    objective: MetricObjective,
    period: Period,
  ): Evaluation {
    const { calendar, facts, inForce, now } = this.options;
    const window = intervalOfWindow(objective.slo, period, {
      timeZone: calendar.timeZone,
      now,
    });
    const interval = overlapOf(window, inForce);
    const { agreed, planned } = this.accountOf(interval);
    return evaluateMetric(
      objective,
      frameOf(objective, period, interval, now),
      facts.metrics?.get(objective.id) ?? [],
      subtract(agreed, planned),
    );
  }

  private accountOf(interval: Interval): TimeAccount {
    return accountTime({ ...this.options, interval });
  }

  private intervalOf(period: Period): Interval {
    const { calendar, inForce } = this.options;
    return overlapOf(intervalOfPeriod(period, calendar.timeZone), inForce);
  }
}

function overlapOf(a: Interval, b: Interval): Interval {
  const from = Math.max(a[0], b[0]);
  return [from, Math.max(from, Math.min(a[1], b[1]))];
}

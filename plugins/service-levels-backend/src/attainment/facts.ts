import type {
  Cause,
  Composition,
  IncidentClass,
  MaintenanceImpact,
  MaintenanceTerms,
  OutageState,
  ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { IntervalSet } from '../intervals';

/** When something was out. Instants here and below are seconds since 1970. */
export type OutageFact = {
  id: string;
  /** Entity ref of what was out. */
  subjectRef: string;
  fromS: number;
  /** Absent: it still is. */
  toS?: number;
  state: OutageState;
  cause: Cause;
  impact: MaintenanceImpact;
};

/** A single maintenance window; recurring ones are in the calendar. */
export type MaintenanceFact = {
  id: string;
  /** Entity refs of what is maintained. */
  subjectRefs: readonly string[];
  fromS: number;
  toS: number;
  impact: MaintenanceImpact;
  announcedS: number;
  /** When the customer objected. */
  objectedS?: number;
};

/** An incident of the commitment that was not withdrawn. */
export type IncidentFact = {
  id: string;
  incidentClass: IncidentClass;
  reportedS: number;
  respondedS?: number;
  restoredS?: number;
};

/** Events from a metrics source between two instants, how many and how many good ones. */
export type MetricFact = {
  fromS: number;
  toS: number;
  good: number;
  total: number;
};

/** What happened. Order, repetition and what lies outside the period do not matter. */
export type Facts = {
  outages: readonly OutageFact[];
  maintenance: readonly MaintenanceFact[];
  /** By subject, when there was no data though it is measured. */
  gaps?: ReadonlyMap<string, IntervalSet>;
  incidents?: readonly IncidentFact[];
  /** By objective. */
  metrics?: ReadonlyMap<string, readonly MetricFact[]>;
};

/** What of an agreement decides how time is accounted for. */
export type AttainmentTerms = {
  denominator: 'agreed' | 'agreedMinusPlanned';
  gaps: 'up' | 'down' | 'excluded';
  notCounted: readonly Cause[];
  maintenance?: MaintenanceTerms;
  composition?: Composition;
};

/**
 * Of a version of an agreement together with what it takes over from the one
 * that it refines. What is required there falls back to what is best for the
 * customer, so that a figure is never better than what was agreed.
 */
export function termsOf(effective: ServiceLevelAgreementSpec): AttainmentTerms {
  const { maintenance, composition } = effective;
  return {
    denominator: effective.denominator ?? 'agreedMinusPlanned',
    gaps: effective.gaps ?? 'down',
    notCounted: effective.notCounted ?? ['customer'],
    maintenance,
    composition,
  };
}

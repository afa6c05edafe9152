import type { Entity } from '@backstage/catalog-model';
import type { LocalizedText } from '@dualcloud/foundation-common';
import type { OpenSloSlo } from '../openSlo/types';

/**
 * A decimal in a string (`'99.5'`), never a number: a YAML number is a float.
 * Percentages are written as such: `'99.5'` is 99.5 %.
 * @public
 */
export type Decimal = string;

/** Calendar period in the time zone of the calendar. @public */
export type ObjectivePeriod = 'month' | 'quarter' | 'year';

/** Who caused an outage. @public */
export type Cause =
  | 'provider'
  | 'software-provider'
  | 'customer'
  | 'force-majeure';

/**
 * betriebsverhindernd, betriebsbehindernd, leicht.
 * @public
 */
export type IncidentClass =
  | 'operation-preventing'
  | 'operation-impeding'
  | 'minor';

/** What every objective has. @public */
export type ObjectiveBase = {
  /** Unique in its agreement; kebab case. */
  id: string;
  titles?: LocalizedText;
  /** Where the contract says so, such as `§ 4 (2)`. */
  clause?: string;
};

/**
 * Availability within the service hours. Written in one of two ways: with
 * `target` and `period`, or as an OpenSLO v1 document in `slo`, whose target and
 * calendar-aligned time window say the same.
 * @public
 */
export type AvailabilityObjective = ObjectiveBase & {
  type: 'availability';
} & (
    | { period: ObjectivePeriod; target: Decimal; slo?: undefined }
    | { slo: OpenSloSlo; period?: undefined; target?: undefined }
  );

/** So many outages at most. @public */
export type OutageCountObjective = ObjectiveBase & {
  type: 'outage-count';
  period: ObjectivePeriod;
  atMost: number;
};

/** The longest outage, in counted time. @public */
export type LongestOutageObjective = ObjectiveBase & {
  type: 'longest-outage';
  period: ObjectivePeriod;
  /** ISO 8601 duration, such as `PT4H`. */
  atMost: string;
};

/**
 * From the report of an incident to the first response, or to restoration;
 * both run inside the service hours only.
 * @public
 */
export type ReactionObjective = ObjectiveBase & {
  type: 'response-time' | 'restoration-time';
  period: ObjectivePeriod;
  incidentClass: IncidentClass;
  /** ISO 8601 duration, such as `PT30M`. */
  within: string;
  /** Share of the incidents that have to be; absent: `'100'`. */
  target?: Decimal;
};

/**
 * Latency and success rate from a metrics source, as OpenSLO v1 has them: the
 * share of good events, or of good time slices.
 * @public
 */
export type MetricObjective = ObjectiveBase & {
  type: 'latency' | 'success-rate';
  slo: OpenSloSlo;
};

/** @public */
export type Objective =
  | AvailabilityObjective
  | OutageCountObjective
  | LongestOutageObjective
  | ReactionObjective
  | MetricObjective;

/** Who answers for a part of the service. @public */
export type Responsibility = {
  /** Such as `infrastructure`, `platform`, `application`; kebab case. */
  part: string;
  titles?: LocalizedText;
  /** The one party that answers, also where a mixed team does the work. */
  answers: 'provider' | 'software-provider' | 'customer';
  groupRef?: string;
  /** Who works on it together, if not the answering party alone. */
  team?: string[];
  /** Outages caused by this party are incidents of this group. */
  incidentsTo?: string;
};

/** What the agreement says about maintenance. @public */
export type MaintenanceTerms = {
  /** A window counts as planned if announced so long before, ISO 8601 duration. */
  notice: string;
  /** The customer may object until so long before the begin; absent: not at all. */
  objectionUntil?: string;
  /** Most planned time inside the service hours in a month, ISO 8601 duration; the rest counts as outage. */
  atMostPerMonth?: string;
};

/** Steps of a reduction: the lowest step that the figure is below holds. @public */
export type PenaltyTier = {
  /** Percent of availability. */
  below: Decimal;
  /** Percent of the base. */
  reduction: Decimal;
};

/** Vertragsstrafe; booked as Minderung. @public */
export type Penalty = {
  objective: string;
  /** What percentages are of: the fee for the objective's period. */
  base: { amount: Decimal; currency: string };
  /** From mild to severe: `below` falls while `reduction` rises. */
  tiers: PenaltyTier[];
  /** At most so many percent of the base, all penalties of a period together. */
  cap?: Decimal;
};

/**
 * What a composite service is built on. `all`: down when one is (serial);
 * `atLeast` of `of`: down when fewer are up (redundant).
 * @public
 */
export type Composition =
  | { subject: string }
  | { all: Composition[] }
  | { atLeast: number; of: Composition[] };

/** How the service is measured. @public */
export type Measurement =
  | {
      id: string;
      type: 'http';
      url: string;
      interval?: string;
      timeout?: string;
      /** Answers that mean up; absent: 200 to 399. */
      status?: number[];
    }
  | {
      id: string;
      type: 'tcp';
      host: string;
      port: number;
      interval?: string;
      timeout?: string;
    }
  | {
      id: string;
      type: 'postgresql';
      /**
       * Service instance whose binding is used to log in: its id; the names of
       * environment and component, `kfz-production/database`; or the component
       * alone where the agreement is about environments.
       */
      instance: string;
      interval?: string;
      timeout?: string;
    }
  | {
      id: string;
      /** Of a module: the id under which it has registered. */
      type: 'source';
      source: string;
      /** What the source is asked, such as a PromQL query. */
      query: string;
      interval?: string;
    };

/** What an agreement is about. @public */
export type AgreementScope =
  /** The service, for whoever uses it. */
  | { type: 'general'; serviceRef: string }
  /** One customer's individual service; refines the general part if `refines` names it. */
  | {
      type: 'special';
      serviceRef: string;
      customerRef: string;
      systemRef?: string;
      softwareProviderRef?: string;
      refines?: string;
    }
  /** Every environment of these stages. */
  | {
      type: 'environments';
      stages: Array<'development' | 'test' | 'production'>;
    };

/** `spec` of an agreement. @public */
export type ServiceLevelAgreementSpec = {
  /** Which agreement this is a version of. */
  agreement: string;
  version: string;
  /** First day, in the time zone of the calendar. */
  validFrom: string;
  /** Last day, included; absent: until the next version. */
  validUntil?: string;
  owner: string;
  titles?: LocalizedText;
  scope: AgreementScope;
  /** Required unless it refines another agreement; so are the next three. */
  calendarRef?: string;
  /** What the figure is a share of. */
  denominator?: 'agreed' | 'agreedMinusPlanned';
  /** Time without data counts as up, as down, or leaves the denominator. */
  gaps?: 'up' | 'down' | 'excluded';
  objectives?: Objective[];
  /** Outages by these causes do not count; absent: `[customer]`. */
  notCounted?: Cause[];
  /** A name such as `gold`; the percentage is what counts. */
  availabilityClass?: string;
  responsibilities?: Responsibility[];
  maintenance?: MaintenanceTerms;
  composition?: Composition;
  measurement?: Measurement[];
  penalties?: Penalty[];
};

/** A version of an agreement in the catalog. @public */
export interface ServiceLevelAgreementEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'ServiceLevelAgreement';
  spec: ServiceLevelAgreementSpec & Entity['spec'];
}

import type { AgreementInForce } from '../agreements';
import { type Facts, termsOf } from '../attainment';
import { subjectsOf, wholeOf } from '../composition';
import type { Commitment } from '../commitments';
import type { IncidentStore, StoredIncident } from '../incidents';
import type { Interval } from '../intervals';
import type { MaintenanceStore, StoredWindow } from '../maintenance';
import type { SpanReader } from '../measurement';
import type { OutageStore, StoredOutage } from '../outages';

/** A commitment with the version of its agreement by which it is judged. */
export type Judged = { commitment: Commitment; version: AgreementInForce };

/** What figures are made of, and the outages behind them as they are stored. */
export type GatheredFacts = Facts & {
  stored: ReadonlyMap<string, StoredOutage>;
  /** Incidents, by the ids that the facts have. */
  reported: ReadonlyMap<string, StoredIncident>;
  windows: readonly StoredWindow[];
};

/** Gathers what happened, for several commitments at once. */
export class FactReader {
  private constructor(
    private readonly stores: {
      outages: OutageStore;
      maintenance: MaintenanceStore;
      incidents: IncidentStore;
      spans: SpanReader;
    },
  ) {}

  static create(stores: {
    outages: OutageStore;
    maintenance: MaintenanceStore;
    incidents: IncidentStore;
    spans: SpanReader;
  }): FactReader {
    return new FactReader(stores);
  }

  /** @returns in the order of the commitments */
  async gather(
    judged: readonly Judged[],
    interval: Interval,
    nowS: number,
  ): Promise<GatheredFacts[]> {
    const { outages, maintenance, incidents, spans } = this.stores;
    const refs = judged.map(({ commitment }) => commitment.subjectRef);
    const parts = judged.map(partsOf);
    const all = [...new Set(parts.flat())];
    const [fromS, toS] = interval;
    const within = { fromS, toS };
    const [foundOutages, windows, reported, gaps, metrics] = await Promise.all([
      outages.within(all, within),
      maintenance.within(all, within),
      incidents.within(refs, within),
      spans.gapsOf(all, interval, nowS),
      spans.metricsOf(refs, interval),
    ]);
    return judged.map(({ commitment }, index) => {
      const subjects = new Set(parts[index]);
      const concerns = (one: { subjectRef: string; customerRef?: string }) =>
        subjects.has(one.subjectRef) &&
        (one.customerRef === undefined ||
          one.customerRef === commitment.customerRef);
      const ofSubjects = windows.filter(window =>
        window.subjectRefs.some(ref => subjects.has(ref)),
      );
      const concerning = foundOutages.filter(concerns);
      const own = reported.filter(
        one => one.subjectRef === commitment.subjectRef && concerns(one),
      );
      return {
        outages: concerning,
        stored: new Map(concerning.map(one => [one.id, one])),
        reported: new Map(own.map(one => [idOf(one), one])),
        windows: ofSubjects,
        maintenance: ofSubjects
          .filter(window => window.withdrawnS === undefined)
          .map(window => ({
            ...window,
            objectedS: window.objections.find(
              ({ commitmentId }) => commitmentId === commitment.id,
            )?.atS,
          })),
        gaps: new Map([...gaps].filter(([ref]) => subjects.has(ref))),
        incidents: own.map(one => ({ ...one, id: idOf(one) })),
        metrics: metrics.get(commitment.subjectRef),
      };
    });
  }
}

function idOf({ source, id }: StoredIncident): string {
  return `${source}:${id}`;
}

/** Everything whose outages may be the commitment's. */
export function partsOf({ commitment, version }: Judged): string[] {
  const { composition } = termsOf(version.effective);
  return subjectsOf(wholeOf(commitment.subjectRef, composition));
}

import type { PriceListSpec } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { BillingCalendar, Bounds } from '../calendar';
import {
  componentsOf,
  type PriceSegment,
  type RatableAllocation,
} from '../rating';

/** A version of a price list as it is stored. */
export type StoredPriceList = {
  id: number;
  list: string;
  version: string;
  spec: PriceListSpec;
  validFromMs: number;
  entityRef?: string;
  /** Order of storing: who was first has the right to a plan. */
  storedAt: number;
};

/** Whose prices are asked for, and for which time. */
export type PriceQuestion = {
  serviceRef: string;
  plan: string;
  payerRef?: string | null;
  customerRef?: string | null;
  systemRef?: string | null;
  fromMs: number;
  toMs: number;
};

/** A version of a list in the time in which it holds. */
export type PricePeriod = {
  version: StoredPriceList;
  fromMs: number;
  toMs: number;
};

/**
 * When each version of each list holds: from midnight of its first day until
 * that of the next version, an agreed one at the longest through its last day.
 */
export function periodsOf(
  versions: readonly StoredPriceList[],
  calendar: BillingCalendar,
): PricePeriod[] {
  const lists = new Map<string, StoredPriceList[]>();
  for (const version of versions) {
    lists.set(version.list, [...(lists.get(version.list) ?? []), version]);
  }
  return [...lists.values()].flatMap(ofList => {
    ofList.sort((a, b) => a.validFromMs - b.validFromMs);
    return ofList.map((version, index) => {
      const until = version.spec.agreement?.validUntil;
      return {
        version,
        fromMs: version.validFromMs,
        toMs: Math.min(
          ofList[index + 1]?.validFromMs ?? Infinity,
          until ? calendar.dayBounds(calendar.parseDay(until)).toMs : Infinity,
        ),
      };
    });
  });
}

/**
 * All price lists at one time, to look prices up in. It never changes; the store
 * hands out another one when lists have come.
 */
export class PriceBook {
  /** By service and plan: agreed lists first. */
  private readonly plans = new Map<string, PricePeriod[]>();

  private constructor(
    private readonly calendar: BillingCalendar,
    readonly versions: readonly StoredPriceList[],
  ) {
    for (const period of periodsOf(versions, calendar)) {
      for (const { serviceRef, plans } of period.version.spec.services) {
        for (const { plan } of plans) {
          const key = keyOf(serviceRef, plan);
          this.plans.set(key, [...(this.plans.get(key) ?? []), period]);
        }
      }
    }
  }

  static create(options: {
    versions: readonly StoredPriceList[];
    calendar: BillingCalendar;
  }): PriceBook {
    return new PriceBook(options.calendar, options.versions);
  }

  /** The meters of a plan that some list has a price for at some time between two instants. */
  pricedMeters(
    { serviceRef, plan }: { serviceRef: string; plan: string },
    { fromMs, toMs }: Bounds,
  ): Set<string> {
    const periods = this.plans.get(keyOf(serviceRef, plan)) ?? [];
    return new Set(
      periods
        .filter(period => period.fromMs < toMs && period.toMs > fromMs)
        .flatMap(({ version }) => componentsOf(version.spec, serviceRef, plan))
        .flatMap(one => (one.type === 'usage' ? [one.meter] : [])),
    );
  }

  /** Which versions hold when, in time order; times without a price are left out. */
  segments(question: PriceQuestion): PriceSegment[] {
    const { fromMs, toMs } = question;
    const candidates = (
      this.plans.get(keyOf(question.serviceRef, question.plan)) ?? []
    ).filter(
      period =>
        period.fromMs < toMs &&
        period.toMs > fromMs &&
        isFor(period.version.spec, question),
    );
    const edges = [
      ...new Set(
        candidates
          .flatMap(period => [period.fromMs, period.toMs])
          .filter(edge => edge > fromMs && edge < toMs),
      ),
      fromMs,
      toMs,
    ].sort((a, b) => a - b);

    const segments: PriceSegment[] = [];
    for (let index = 0; index + 1 < edges.length; index += 1) {
      const [begin, end] = [edges[index], edges[index + 1]];
      const holding = candidates.filter(
        period => period.fromMs <= begin && period.toMs >= end,
      );
      const found =
        holding.find(period => period.version.spec.agreement) ?? holding[0];
      const last = segments[segments.length - 1];
      if (
        last &&
        last.priceListId === found?.version.id &&
        last.toMs === begin
      ) {
        last.toMs = end;
      } else if (found && end > begin) {
        segments.push(toSegment(found.version, begin, end));
      }
    }
    return segments;
  }

  /**
   * The segments that rating a month of an allocation needs: from the begin of
   * the year, because yearly prices look back, to the end of the month.
   */
  segmentsOf(
    allocation: RatableAllocation & { systemRef?: string | null },
    month: number,
  ): PriceSegment[] {
    const year = this.calendar.yearBounds(Math.floor(month / 100));
    return this.segments({
      ...allocation,
      fromMs: Math.max(allocation.fromMs, year.fromMs),
      toMs: Math.min(
        allocation.toMs ?? Infinity,
        this.calendar.monthBounds(month).toMs,
      ),
    });
  }

  /** A stored version, for what refers to it by number. */
  version(priceListId: number): StoredPriceList | undefined {
    return this.versions.find(version => version.id === priceListId);
  }

  /** Until when a version holds; undefined: until another one comes. */
  validToMs(version: StoredPriceList): number | undefined {
    const period = periodsOf(
      this.versions.filter(one => one.list === version.list),
      this.calendar,
    ).find(one => one.version.id === version.id);
    return period && Number.isFinite(period.toMs) ? period.toMs : undefined;
  }
}

function keyOf(serviceRef: string, plan: string): string {
  return `${serviceRef}\n${plan}`;
}

function isFor({ agreement }: PriceListSpec, question: PriceQuestion): boolean {
  return (
    !agreement ||
    (agreement.customerRef === question.customerRef &&
      agreement.systemRef === question.systemRef)
  );
}

function toSegment(
  { id, list, version, spec }: StoredPriceList,
  fromMs: number,
  toMs: number,
): PriceSegment {
  return { priceListId: id, list, version, spec, fromMs, toMs };
}

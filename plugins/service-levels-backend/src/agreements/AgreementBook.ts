import {
  type AgreementScope,
  effectiveVersions,
  type ServiceCalendarSpec,
  type ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { type ServiceCalendar } from '../calendars';
import type { Interval } from '../intervals';

/** A version of an agreement as it is stored. */
export type StoredAgreement = {
  id: number;
  agreement: string;
  version: string;
  spec: ServiceLevelAgreementSpec;
  entityRef?: string;
  offerRef?: string;
  storedAt: number;
};

/** A calendar as it is stored. */
export type StoredCalendar = {
  /** Entity ref. */
  ref: string;
  spec: ServiceCalendarSpec;
  calendar: ServiceCalendar;
};

/** A version with what it takes over, and when it holds. */
export type AgreementInForce = {
  stored: StoredAgreement;
  /** As refined; what it says is complete. */
  effective: ServiceLevelAgreementSpec;
  calendar: StoredCalendar;
  /** Seconds since 1970; may end with Infinity. */
  inForce: Interval;
};

/**
 * All agreements and calendars, as read at one moment. Everything that needs
 * several documents is answered from here, without the database.
 */
export class AgreementBook {
  private readonly byAgreement = new Map<string, AgreementInForce[]>();
  private readonly calendarsByRef: Map<string, StoredCalendar>;

  private constructor(
    /** In the order in which they were stored. */
    readonly versions: readonly StoredAgreement[],
    readonly calendars: readonly StoredCalendar[],
  ) {
    this.calendarsByRef = new Map(calendars.map(one => [one.ref, one]));
    const grouped = new Map<string, StoredAgreement[]>();
    for (const version of versions) {
      const known = grouped.get(version.agreement);
      if (known) known.push(version);
      else grouped.set(version.agreement, [version]);
    }
    for (const [agreement, list] of grouped) {
      this.byAgreement.set(agreement, this.inForceOf(list));
    }
  }

  static create(options: {
    versions: readonly StoredAgreement[];
    calendars: readonly StoredCalendar[];
  }): AgreementBook {
    return new AgreementBook(options.versions, options.calendars);
  }

  find(agreement: string, version: string): StoredAgreement | undefined {
    return this.versions.find(
      one => one.agreement === agreement && one.version === version,
    );
  }

  /** The names of all agreements. */
  get agreements(): string[] {
    return [...this.byAgreement.keys()];
  }

  /** Every version of an agreement with its time, oldest first. */
  historyOf(agreement: string): readonly AgreementInForce[] {
    return this.byAgreement.get(agreement) ?? [];
  }

  /** The version that holds at an instant. */
  at(agreement: string, atS: number): AgreementInForce | undefined {
    return this.historyOf(agreement).find(
      ({ inForce: [from, to] }) => from <= atS && atS < to,
    );
  }

  /**
   * The version by which a period is judged: the last that held in it. A figure
   * then is about the part of the period in which that version did.
   */
  within(
    agreement: string,
    [from, to]: Interval,
  ): AgreementInForce | undefined {
    return [...this.historyOf(agreement)]
      .reverse()
      .find(({ inForce }) => inForce[0] < to && inForce[1] > from);
  }

  calendar(ref: string): StoredCalendar | undefined {
    return this.calendarsByRef.get(ref);
  }

  /** A version as written, with what it takes over at its begin. */
  effectiveOf(version: StoredAgreement): ServiceLevelAgreementSpec {
    const found = this.historyOf(version.agreement).find(
      ({ stored }) => stored.id === version.id,
    );
    return found?.effective ?? version.spec;
  }

  /** One entry for each version, or several where the general part changes meanwhile. */
  private inForceOf(versions: StoredAgreement[]): AgreementInForce[] {
    const specs = versions.map(({ spec }) => spec);
    const generals = this.versions.filter(({ agreement }) =>
      versions.some(({ spec }) => refinesOf(spec.scope) === agreement),
    );
    const effective = effectiveVersions(
      specs,
      generals.map(({ spec }) => spec),
    );
    return effective.flatMap(({ spec, from, until }): AgreementInForce[] => {
      const stored = versions.find(({ version }) => version === spec.version);
      const calendar = this.calendarsByRef.get(spec.calendarRef ?? '');
      if (!stored || !calendar) return [];
      const [begin] = calendar.calendar.intervalOfDays(from, from);
      const end =
        until === undefined
          ? Infinity
          : calendar.calendar.intervalOfDays(until, until)[1];
      // Ended before it began, it never holds.
      if (end <= begin) return [];
      return [{ stored, effective: spec, calendar, inForce: [begin, end] }];
    });
  }
}

function refinesOf(scope: AgreementScope): string | undefined {
  return scope.type === 'special' ? scope.refines : undefined;
}

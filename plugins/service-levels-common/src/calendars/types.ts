import type { Entity } from '@backstage/catalog-model';
import type { LocalizedText } from '@dualcloud/foundation-common';

/** @public */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/**
 * From (inclusive) to (exclusive) on the wall clock of the calendar's time zone,
 * `HH:MM`; `24:00` is the end of the day. A time that the clock skips is the
 * moment after the gap; of one that comes twice, a begin is the first and an end
 * the second.
 * @public
 */
export type TimeRange = { from: string; to: string };

/** The same on each of these weekdays. Ranges of a day must not overlap. @public */
export type WeeklyHours = TimeRange & { days: Weekday[] };

/**
 * Public holidays of a country, as `date-holidays` knows them.
 * @public
 */
export type HolidayRule = {
  /** ISO 3166-1, such as `DE`. */
  country: string;
  /** Without the country: `SH` of `DE-SH`. Absent: what holds in the whole country. */
  state?: string;
  region?: string;
  /** Service hours on such days; absent: none. */
  hours?: TimeRange[];
};

/** A day with hours of its own, whatever weekday or holiday it is. @public */
export type SpecialDay = {
  /** Such as `2026-12-24`. */
  date: string;
  titles?: LocalizedText;
  /** Empty: no service at all. */
  hours: TimeRange[];
};

/** What maintenance does to the service. @public */
export type MaintenanceImpact = 'none' | 'degraded' | 'down';

/**
 * A maintenance window that comes again. It needs no announcement of its own:
 * the agreement announces it.
 * @public
 */
export type RecurringMaintenance = TimeRange & {
  /** Unique in its calendar; kebab case. */
  id: string;
  titles?: LocalizedText;
  days: Weekday[];
  /** Which ones of the month: 1 is the first such weekday, -1 the last. Absent: all. */
  weeksOfMonth?: number[];
  impact: MaintenanceImpact;
};

/** `spec` of a service calendar. @public */
export type ServiceCalendarSpec = {
  /** IANA time zone. */
  timeZone: string;
  owner: string;
  titles?: LocalizedText;
  /** Servicezeit: when the agreed level holds. */
  serviceHours: WeeklyHours[];
  /** Betriebszeit: when the service can be used; absent: always. */
  operatingHours?: WeeklyHours[];
  holidays?: HolidayRule;
  specialDays?: SpecialDay[];
  maintenance?: RecurringMaintenance[];
};

/** A service calendar in the catalog. @public */
export interface ServiceCalendarEntity extends Entity {
  apiVersion: 'dualcloud.dev/v1alpha1';
  kind: 'ServiceCalendar';
  spec: ServiceCalendarSpec & Entity['spec'];
}

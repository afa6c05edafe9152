import { resolve } from 'node:path';
import type {
  Availability,
  ServiceCalendarSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime } from 'luxon';
import { ROOT } from '../harness';
import { DOWN, type Minutes, SILENT } from './samples';
import { type Service, YEAR, ZONE } from './services';

type ServiceMinutes = (spec: ServiceCalendarSpec, day: string) => number[];

/** The seconds of a month as both sides have them. */
export type Seconds = Pick<
  Availability,
  | 'agreedSeconds'
  | 'plannedSeconds'
  | 'gapSeconds'
  | 'excludedGapSeconds'
  | 'denominatorSeconds'
  | 'countedSeconds'
>;

export const MONTHS = Array.from(
  { length: 12 },
  (_, month) => `${YEAR}-${String(month + 1).padStart(2, '0')}`,
);

/** Looks at every minute as somebody does who reads the clock on the wall. */
export class Oracle {
  private readonly calendars = new Map<
    ServiceCalendarSpec,
    { agreed: Set<number>; planned: Set<number> }
  >();

  private constructor(private readonly serviceMinutes: ServiceMinutes) {}

  /** The minutes of service come from the oracle of the plugin's own tests. */
  static async create(): Promise<Oracle> {
    const { serviceMinutes }: { serviceMinutes: ServiceMinutes } = await import(
      resolve(
        ROOT,
        'plugins/service-levels-backend/src/calendars/__testUtils__/wallClock.ts',
      )
    );
    return new Oracle(serviceMinutes);
  }

  /** What a service's year comes to, month by month. */
  monthsOf(service: Service, minutes: Minutes): Map<string, Seconds> {
    const { agreed, planned } = this.calendarOf(service.calendar);
    const { denominator, gaps } = service.agreement;
    const months = new Map<string, Seconds>();
    for (const [index, state] of minutes.states.entries()) {
      const at = minutes.fromS + index * 60;
      if (!agreed.has(at)) continue;
      const month = monthAt(at);
      const sum = months.get(month) ?? nothing();
      months.set(month, sum);
      const isGap = state === SILENT;
      const isExcluded = isGap && gaps === 'excluded';
      const isPlanned = planned.has(at) && !isExcluded;
      const isOut = state === DOWN || (isGap && gaps === 'down');
      sum.agreedSeconds += 60;
      if (isGap) sum.gapSeconds += 60;
      if (isExcluded) sum.excludedGapSeconds += 60;
      if (isPlanned) sum.plannedSeconds += 60;
      if (!isExcluded && !(isPlanned && denominator !== 'agreed')) {
        sum.denominatorSeconds += 60;
      }
      if (isOut && !isPlanned && !isExcluded) sum.countedSeconds += 60;
    }
    return months;
  }

  private calendarOf(spec: ServiceCalendarSpec) {
    const known = this.calendars.get(spec);
    if (known) return known;
    const agreed = new Set<number>();
    const planned = new Set<number>();
    let day = DateTime.fromObject({ year: YEAR }, { zone: ZONE });
    for (; day.year === YEAR; day = day.plus({ days: 1 })) {
      for (const at of this.serviceMinutes(spec, day.toISODate() ?? '')) {
        agreed.add(at);
        if (isServiced(spec, at)) planned.add(at);
      }
    }
    const calendar = { agreed, planned };
    this.calendars.set(spec, calendar);
    return calendar;
  }
}

function isServiced({ maintenance = [] }: ServiceCalendarSpec, at: number) {
  if (maintenance.length === 0) return false;
  const wall = DateTime.fromSeconds(at, { zone: ZONE }).setLocale('en');
  const time = wall.toFormat('HH:mm');
  const weekday = wall.toFormat('ccc').toLocaleLowerCase('en-US');
  return maintenance.some(
    ({ days, from, to, weeksOfMonth }) =>
      (days as string[]).includes(weekday) &&
      from <= time &&
      time < to &&
      weeksOfMonth?.includes(Math.ceil(wall.day / 7)),
  );
}

const monthNames = new Map<number, string>();

function monthAt(at: number): string {
  const hour = Math.floor(at / 3600);
  let month = monthNames.get(hour);
  if (!month) {
    month = DateTime.fromSeconds(at, { zone: ZONE }).toFormat('yyyy-MM');
    monthNames.set(hour, month);
  }
  return month;
}

function nothing(): Seconds {
  return {
    agreedSeconds: 0,
    plannedSeconds: 0,
    gapSeconds: 0,
    excludedGapSeconds: 0,
    denominatorSeconds: 0,
    countedSeconds: 0,
  };
}

import { parseEntityRef } from '@backstage/catalog-model';
import {
  agreementReadPermission,
  type Calendar,
  type CalendarDays,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { localize } from '@dualcloud/foundation-common';
import {
  type Caller,
  invalidField,
  notFound,
  unprocessable,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { AgreementStore, StoredCalendar } from '../agreements';
import { exportServiceCalendar } from '../calendars';
import { presentIntervals } from '../explanation';
import { readInstant, toInstant } from '../instants';
import { type Interval, lengthOf } from '../intervals';

const MOST_DAYS = 400;
const DAY_S = 86_400;

/** First and last day, both included. */
export type DayRange = { from?: string; to?: string };

/** Service calendars; they are for everybody in the portal. */
export class CalendarService {
  private constructor(
    private readonly deps: {
      access: Access;
      agreements: AgreementStore;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    access: Access;
    agreements: AgreementStore;
    nowS: () => number;
  }): CalendarService {
    return new CalendarService(deps);
  }

  async list(caller: Caller): Promise<Calendar[]> {
    const { access, agreements } = this.deps;
    await access.require(caller, agreementReadPermission);
    return (await agreements.book()).calendars.map(presentCalendar);
  }

  /** @param name - of the entity, or its full ref */
  async get(
    caller: Caller,
    name: string,
    range: DayRange,
  ): Promise<CalendarDays> {
    const stored = await this.find(caller, name);
    const interval = this.intervalOf(stored, range);
    return {
      calendar: presentCalendar(stored),
      days: stored.calendar.days(interval).map(day => ({
        day: day.day,
        lengthSeconds: day.interval[1] - day.interval[0],
        service: presentIntervals(day.service),
        serviceSeconds: lengthOf(day.service),
        operating: presentIntervals(day.operating),
        maintenance: presentIntervals(day.maintenance),
        holiday: day.holiday?.name,
        special: day.special !== undefined,
      })),
    };
  }

  /** RFC 5545. */
  async ical(
    caller: Caller,
    name: string,
    { lang = 'en', ...range }: DayRange & { lang?: string },
  ): Promise<string> {
    const stored = await this.find(caller, name);
    const { name: short } = parseEntityRef(stored.ref);
    return exportServiceCalendar(
      short,
      stored.calendar,
      this.intervalOf(stored, range),
      {
        title: localize(stored.spec.titles, lang, short),
        stamp: this.deps.nowS(),
        language: lang,
      },
    );
  }

  /**
   * When so many seconds of service will have passed.
   * @throws Error with 422 if not within a year
   */
  async deadline(
    caller: Caller,
    name: string,
    { from, seconds }: { from: string; seconds: number },
  ): Promise<{ at: string; timeZone: string }> {
    const { calendar } = await this.find(caller, name);
    const at = calendar.afterServiceSeconds(
      readInstant(from, 'from'),
      Number(seconds),
    );
    if (at === undefined) {
      throw unprocessable(
        'the calendar has not so many service hours within a year',
      );
    }
    return { at: toInstant(at), timeZone: calendar.timeZone };
  }

  private async find(caller: Caller, name: string): Promise<StoredCalendar> {
    const { access, agreements } = this.deps;
    await access.require(caller, agreementReadPermission);
    const book = await agreements.book();
    const ref = name.includes(':')
      ? name.toLocaleLowerCase('en-US')
      : `servicecalendar:default/${name.toLocaleLowerCase('en-US')}`;
    const stored = book.calendar(ref);
    if (!stored) throw notFound('service calendar', name);
    return stored;
  }

  private intervalOf({ calendar }: StoredCalendar, range: DayRange): Interval {
    const today = calendar.dayAt(this.deps.nowS());
    const first = range.from ?? `${today.slice(0, 8)}01`;
    const last = range.to ?? calendar.dayAt(toSeconds(first) + 41 * DAY_S);
    for (const [field, day] of Object.entries({ from: first, to: last })) {
      if (!isDay(day)) {
        throw invalidField(field, 'date', 'must be a day such as 2026-11-23');
      }
    }
    const days = (toSeconds(last) - toSeconds(first)) / DAY_S + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw invalidField(
        'to',
        'range',
        `must not be before from, and at most ${MOST_DAYS} days later`,
      );
    }
    return calendar.intervalOfDays(first, last);
  }
}

function presentCalendar({ ref, spec }: StoredCalendar): Calendar {
  return {
    name: ref,
    titles: spec.titles,
    timeZone: spec.timeZone,
    country: spec.holidays?.country,
    state: spec.holidays?.state,
    spec: { ...spec },
  };
}

/** Between 2000 and 2199, and on the calendar. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^2[01]\d\d-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(text)
  );
}

function toSeconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

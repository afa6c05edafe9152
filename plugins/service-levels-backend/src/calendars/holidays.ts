import type { HolidayRule } from '@dualcloud/backstage-plugin-service-levels-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import Holidays from 'date-holidays';
import { DAY_SECONDS, parseDay } from './civilDays';

/** A public holiday, or the part of a day that is one. */
export type Holiday = {
  /** In the country's own language. */
  name: string;
  titles: LocalizedText;
  /** Seconds after midnight at which it begins: 0, but for the likes of a New Year's Eve that begins at noon. */
  from: number;
};

/** What is wrong with a rule. */
export type HolidayFault = {
  field: 'country' | 'state' | 'region';
  message: string;
};

type Where = Pick<HolidayRule, 'country' | 'state' | 'region'>;

const HOUR_MS = 3_600_000;

/**
 * Public holidays of a country, a state of it, or a region of that, as the
 * library `date-holidays` knows them. Bank holidays, school holidays and
 * observances are none.
 */
export class HolidayBook {
  private static readonly known = new Map<string, HolidayBook>();

  private readonly years = new Set<number>();
  private readonly holidays = new Map<number, Holiday>();

  private constructor(private readonly source: Holidays) {}

  /** @throws Error if there is no such country, state or region */
  static of({ country, state, region }: Where): HolidayBook {
    const fault = checkHolidayRule({ country, state, region });
    if (fault) throw new Error(`holidays.${fault.field} ${fault.message}`);
    const key = JSON.stringify([country, state, region]);
    let book = HolidayBook.known.get(key);
    if (!book) {
      book = new HolidayBook(
        new Holidays(country, state ?? '', region ?? '', { types: ['public'] }),
      );
      HolidayBook.known.set(key, book);
    }
    return book;
  }

  /** The holiday on a civil day, if it is one. */
  on(day: number): Holiday | undefined {
    const year = new Date(day * DAY_SECONDS * 1000).getUTCFullYear();
    // One of several days may have begun in the year before.
    this.load(year - 1);
    this.load(year);
    return this.holidays.get(day);
  }

  private load(year: number) {
    if (this.years.has(year)) return;
    this.years.add(year);
    const english = this.source.getHolidays(year, 'en');
    const german = this.source.getHolidays(year, 'de');
    this.source.getHolidays(year).forEach((one, index) => {
      const first = parseDay(one.date.slice(0, 10));
      const from = secondsOf(one.date);
      const titles = { en: english[index].name, de: german[index].name };
      for (let day = first; day < first + daysOf(one); day += 1) {
        const other = this.holidays.get(day);
        if (!other || other.from > from) {
          this.holidays.set(day, { name: one.name, titles, from });
        }
      }
    });
  }
}

/** Seconds after midnight, from `2026-12-24 19:00:00`. */
function secondsOf(date: string): number {
  return Number(date.slice(11, 13)) * 3600 + Number(date.slice(14, 16)) * 60;
}

/** Whole days; the clock may change in between, and an eve does not make a day more. */
function daysOf({ start, end }: { start: Date; end: Date }): number {
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  return Math.max(1, Math.floor((hours + 1) / 24));
}

/** Whether the library knows the place that a rule names; says which ones it knows if not. */
export function checkHolidayRule(rule: Where): HolidayFault | undefined {
  const source = new Holidays();
  const { country, state, region } = rule;
  const countries = source.getCountries();
  if (!Object.hasOwn(countries, country)) {
    return {
      field: 'country',
      message: `"${country}" is not a country with known holidays; known are ${list(
        countries,
      )}`,
    };
  }
  const states = source.getStates(country) ?? {};
  if (state !== undefined && !Object.hasOwn(states, state)) {
    return {
      field: 'state',
      message: `"${state}" is not a state of ${country} with known holidays; ${known(
        states,
      )}`,
    };
  }
  if (region === undefined) return undefined;
  if (state === undefined) {
    return {
      field: 'region',
      message: `"${region}" needs the state in which it lies`,
    };
  }
  const regions = source.getRegions(country, state) ?? {};
  return Object.hasOwn(regions, region)
    ? undefined
    : {
        field: 'region',
        message: `"${region}" is not a region of ${country}-${state} with known holidays; ${known(
          regions,
        )}`,
      };
}

function known(names: Record<string, string>): string {
  return Object.keys(names).length > 0
    ? `known are ${list(names)}`
    : 'none is known, so leave it out';
}

function list(names: Record<string, string>): string {
  return Object.keys(names).sort().join(', ');
}

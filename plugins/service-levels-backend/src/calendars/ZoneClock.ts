import { IANAZone } from 'luxon';
import { DAY_SECONDS } from './civilDays';

type Transition = { at: number; before: number; after: number };

const WEEK = 7 * DAY_SECONDS;
/** No offset from UTC is longer, and no zone changes its clock twice in twice as long. */
const REACH = 26 * 3600;
/** Bounds what is kept of one zone. */
const MOST_YEARS = 300;

/**
 * Between instants and the clock on the wall of a time zone, exact to the
 * second. To ask Luxon for an offset costs 20 µs, so the changes of a year are
 * looked for once, and everything else is arithmetic.
 */
export class ZoneClock {
  private static readonly known = new Map<string, ZoneClock>();

  private readonly years = new Map<number, Transition[]>();

  private constructor(private readonly zone: IANAZone) {}

  /** @throws Error if there is no such zone */
  static of(timeZone: string): ZoneClock {
    let clock = ZoneClock.known.get(timeZone);
    if (!clock) {
      const zone = IANAZone.create(timeZone);
      if (!zone.isValid) {
        throw new Error(
          `"${timeZone.slice(
            0,
            50,
          )}" is not an IANA time zone such as Europe/Berlin`,
        );
      }
      clock = new ZoneClock(zone);
      ZoneClock.known.set(timeZone, clock);
    }
    return clock;
  }

  /** The day on the wall. */
  dayAt(at: number): number {
    return Math.floor(this.wallClockAt(at) / DAY_SECONDS);
  }

  /** What calendar and clock on the wall show, in seconds since 1970 there. */
  wallClockAt(at: number): number {
    let offset = 0;
    for (const transition of this.transitionsOf(yearOf(at))) {
      if (at >= transition.at) offset = transition.after;
    }
    return at + offset;
  }

  /**
   * When the wall shows this. A time that the clock skips is the moment after
   * the gap; of one that comes twice, `which` says which.
   */
  instantOf(wallClock: number, which: 'first' | 'second'): number {
    const change = this.transitionNear(wallClock);
    const early = wallClock - change.before;
    const late = wallClock - change.after;
    const hasEarly = early < change.at;
    const hasLate = late >= change.at;
    if (hasEarly && hasLate) return which === 'first' ? early : late;
    if (hasEarly) return early;
    return hasLate ? late : change.at;
  }

  /** The first moment of a day; of a day that the zone skips, of the next one. */
  startOfDay(day: number): number {
    return this.instantOf(day * DAY_SECONDS, 'first');
  }

  /** The change close enough to matter; else one that changes nothing. */
  private transitionNear(wallClock: number): Transition {
    const from = wallClock - REACH;
    const to = wallClock + REACH;
    for (let year = yearOf(from); year <= yearOf(to); year += 1) {
      for (const transition of this.transitionsOf(year)) {
        const changes = transition.before !== transition.after;
        if (changes && transition.at > from && transition.at <= to) {
          return transition;
        }
      }
    }
    const offset = this.wallClockAt(from) - from;
    return { at: from, before: offset, after: offset };
  }

  /** At least one for each year: its first moment, if nothing changes then. */
  private transitionsOf(year: number): Transition[] {
    let transitions = this.years.get(year);
    if (!transitions) {
      transitions = this.findTransitions(year);
      if (this.years.size >= MOST_YEARS) this.years.clear();
      this.years.set(year, transitions);
    }
    return transitions;
  }

  private findTransitions(year: number): Transition[] {
    const from = Date.UTC(year, 0, 1) / 1000;
    const to = Date.UTC(year + 1, 0, 1) / 1000;
    let before = this.offsetAt(from - 1);
    let after = this.offsetAt(from);
    const transitions = [{ at: from, before, after }];
    for (let at = from; at < to; at += WEEK) {
      before = after;
      const last = Math.min(at + WEEK, to) - 1;
      after = this.offsetAt(last);
      if (before !== after) {
        transitions.push({ at: this.findChange(at, last), before, after });
      }
    }
    return transitions;
  }

  /** The first second with the offset of `to`. */
  private findChange(from: number, to: number): number {
    const after = this.offsetAt(to);
    let low = from;
    let high = to;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === after) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Seconds east of UTC. */
  private offsetAt(at: number): number {
    return Math.round(this.zone.offset(at * 1000) * 60);
  }
}

function yearOf(at: number): number {
  return new Date(at * 1000).getUTCFullYear();
}

import type { Composition } from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime } from 'luxon';
import {
  daysIn,
  serviceMinutes,
} from '../../calendars/__testUtils__/wallClock';
import type { AccountOptions } from '..';
import { intervalsOf } from '../../intervals';

/** Of every second of the interval, in order. */
export type Second = {
  at: number;
  /** Something that counts has the service down, whatever else does. */
  run: boolean;
  down: boolean;
  agreed: boolean;
  planned: boolean;
  gap: boolean;
  denominator: boolean;
  counted: boolean;
};

/**
 * The oracle for attainment: looks at one second after the other and asks of each
 * what the algebra says, without sets, sorting or arithmetic with intervals.
 */
export function lookAtEverySecond(options: AccountOptions): Second[] {
  const { calendar, interval, terms, facts, now } = options;
  const { spec, timeZone } = calendar;
  const serviceStarts = new Set(
    daysIn(interval, timeZone).flatMap(day => serviceMinutes(spec, day)),
  );
  const judge = judgeSecond(options);
  const plannedInMonth = new Map<string, number>();
  const most = terms.maintenance?.atMostPerMonth
    ? Number(/^PT(\d+)S$/.exec(terms.maintenance.atMostPerMonth)?.[1])
    : Infinity;
  // In a test, maintenance in the calendar has to be told as single windows.
  if (spec.maintenance) throw new Error('the oracle knows single windows only');

  const seconds: Second[] = [];
  for (let at = interval[0]; at < interval[1]; at += 1) {
    const agreed = serviceStarts.has(at - (((at % 60) + 60) % 60));
    const said = judge(at, at < now);
    let planned = agreed && said.maintained;
    if (planned && most !== Infinity) {
      const month = DateTime.fromSeconds(at, { zone: timeZone }).toFormat(
        'yyyy-MM',
      );
      const before = plannedInMonth.get(month) ?? 0;
      plannedInMonth.set(month, before + 1);
      planned = before < most;
    }
    const gap = agreed && said.unknown;
    const excluded = gap && terms.gaps === 'excluded';
    planned &&= !excluded;
    const counts = said.charged || (gap && terms.gaps === 'down');
    seconds.push({
      at,
      run: said.run,
      down: said.down,
      agreed,
      planned,
      gap,
      denominator:
        agreed && !excluded && !(planned && terms.denominator !== 'agreed'),
      counted: agreed && !excluded && !planned && counts,
    });
  }
  if (facts.outages.length > 20) throw new Error('too many outages to look at');
  return seconds;
}

/** What is to be said of a second, whatever the calendar says. */
function judgeSecond({ subjectRef, calendar, terms, facts }: AccountOptions) {
  const outages = facts.outages.filter(
    ({ state }) => state !== 'reported' && state !== 'rejected',
  );
  const windows = facts.maintenance.filter(window => {
    const noticeDays = Number(
      /^P(\d+)D$/.exec(terms.maintenance?.notice ?? 'P0D')?.[1],
    );
    const latest = DateTime.fromSeconds(window.fromS, {
      zone: calendar.timeZone,
    }).minus({ days: noticeDays });
    return window.impact !== 'none' && window.announcedS <= latest.toSeconds();
  });
  const gaps = [...(facts.gaps ?? [])].flatMap(([ref, set]) =>
    intervalsOf(set).map(([fromS, toS]) => ({ ref, fromS, toS })),
  );
  const covers = (at: number) => (one: { fromS: number; toS?: number }) =>
    at >= one.fromS && at < (one.toS ?? Infinity);

  const judge = (
    covering: typeof outages,
    maintained: typeof windows,
    silent: typeof gaps,
  ) => {
    const whole = (says: (ref: string) => boolean) =>
      says(subjectRef) ||
      (terms.composition !== undefined && isDown(terms.composition, says));
    const downs = covering.filter(({ impact }) => impact === 'down');
    const isExcused = ({ cause }: (typeof downs)[number]) =>
      terms.notCounted.includes(cause);
    const named = (list: Array<{ subjectRef: string }>) => (ref: string) =>
      list.some(one => one.subjectRef === ref);
    const excused = named(downs.filter(isExcused));
    const blamed = named(downs.filter(one => !isExcused(one)));
    const isUnknown = (ref: string) =>
      silent.some(gap => gap.ref === ref) && !named(covering)(ref);
    const down = whole(named(downs));
    return {
      down,
      run: whole(blamed),
      charged: whole(ref => blamed(ref) && !excused(ref)) && !whole(excused),
      unknown: !down && whole(ref => named(downs)(ref) || isUnknown(ref)),
      maintained: whole(ref =>
        maintained.some(({ subjectRefs }) => subjectRefs.includes(ref)),
      ),
    };
  };

  // The same outages, windows and gaps say the same of every second.
  const said = new Map<string, ReturnType<typeof judge>>();
  return (at: number, happened: boolean) => {
    const pick = <T extends { fromS: number; toS?: number }>(
      list: T[],
      applies: boolean,
    ) => (applies ? list.filter(covers(at)) : []);
    const covering = pick(outages, happened);
    const maintained = pick(windows, true);
    const silent = pick(gaps, happened);
    const key = [
      ...covering.map(one => outages.indexOf(one)),
      'w',
      ...maintained.map(one => windows.indexOf(one)),
      'g',
      ...silent.map(one => gaps.indexOf(one)),
    ].join();
    const verdict = said.get(key) ?? judge(covering, maintained, silent);
    said.set(key, verdict);
    return verdict;
  };
}

function isDown(node: Composition, says: (ref: string) => boolean): boolean {
  if ('subject' in node) return says(node.subject);
  if ('all' in node) return node.all.some(part => isDown(part, says));
  const up = node.of.filter(part => !isDown(part, says)).length;
  return up < node.atLeast;
}

import type { Composition } from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime } from 'luxon';
import {
  daysIn,
  serviceMinutes,
} from '../../calendars/__testUtils__/wallClock';
import type { AccountOptions } from '..';

/** Of every second of the interval, in order. */
export type Second = {
  at: number;
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
    const said = judge(at, agreed && at < now);
    let planned = agreed && said.maintained;
    if (planned && most !== Infinity) {
      const month = DateTime.fromSeconds(at, { zone: timeZone }).toFormat(
        'yyyy-MM',
      );
      const before = plannedInMonth.get(month) ?? 0;
      plannedInMonth.set(month, before + 1);
      planned = before < most;
    }
    const gap = said.unknown;
    const excluded = gap && terms.gaps === 'excluded';
    planned &&= !excluded;
    const counts = said.charged || (gap && terms.gaps === 'down');
    seconds.push({
      at,
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
  const holds = (
    tree: Composition | undefined,
    says: (ref: string) => boolean,
  ): boolean => {
    const down = (node: Composition): boolean => {
      if ('subject' in node) return says(node.subject);
      if ('all' in node) return node.all.some(down);
      return node.of.filter(part => !down(part)).length < node.atLeast;
    };
    return says(subjectRef) || (tree !== undefined && down(tree));
  };
  const counting = facts.outages.filter(
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
  return (at: number, happened: boolean) => {
    const covering = happened
      ? counting.filter(({ fromS, toS = Infinity }) => at >= fromS && at < toS)
      : [];
    const downs = covering.filter(({ impact }) => impact === 'down');
    const isExcused = ({ cause }: { cause: (typeof downs)[number]['cause'] }) =>
      terms.notCounted.includes(cause);
    const of = (list: typeof downs) => (ref: string) =>
      list.some(one => one.subjectRef === ref);
    const excused = of(downs.filter(isExcused));
    const blamed = of(downs.filter(one => !isExcused(one)));
    const known = of(covering);
    const { composition } = terms;
    const hasNoData = (ref: string) => {
      const set: readonly number[] = facts.gaps?.get(ref) ?? [];
      return (
        happened &&
        !known(ref) &&
        set.some((from, i) => i % 2 === 0 && at >= from && at < set[i + 1])
      );
    };
    const down = holds(composition, of(downs));
    return {
      charged:
        holds(composition, ref => blamed(ref) && !excused(ref)) &&
        !holds(composition, excused),
      unknown:
        !down && holds(composition, ref => of(downs)(ref) || hasNoData(ref)),
      maintained: holds(composition, ref =>
        windows.some(
          window =>
            window.subjectRefs.includes(ref) &&
            at >= window.fromS &&
            at < window.toS,
        ),
      ),
    };
  };
}

import { findCycle, type LocatedProblem } from '@dualcloud/foundation-common';
import type { ServiceCalendarSpec } from '../calendars/types';
import { windowOf } from '../openSlo/terms';
import { subjectsOf } from './checkComposition';
import { findOverlap } from './checkOverlap';
import { checkPenaltyObjectives } from './checkPenalties';
import { refine } from './refine';
import type { ServiceLevelAgreementSpec } from './types';
import { validityOfVersions } from './validity';

/** Agreements and calendars that hold beside each other. @public */
export type AgreementSet = {
  /** In the order of their precedence: the later one of two that contradict is at fault. */
  agreements: readonly ServiceLevelAgreementSpec[];
  /** By entity ref. */
  calendars: ReadonlyMap<string, ServiceCalendarSpec>;
};

/**
 * The rules between documents that are each valid by themselves: the calendar
 * exists, the general part exists, and at no time do two agreements hold for the
 * same service and customer.
 * @returns what is wrong with which of the agreements
 * @public
 */
export function checkAgreementSet(
  set: AgreementSet,
): Array<{ index: number; problem: LocatedProblem }> {
  return set.agreements.flatMap((_, index) =>
    checkAgreementAmong(set, index).map(problem => ({ index, problem })),
  );
}

/** {@link checkAgreementSet} for one of them. @public */
export function checkAgreementAmong(
  set: AgreementSet,
  index: number,
): LocatedProblem[] {
  const spec = set.agreements[index];
  const before = set.agreements.slice(0, index);
  const refined = checkRefines(spec, set);
  return [
    ...checkCalendar(spec, set),
    ...refined.problems,
    ...(refined.effective
      ? [
          ...checkSloZones(refined.effective, set),
          ...checkPenaltyObjectives(
            refined.effective.penalties,
            refined.effective.objectives,
          ),
        ]
      : []),
    ...findOverlap(spec, before),
    ...checkCycle(spec, before),
  ];
}

function checkCalendar(
  { calendarRef }: ServiceLevelAgreementSpec,
  { calendars }: AgreementSet,
): LocatedProblem[] {
  if (calendarRef === undefined || calendars.has(calendarRef)) return [];
  const known = [...calendars.keys()].sort().slice(0, 20).join(', ');
  return [
    {
      at: ['spec', 'calendarRef'],
      rule: 'calendar-known',
      message: `there is no calendar "${calendarRef}" (${
        known || 'there is none at all'
      })`,
    },
  ];
}

type Refined = {
  problems: LocatedProblem[];
  /** What holds on the first day; undefined if that cannot be told. */
  effective?: ServiceLevelAgreementSpec;
};

function checkRefines(
  spec: ServiceLevelAgreementSpec,
  { agreements }: AgreementSet,
): Refined {
  const { scope, validFrom } = spec;
  if (scope.type !== 'special' || scope.refines === undefined) {
    return { problems: [], effective: spec };
  }
  const refuse = (rule: string, message: string): Refined => ({
    problems: [{ at: ['spec', 'scope', 'refines'], rule, message }],
  });
  const versions = agreements.filter(one => one.agreement === scope.refines);
  if (versions.length === 0) {
    return refuse(
      'refines-known',
      `there is no agreement "${scope.refines}" to refine`,
    );
  }
  const generals = versions.filter(
    ({ scope: other }) =>
      other.type === 'general' && other.serviceRef === scope.serviceRef,
  );
  if (generals.length === 0) {
    return refuse(
      'refines-same-service',
      `"${scope.refines}" is not the general part for ${scope.serviceRef}; name one that is`,
    );
  }
  const inForce = validityOfVersions(generals).find(
    ({ from, until }) =>
      from <= validFrom && (until === undefined || validFrom <= until),
  );
  return inForce
    ? { problems: [], effective: refine(inForce.spec, spec) }
    : refuse(
        'refines-in-force',
        `"${scope.refines}" is not in force on ${validFrom}, when this agreement begins`,
      );
}

/** Months begin at another moment in another zone. */
function checkSloZones(
  { calendarRef = '', objectives = [] }: ServiceLevelAgreementSpec,
  { calendars }: AgreementSet,
): LocatedProblem[] {
  const zone = calendars.get(calendarRef)?.timeZone;
  if (zone === undefined) return [];
  return objectives.flatMap((objective, index) => {
    if (objective.type !== 'availability' || !objective.slo) return [];
    const other = windowOf(objective.slo).calendar?.timeZone;
    return other === zone
      ? []
      : [
          {
            at: [
              ...['spec', 'objectives', index, 'slo', 'spec', 'timeWindow', 0],
              ...['calendar', 'timeZone'],
            ],
            rule: 'slo-time-zone',
            message: `is ${other}, but the agreement's calendar is in ${zone}; write the same zone`,
          },
        ];
  });
}

/** What is built on each other would each be down because of the other. */
function checkCycle(
  spec: ServiceLevelAgreementSpec,
  before: readonly ServiceLevelAgreementSpec[],
): LocatedProblem[] {
  if (!spec.composition || spec.scope.type === 'environments') return [];
  const own = spec.scope.serviceRef;
  const builtOn = (ref: string) =>
    [...before, spec].flatMap(({ scope, composition }) =>
      scope.type !== 'environments' && scope.serviceRef === ref
        ? subjectsOf(composition)
        : [],
    );
  const cycle = findCycle([own], builtOn);
  return cycle?.includes(own)
    ? [
        {
          at: ['spec', 'composition'],
          rule: 'no-cycle',
          message: `services are built on each other: ${cycle.join(' → ')}`,
        },
      ]
    : [];
}

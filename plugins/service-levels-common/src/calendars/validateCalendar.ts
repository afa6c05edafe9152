import type { Entity } from '@backstage/catalog-model';
import {
  checkDay,
  checkFullRef,
  checkUnique,
  createShapeCheck,
  isTimeZone,
  toDocumentProblem,
  type DocumentPath,
  type DocumentProblem,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkHours, checkRange, checkRanges } from './checkRanges';
import { serviceCalendarSchema } from './schema';
import type {
  HolidayRule,
  RecurringMaintenance,
  ServiceCalendarEntity,
  ServiceCalendarSpec,
  SpecialDay,
} from './types';

/** Whether an entity is of kind ServiceCalendar. @public */
export function isServiceCalendarEntity(
  entity: Entity,
): entity is ServiceCalendarEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'servicecalendar';
}

const checkShape = createShapeCheck(serviceCalendarSchema);

function checkTimeZone(timeZone: string): LocatedProblem[] {
  return isTimeZone(timeZone)
    ? []
    : [
        {
          at: ['spec', 'timeZone'],
          rule: 'time-zone',
          message: `"${timeZone}" is not an IANA time zone; write one such as Europe/Berlin`,
        },
      ];
}

function checkServiceHours({
  serviceHours,
}: ServiceCalendarSpec): LocatedProblem[] {
  const at = ['spec', 'serviceHours'];
  return serviceHours.length > 0
    ? checkHours(serviceHours, at)
    : [
        {
          at,
          rule: 'has-service-hours',
          message:
            'is empty; a level holds in the service hours only, so name at least one, and for a service around the clock all days from "00:00" to "24:00"',
        },
      ];
}

function checkHolidays(holidays: HolidayRule | undefined): LocatedProblem[] {
  if (!holidays) return [];
  const at = ['spec', 'holidays'];
  const problems = checkRanges(holidays.hours, [...at, 'hours']);
  if (holidays.region !== undefined && holidays.state === undefined) {
    problems.push({
      at: [...at, 'state'],
      rule: 'region-of-a-state',
      message: `is missing; say in which state the region "${holidays.region}" is`,
    });
  }
  return problems;
}

function checkSpecialDays(days: SpecialDay[] = []): LocatedProblem[] {
  const at = ['spec', 'specialDays'];
  return [
    ...checkUnique(
      days.map(({ date }) => date),
      index => [...at, index, 'date'],
      'special day',
    ),
    ...days.flatMap(({ date, hours }, index) => [
      ...checkDay(date, [...at, index, 'date']),
      ...checkRanges(hours, [...at, index, 'hours']),
    ]),
  ];
}

function checkMaintenance(
  windows: RecurringMaintenance[] = [],
): LocatedProblem[] {
  const at: DocumentPath = ['spec', 'maintenance'];
  return [
    ...checkUnique(
      windows.map(({ id }) => id),
      index => [...at, index, 'id'],
      'maintenance window',
    ),
    ...windows.flatMap((window, index) => checkRange(window, [...at, index])),
  ];
}

function checkRules(spec: ServiceCalendarSpec): LocatedProblem[] {
  return [
    ...checkTimeZone(spec.timeZone),
    ...checkFullRef(spec.owner, ['group'], ['spec', 'owner']),
    ...checkServiceHours(spec),
    ...checkHours(spec.operatingHours, ['spec', 'operatingHours']),
    ...checkHolidays(spec.holidays),
    ...checkSpecialDays(spec.specialDays),
    ...checkMaintenance(spec.maintenance),
  ];
}

/** Shape first: the rules may then rely on it. */
export function findCalendarProblems(document: unknown): LocatedProblem[] {
  const problems = checkShape(document);
  return problems.length > 0
    ? problems
    : checkRules((document as ServiceCalendarEntity).spec);
}

/**
 * Checks a service calendar by its JSON Schema and by the rules that need
 * nothing but the document. Whether there are holidays of the country and state
 * is checked where the calendar is stored.
 * @returns what is wrong; empty if nothing is
 * @public
 */
export function validateCalendar(entity: unknown): DocumentProblem[] {
  return findCalendarProblems(entity).map(problem =>
    toDocumentProblem(problem),
  );
}

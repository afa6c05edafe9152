import type { HolidayRule } from '@dualcloud/backstage-plugin-service-levels-common';
import type { LocatedProblem } from '@dualcloud/foundation-common';
import { checkHolidayRule } from '../calendars';

/** Whether a calendar names a place whose holidays are known. */
export function findHolidayProblems(
  holidays: HolidayRule | undefined,
): LocatedProblem[] {
  const fault = holidays && checkHolidayRule(holidays);
  return fault
    ? [
        {
          at: ['spec', 'holidays', fault.field],
          rule: 'holidays-known',
          message: fault.message,
        },
      ]
    : [];
}

import { shapes } from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';

const { entityRef, listOf, matching, name, objectOf, oneOf, text } = shapes;

const titles = shapes.localizedText(200);
const time = matching(
  '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  'must be a time in quotes, "00:00" to "24:00"',
);
const range = { from: time, to: time };
const days = listOf(oneOf('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), {
  minItems: 1,
  uniqueItems: true,
});
const ranges = listOf(objectOf(range, ['from', 'to']), { maxItems: 24 });
const weeklyHours = listOf(
  objectOf({ days, ...range }, ['days', 'from', 'to']),
  { maxItems: 100 },
);

const holidays = objectOf(
  {
    country: matching(
      '^[A-Z]{2}$',
      'must be a country of ISO 3166-1 in capitals, such as DE',
    ),
    state: matching(
      '^[A-Z0-9]{1,3}$',
      'must be the state alone and in capitals: SH, not DE-SH',
    ),
    region: text(50),
    hours: ranges,
  },
  ['country'],
);

const specialDay = objectOf({ date: shapes.day, titles, hours: ranges }, [
  'date',
  'hours',
]);

const recurringMaintenance = objectOf(
  {
    id: name,
    titles,
    days,
    ...range,
    weeksOfMonth: listOf(
      { type: 'integer', enum: [1, 2, 3, 4, 5, -1, -2, -3, -4, -5] },
      { minItems: 1, uniqueItems: true },
    ),
    impact: oneOf('none', 'degraded', 'down'),
  },
  ['id', 'days', 'from', 'to', 'impact'],
);

/**
 * JSON Schema of the `spec` of a service calendar. What a schema cannot say
 * (ranges that do not overlap, dates that exist) `validateCalendar` checks.
 * @public
 */
export const serviceCalendarSpecSchema: JSONSchema7 = objectOf(
  {
    timeZone: text(64),
    owner: entityRef,
    titles,
    serviceHours: weeklyHours,
    operatingHours: { ...weeklyHours, minItems: 1 },
    holidays,
    specialDays: listOf(specialDay, { maxItems: 1000 }),
    maintenance: listOf(recurringMaintenance, { maxItems: 50 }),
  },
  ['timeZone', 'owner', 'serviceHours'],
);

/**
 * JSON Schema of a whole service calendar document, for editors.
 * @public
 */
export const serviceCalendarSchema: JSONSchema7 = shapes.documentOf(
  { apiVersion: 'dualcloud.dev/v1alpha1', kind: 'ServiceCalendar' },
  serviceCalendarSpecSchema,
);

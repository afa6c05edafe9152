import { stringify } from 'yaml';
import { parseServiceLevelText } from '../documents';
import { validateCalendar } from '.';

function calendar(spec: object = {}) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'ServiceCalendar',
    metadata: { name: 'office-hours' },
    spec: {
      timeZone: 'Europe/Berlin',
      owner: 'group:default/service-management',
      serviceHours: [{ days: ['mon', 'tue'], from: '07:00', to: '18:00' }],
      ...spec,
    },
  };
}

const window = {
  id: 'patch-day',
  days: ['sun'],
  from: '02:00',
  to: '06:00',
  impact: 'down',
};

it.each<[string, object]>([
  [
    'around the clock',
    { serviceHours: [{ days: ['mon'], from: '00:00', to: '24:00' }] },
  ],
  [
    'ranges that touch',
    {
      serviceHours: [
        { days: ['mon'], from: '07:00', to: '12:00' },
        { days: ['mon'], from: '12:00', to: '18:00' },
      ],
    },
  ],
  [
    'holidays with hours of their own',
    {
      holidays: {
        country: 'DE',
        state: 'BY',
        region: 'KATH',
        hours: [{ from: '09:00', to: '12:00' }],
      },
    },
  ],
  [
    'a day without service and one with two ranges',
    {
      specialDays: [
        { date: '2026-12-24', hours: [] },
        {
          date: '2026-12-31',
          titles: { en: 'New Year’s Eve', de: 'Silvester' },
          hours: [
            { from: '07:00', to: '10:00' },
            { from: '11:00', to: '12:00' },
          ],
        },
      ],
    },
  ],
  [
    'maintenance on the first and last Sunday',
    { maintenance: [{ ...window, weeksOfMonth: [1, -1] }] },
  ],
])('takes a calendar with %s', (_, spec) => {
  expect(validateCalendar(calendar(spec))).toEqual([]);
});

it.each<[string, object, string, string]>([
  [
    'a calendar without any service hour',
    { serviceHours: [] },
    'spec.serviceHours',
    'has-service-hours',
  ],
  [
    'a zone that there is not',
    { timeZone: 'Europe/Nordmark' },
    'spec.timeZone',
    'time-zone',
  ],
  [
    'an offset in place of a zone',
    { timeZone: '+01:00' },
    'spec.timeZone',
    'time-zone',
  ],
  [
    'hours that end before they begin',
    { serviceHours: [{ days: ['mon'], from: '18:00', to: '07:00' }] },
    'spec.serviceHours[0].to',
    'range-in-order',
  ],
  [
    'hours that overlap on one of their days',
    {
      serviceHours: [
        { days: ['mon', 'tue'], from: '07:00', to: '18:00' },
        { days: ['tue', 'wed'], from: '17:59', to: '20:00' },
      ],
    },
    'spec.serviceHours[1]',
    'ranges-without-overlap',
  ],
  [
    'operating hours that overlap',
    {
      operatingHours: [
        { days: ['mon'], from: '00:00', to: '24:00' },
        { days: ['mon'], from: '07:00', to: '08:00' },
      ],
    },
    'spec.operatingHours[1]',
    'ranges-without-overlap',
  ],
  [
    'a time that there is not',
    { serviceHours: [{ days: ['mon'], from: '07:00', to: '24:01' }] },
    'spec.serviceHours[0].to',
    'schema-pattern',
  ],
  [
    'a state with its country',
    { holidays: { country: 'DE', state: 'DE-SH' } },
    'spec.holidays.state',
    'schema-pattern',
  ],
  [
    'a region without its state',
    { holidays: { country: 'DE', region: 'KATH' } },
    'spec.holidays.state',
    'region-of-a-state',
  ],
  [
    'holiday hours that overlap',
    {
      holidays: {
        country: 'DE',
        hours: [
          { from: '08:00', to: '10:00' },
          { from: '09:00', to: '11:00' },
        ],
      },
    },
    'spec.holidays.hours[1]',
    'ranges-without-overlap',
  ],
  [
    'a special day that there is not',
    { specialDays: [{ date: '2026-02-29', hours: [] }] },
    'spec.specialDays[0].date',
    'date-exists',
  ],
  [
    'a special day twice',
    {
      specialDays: [
        { date: '2026-12-24', hours: [] },
        { date: '2026-12-24', hours: [] },
      ],
    },
    'spec.specialDays[1].date',
    'unique',
  ],
  [
    'two maintenance windows of one name',
    { maintenance: [window, { ...window, days: ['sat'] }] },
    'spec.maintenance[1].id',
    'unique',
  ],
  [
    'maintenance in the sixth week',
    { maintenance: [{ ...window, weeksOfMonth: [6] }] },
    'spec.maintenance[0].weeksOfMonth[0]',
    'schema-enum',
  ],
  [
    'an unknown field',
    { publicHolidays: true },
    'spec.publicHolidays',
    'schema-additionalProperties',
  ],
  [
    'a short owner',
    { owner: 'service-management' },
    'spec.owner',
    'full-entity-ref',
  ],
])('refuses %s with its line', (_, spec, path, rule) => {
  const document = calendar(spec);
  expect(validateCalendar(document).map(one => [one.path, one.rule])).toEqual([
    [path, rule],
  ]);
  const [problem] = parseServiceLevelText(stringify(document)).problems;
  expect(problem).toMatchObject({ path, rule });
  expect(problem.line).toBeGreaterThan(4);
});

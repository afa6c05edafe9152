import type { Entity } from '@backstage/catalog-model';
import type {
  ServiceCalendarSpec,
  ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';

/** A whole year that is over, both clock changes included. */
export const YEAR = 2025;
export const ZONE = 'Europe/Berlin';
export const PROVIDER = 'group:default/landes-it';

const OWNER = { owner: PROVIDER, timeZone: ZONE };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Office hours, long hours with servicing on Saturdays, and round the clock. */
export const CALENDARS: Record<string, ServiceCalendarSpec> = {
  'office-hours': {
    ...OWNER,
    serviceHours: [{ days: [...WEEKDAYS], from: '07:00', to: '18:00' }],
    holidays: { country: 'DE', state: 'SH' },
    specialDays: [
      { date: `${YEAR}-12-24`, hours: [{ from: '08:00', to: '12:00' }] },
    ],
  },
  'long-hours': {
    ...OWNER,
    serviceHours: [{ days: [...WEEKDAYS, 'sat'], from: '05:30', to: '22:15' }],
    holidays: {
      country: 'DE',
      state: 'BY',
      hours: [{ from: '09:00', to: '13:00' }],
    },
    maintenance: [
      {
        id: 'saturday',
        days: ['sat'],
        from: '06:00',
        to: '08:00',
        weeksOfMonth: [1, 3],
        impact: 'down',
      },
    ],
  },
  'around-the-clock': {
    ...OWNER,
    serviceHours: [
      { days: [...WEEKDAYS, 'sat', 'sun'], from: '00:00', to: '24:00' },
    ],
  },
};

/** What decides how a service's minutes count. */
export type Service = {
  name: string;
  subjectRef: string;
  customerRef: string;
  calendar: ServiceCalendarSpec;
  agreement: ServiceLevelAgreementSpec;
};

/** Services with an agreement each: every calendar, denominator and treatment of gaps. */
export function makeServices(count: number): Service[] {
  const names = Object.keys(CALENDARS);
  return Array.from({ length: count }, (_, at) => {
    const name = `service-${at}`;
    const calendar = names[at % names.length];
    const subjectRef = `cloudservice:default/${name}`;
    const customerRef = `group:default/agency-${at}`;
    return {
      name,
      subjectRef,
      customerRef,
      calendar: CALENDARS[calendar],
      agreement: {
        agreement: name,
        version: '1',
        validFrom: `${YEAR - 1}-01-01`,
        owner: PROVIDER,
        scope: { type: 'special', serviceRef: subjectRef, customerRef },
        calendarRef: `servicecalendar:default/${calendar}`,
        denominator: at % 2 === 0 ? 'agreedMinusPlanned' : 'agreed',
        gaps: (['up', 'down', 'excluded'] as const)[Math.floor(at / 3) % 3],
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            period: 'month',
            target: '99.5',
          },
          { id: 'outages', type: 'outage-count', period: 'month', atMost: 3 },
        ],
      },
    };
  });
}

/** All that the catalog has. */
export function entitiesOf(services: Service[]): Entity[] {
  return [
    entity('Group', 'landes-it', { type: 'it-service-provider', children: [] }),
    ...Object.entries(CALENDARS).map(([name, spec]) =>
      entity('ServiceCalendar', name, spec),
    ),
    ...services.flatMap(({ name, customerRef, agreement }, at) => [
      entity('Group', `agency-${at}`, { type: 'agency', children: [] }),
      entity('CloudService', name, {
        lane: 'individual',
        tier: 'saas',
        customers: [customerRef],
      }),
      entity('ServiceLevelAgreement', name, agreement),
    ]),
  ];
}

function entity(kind: string, name: string, spec: object): Entity {
  return {
    apiVersion:
      kind === 'Group' ? 'backstage.io/v1alpha1' : 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
  };
}

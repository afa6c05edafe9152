import {
  type Objective,
  periodOfObjective,
  type ServiceCalendarSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  Attainment,
  type AttainmentOptions,
  type AttainmentTerms,
  type Facts,
  type MaintenanceFact,
  type OutageFact,
} from '..';
import { parsePeriod, ServiceCalendar } from '../../calendars';
import type { Interval } from '../../intervals';

/** `2026-11-10T10:00+01:00` as seconds since 1970. */
export const at = (instant: string) => Date.parse(instant) / 1000;

/** Monday to Friday, 8 to 18, in Schleswig-Holstein. */
export const OFFICE_HOURS: ServiceCalendarSpec = {
  timeZone: 'Europe/Berlin',
  owner: 'group:default/it',
  serviceHours: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' },
  ],
  holidays: { country: 'DE', state: 'SH' },
};

/** Round the clock. */
export const ALWAYS: ServiceCalendarSpec = {
  ...OFFICE_HOURS,
  serviceHours: [
    {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '24:00',
    },
  ],
  holidays: undefined,
};

export const AVAILABILITY: Objective = {
  id: 'availability',
  type: 'availability',
  period: 'month',
  target: '99.5',
};

let outages = 0;

/** An outage that counts, of the subject, by the provider, unless it is said otherwise. */
export function outage(
  from: string,
  to: string | undefined,
  facts: Partial<OutageFact> = {},
): OutageFact {
  outages += 1;
  return {
    id: `outage-${outages}`,
    subjectRef: 'application',
    fromS: at(from),
    toS: to === undefined ? undefined : at(to),
    state: 'confirmed',
    cause: 'provider',
    impact: 'down',
    ...facts,
  };
}

/** A window announced ten days ahead, unless it is said otherwise. */
export function maintenance(
  from: string,
  to: string,
  facts: Partial<MaintenanceFact> = {},
): MaintenanceFact {
  return {
    id: `window ${from}`,
    subjectRefs: ['application'],
    fromS: at(from),
    toS: at(to),
    impact: 'down',
    announcedS: at(from) - 10 * 86_400,
    ...facts,
  };
}

/** A commitment of which one says what matters. */
export function commitment(said: {
  calendar?: ServiceCalendarSpec;
  terms?: Partial<AttainmentTerms>;
  facts?: Partial<Facts>;
  inForce?: Interval;
  now?: string;
}): AttainmentOptions {
  return {
    subjectRef: 'application',
    calendar: ServiceCalendar.create(said.calendar ?? OFFICE_HOURS),
    terms: {
      denominator: 'agreed',
      gaps: 'up',
      notCounted: ['customer'],
      ...said.terms,
    },
    inForce: said.inForce ?? [0, Infinity],
    facts: { outages: [], maintenance: [], ...said.facts },
    now: at(said.now ?? '2027-01-15T00:00Z'),
  };
}

/** The figure of an objective in a period. */
export function evaluate(
  options: AttainmentOptions,
  period: string,
  objective: Objective = AVAILABILITY,
) {
  const parsed = parsePeriod(period);
  if (periodOfObjective(objective) !== parsed.kind)
    throw new Error('not its period');
  return Attainment.of(options).evaluate(objective, parsed);
}

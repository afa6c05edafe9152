import type { IncidentReport } from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime } from 'luxon';
import { chance } from '../exampleUsage/chance';
import type { LevelScenario } from './scenario';

/** An incident as it is handed in. */
export type ExampleIncident = {
  id: string;
  /** Handed in only when its month has been reported. */
  isLate: boolean;
  report: IncidentReport;
};

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKING_HOURS = { from: 8, count: 9 };
const CLASSES = [
  'operation-preventing',
  'operation-impeding',
  'minor',
] as const;
const TITLES = {
  'operation-preventing': 'Anwendung nicht erreichbar',
  'operation-impeding': 'Anwendung antwortet langsam',
  minor: 'Meldung wird falsch angezeigt',
};

/**
 * Every incident up to an instant, oldest first. The same scenario and first start
 * give the same ones.
 *
 * @param startMs - the portal's first start, from which everything is counted back
 */
export function generateIncidents(
  scenario: LevelScenario,
  startMs: number,
): ExampleIncident[] {
  const start = DateTime.fromMillis(startMs, { zone: scenario.timeZone });
  return [...atRandom(scenario, start), ...asWritten(scenario, start)]
    .filter(({ report }) => Date.parse(report.restoredAt ?? '') < startMs)
    .sort((a, b) => (a.report.reportedAt < b.report.reportedAt ? -1 : 1));
}

function atRandom(
  { seed, services, monthsBack }: LevelScenario,
  start: DateTime,
): ExampleIncident[] {
  const months = Array.from({ length: monthsBack + 1 }, (_, back) =>
    start.startOf('month').minus({ months: back }),
  );
  return services.flatMap(service =>
    months.flatMap(month =>
      Array.from({ length: service.incidentsPerMonth }, (_, number) => {
        const id = [
          service.subject.split('/').pop(),
          month.toFormat('yyyy-MM'),
          number + 1,
        ].join('-');
        const draw = (what: string) => chance(seed, `${id} ${what}`);
        const between = (what: string, low: number, high: number) =>
          low + Math.floor(draw(what) * (high - low + 1));
        const incidentClass = CLASSES[Math.floor(draw('class') ** 2 * 3)];
        const [least, most] = service.outageMinutes;
        const from = month
          .plus({
            days: between('day', 0, (month.daysInMonth ?? 28) - 1),
          })
          .set({
            hour: WORKING_HOURS.from + between('hour', 0, WORKING_HOURS.count),
            minute: between('minute', 0, 59),
          });
        return incidentOf(id, from, {
          subject: service.subject,
          customer: service.customer,
          title: TITLES[incidentClass],
          incidentClass,
          cause: draw('cause') < 0.75 ? 'provider' : 'software-provider',
          minutes: between('minutes', least, most),
          respondedAfterMinutes: between('response', 2, 40),
          isDown: incidentClass === 'operation-preventing',
          isLate: false,
        });
      }),
    ),
  );
}

function asWritten(
  { incidents }: LevelScenario,
  start: DateTime,
): ExampleIncident[] {
  return incidents.map(({ name, class: incidentClass, from, on, ...rest }) => {
    const [hour, minute] = from.split(':').map(Number);
    const day =
      'clockChange' in on
        ? clockChange(on.clockChange, start)
        : dayOf(on, start);
    return incidentOf(name, day.set({ hour, minute }), {
      ...rest,
      incidentClass,
    });
  });
}

function incidentOf(
  id: string,
  from: DateTime,
  incident: {
    subject: string;
    customer?: string;
    title: string;
    incidentClass: IncidentReport['incidentClass'];
    cause: IncidentReport['cause'];
    minutes: number;
    respondedAfterMinutes: number;
    isDown: boolean;
    isLate: boolean;
  },
): ExampleIncident {
  const instant = (afterMinutes: number) =>
    new Date(from.toMillis() + afterMinutes * 60_000)
      .toISOString()
      .replace('.000', '');
  const { minutes, respondedAfterMinutes, isDown } = incident;
  return {
    id,
    isLate: incident.isLate,
    report: {
      revision: 1,
      subjectRef: incident.subject,
      ...(incident.customer && { customerRef: incident.customer }),
      incidentClass: incident.incidentClass,
      title: incident.title,
      cause: incident.cause,
      reportedAt: instant(0),
      respondedAt: instant(Math.min(respondedAfterMinutes, minutes)),
      restoredAt: instant(minutes),
      ...(isDown && { outage: { from: instant(0), to: instant(minutes) } }),
    },
  };
}

/** Such as the second Tuesday of the month before last. */
function dayOf(
  on: { monthsAgo: number; weekday: string; week: number },
  start: DateTime,
): DateTime {
  const first = start.startOf('month').minus({ months: on.monthsAgo });
  const wanted = WEEKDAYS.indexOf(on.weekday) + 1;
  const offset = (wanted - first.weekday + 7) % 7;
  return first.plus({ days: offset + 7 * (on.week - 1) });
}

/** The last Sunday of March or October before the start (Directive 2000/84/EC). */
function clockChange(which: 'spring' | 'autumn', start: DateTime): DateTime {
  const month = which === 'spring' ? 3 : 10;
  const sundayOf = (year: number) => {
    const last = start.set({ year, month, day: 31 }).startOf('day');
    return last.minus({ days: last.weekday % 7 });
  };
  const thisYear = sundayOf(start.year);
  return thisYear.plus({ days: 1 }) < start
    ? thisYear
    : sundayOf(start.year - 1);
}

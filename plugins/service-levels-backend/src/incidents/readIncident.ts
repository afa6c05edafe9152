import type { IncidentReport } from '@dualcloud/backstage-plugin-service-levels-common';
import { invalidField } from '@dualcloud/foundation-node';
import {
  readInstant,
  readOptionalInstant,
  readPastInterval,
  toInstant,
} from '../instants';
import type { StoredIncident } from './types';

const AHEAD_S = 60;

/** What a report says, checked: the incident, and when something was down through it. */
export type ReadIncident = {
  incident: Omit<StoredIncident, 'outageId'>;
  outage?: { fromS: number; toS?: number };
};

/** @throws InputError that names the field at fault */
export function readIncident(
  key: { source: string; id: string },
  report: IncidentReport,
  nowS: number,
): ReadIncident {
  const reportedS = readInstant(report.reportedAt, 'reportedAt');
  if (reportedS > nowS + AHEAD_S) {
    throw invalidField('reportedAt', 'past', 'must not be in the future');
  }
  const respondedS = after('respondedAt', report.respondedAt);
  const restoredS = after('restoredAt', report.restoredAt);
  if (
    respondedS !== undefined &&
    restoredS !== undefined &&
    restoredS < respondedS
  ) {
    throw invalidField(
      'restoredAt',
      'after-response',
      `must not be before respondedAt, ${toInstant(respondedS)}`,
    );
  }
  return {
    incident: {
      ...key,
      revision: report.revision,
      subjectRef: report.subjectRef.toLocaleLowerCase('en-US'),
      customerRef: report.customerRef?.toLocaleLowerCase('en-US'),
      incidentClass: report.incidentClass,
      title: report.title,
      reportedS,
      respondedS,
      restoredS,
      url: readUrl(report.url),
      withdrawn: report.withdrawn ?? false,
    },
    outage: report.outage && readPastInterval(report.outage, nowS, 'outage.'),
  };

  function after(field: string, text: string | undefined): number | undefined {
    const seconds = readOptionalInstant(text, field);
    if (seconds !== undefined && seconds < reportedS) {
      throw invalidField(
        field,
        'after-report',
        `must not be before reportedAt, ${toInstant(reportedS)}`,
      );
    }
    if (seconds !== undefined && seconds > nowS + AHEAD_S) {
      throw invalidField(field, 'past', 'must not be in the future');
    }
    return seconds;
  }
}

/** A link that the page shows; nothing but the web. */
function readUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { protocol } = new URL(text);
    if (protocol === 'https:' || protocol === 'http:') return text;
  } catch {
    // Told below.
  }
  throw invalidField('url', 'url', 'must be an address of the web (https://…)');
}

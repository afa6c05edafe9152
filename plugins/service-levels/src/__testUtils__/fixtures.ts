import type {
  AgreementSummary,
  MaintenanceWindow,
  Outage,
  OutageDetail,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';

export const KFZ = 'cloudservice:default/kfz-zulassung';

export function aLevel(overrides: Partial<ServiceLevel> = {}): ServiceLevel {
  return {
    id: 'level-1',
    agreement: 'kfz-zulassung-kraftfahrtamt',
    version: '2',
    kind: 'special',
    subjectRef: KFZ,
    titles: { en: 'Vehicle Registration', de: 'Kfz-Zulassung' },
    customerRef: 'group:default/kraftfahrtamt',
    calendar: 'servicecalendar:default/extended-hours',
    timeZone: 'Europe/Berlin',
    period: '2026-06',
    state: 'met',
    condition: 'up',
    objectives: [],
    openOutages: 0,
    headline: {
      objective: 'availability',
      type: 'availability',
      period: '2026-06',
      interval: { from: '2026-05-31T22:00:00Z', to: '2026-06-30T22:00:00Z' },
      target: '99.5',
      actual: '99.173',
      unit: 'percent',
      comparison: 'at-least',
      state: 'missed',
      complete: true,
    },
    ...overrides,
  };
}

export function anOutage(overrides: Partial<Outage> = {}): Outage {
  return {
    id: 'outage-1',
    subjectRef: KFZ,
    commitmentIds: ['level-1'],
    interval: { from: '2026-06-08T08:00:00Z', to: '2026-06-08T10:00:00Z' },
    ongoing: false,
    state: 'confirmed',
    cause: 'provider',
    causeReason: 'The load balancer was misconfigured',
    source: 'report',
    impact: 'down',
    title: 'Load balancer',
    revision: 2,
    deeds: ['comment'],
    ...overrides,
  };
}

export function anOutageDetail(
  overrides: Partial<Outage> = {},
  history: OutageDetail['history'] = [],
): OutageDetail {
  return { outage: anOutage(overrides), history };
}

/** Announced for the last day of November. */
export function aWindow(
  overrides: Partial<MaintenanceWindow> = {},
): MaintenanceWindow {
  return {
    id: 'window-1',
    recurring: false,
    subjectRefs: [KFZ],
    interval: { from: '2026-11-30T18:00:00Z', to: '2026-11-30T20:00:00Z' },
    impact: 'down',
    titles: { en: 'Database upgrade', de: 'Update der Datenbank' },
    announcedAt: '2026-11-01T08:00:00Z',
    announcedBy: 'user:default/paul.richter',
    state: 'announced',
    commitments: [
      {
        commitmentId: 'level-1',
        counts: true,
        noticeSeconds: 29 * 86_400,
        requiredNoticeSeconds: 10 * 86_400,
        objectionUntil: '2026-11-25T18:00:00Z',
      },
    ],
    deeds: [],
    ...overrides,
  };
}

export function anAgreement(
  overrides: Partial<AgreementSummary> = {},
): AgreementSummary {
  return {
    agreement: 'kfz',
    version: '2',
    titles: { en: 'Vehicle Registration', de: 'Kfz-Zulassung' },
    kind: 'special',
    serviceRef: KFZ,
    customerRef: 'group:default/kraftfahrtamt',
    calendar: 'servicecalendar:default/office-hours',
    validFrom: '2026-07-01',
    inForce: true,
    origin: 'document',
    ...overrides,
  };
}

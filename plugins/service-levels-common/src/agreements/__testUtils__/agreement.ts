import type { ServiceLevelAgreementSpec } from '../types';

/** The least that an agreement may say, and what a test is about. */
export function spec(
  part: Partial<ServiceLevelAgreementSpec> | object = {},
): ServiceLevelAgreementSpec {
  return {
    agreement: 'database',
    version: '1',
    validFrom: '2026-01-01',
    owner: 'group:default/service-management',
    scope: { type: 'general', serviceRef: 'cloudservice:default/database' },
    calendarRef: 'servicecalendar:default/office-hours',
    denominator: 'agreed',
    gaps: 'excluded',
    objectives: [
      {
        id: 'availability',
        type: 'availability',
        period: 'month',
        target: '99.5',
      },
    ],
    ...part,
  };
}

/** A special part that refines {@link spec}. */
export function special(
  part: Partial<ServiceLevelAgreementSpec> | object = {},
): ServiceLevelAgreementSpec {
  return {
    agreement: 'database-for-kraftfahrtamt',
    version: '1',
    validFrom: '2026-01-01',
    owner: 'group:default/service-management',
    scope: {
      type: 'special',
      serviceRef: 'cloudservice:default/database',
      customerRef: 'group:default/kraftfahrtamt',
      refines: 'database',
    },
    ...part,
  };
}

export function entity(of: ServiceLevelAgreementSpec, name = of.agreement) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1' as const,
    kind: 'ServiceLevelAgreement' as const,
    metadata: { name },
    spec: of,
  };
}

/** An SLO of success rate. */
export function slo(part: object = {}, objective: object = { target: 0.995 }) {
  return {
    apiVersion: 'openslo/v1' as const,
    kind: 'SLO' as const,
    metadata: { name: 'requests' },
    spec: {
      service: 'database',
      indicator: {
        spec: {
          ratioMetric: {
            counter: true,
            good: source('good'),
            total: source('all'),
          },
        },
      },
      timeWindow: [
        {
          duration: '1M',
          isRolling: false,
          calendar: {
            startTime: '2026-01-01 00:00:00',
            timeZone: 'Europe/Berlin',
          },
        },
      ],
      budgetingMethod: 'Occurrences' as const,
      objectives: [objective],
      ...part,
    },
  };
}

function source(query: string) {
  return { metricSource: { type: 'Prometheus', spec: { query } } };
}

export const thresholdIndicator = {
  indicator: { spec: { thresholdMetric: source('latency') } },
};

import type { Entity } from '@backstage/catalog-model';
import type {
  Allocation,
  Anomaly,
  CostExplanation,
  CostLine,
  CostReport,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

export function anAllocation(overrides: Partial<Allocation> = {}): Allocation {
  return {
    id: 7,
    instanceId: 'instance-1',
    instanceName: 'kfz-test-database',
    environmentId: 'environment-1',
    environmentName: 'kfz-test',
    serviceRef: 'cloudservice:default/postgresql',
    plan: 'small',
    stage: 'test',
    from: '2026-10-01T00:00:00Z',
    simulated: false,
    payerRef: 'group:default/kraftfahrtamt',
    ownerRef: 'group:default/team-kfz-portal',
    customerRef: 'group:default/kraftfahrtamt',
    softwareProviderRef: 'group:default/nordsoft',
    systemRef: 'system:default/kfz-portal',
    ...overrides,
  };
}

/** The environment of {@link anAllocation} in the catalog. */
export const liveEnvironment: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'kfz-test',
    annotations: { 'dualcloud.dev/environment-id': 'environment-1' },
  },
  spec: { type: 'environment' },
};

export function aReport(overrides: Partial<CostReport> = {}): CostReport {
  return {
    from: '2026-10-01',
    to: '2026-10-31',
    currency: 'EUR',
    currencies: ['EUR'],
    timeZone: 'Europe/Berlin',
    total: '1234567891',
    intervals: ['2026-10-01', '2026-10-02'],
    points: ['1000000000', '234567891'],
    groups: [
      {
        key: 'system:default/kfz-portal',
        amount: '1200000000',
        points: ['980000000', '220000000'],
      },
      {
        key: 'system:default/bezuege',
        amount: '34567891',
        points: ['20000000', '14567891'],
      },
    ],
    ...overrides,
  };
}

export function aLine(overrides: Partial<CostLine> = {}): CostLine {
  return {
    id: '7.202610.202610.3.usage.storage',
    allocation: anAllocation(),
    component: 'storage',
    titles: { en: 'Storage', de: 'Speicher' },
    type: 'usage',
    meter: 'storage-gib-hours',
    unit: 'GiB·h',
    quantity: '1500.5',
    amount: '17505000',
    currency: 'EUR',
    priceList: 'standard',
    priceListVersion: '2026-07',
    month: '2026-10',
    billedMonth: '2026-10',
    from: '2026-10-01',
    to: '2026-10-02',
    ...overrides,
  };
}

export function anExplanation(
  overrides: Partial<CostExplanation> = {},
): CostExplanation {
  return {
    line: aLine(),
    component: { id: 'storage', type: 'usage' },
    steps: [
      {
        kind: 'quantity',
        params: {
          quantity: '1500.5',
          unit: 'GiB·h',
          meter: 'storage-gib-hours',
        },
        amount: '0',
      },
      {
        kind: 'allowance',
        params: { free: '100', billable: '1400.5' },
        amount: '0',
      },
      {
        kind: 'tier',
        params: {
          from: '0',
          to: '1000',
          quantity: '1000',
          price: '0.0135',
          per: '1',
        },
        amount: '13500000',
      },
      {
        kind: 'tier',
        params: { from: '1000', quantity: '400.5', price: '1', per: '100' },
        amount: '4005000',
      },
    ],
    days: [
      { day: '2026-10-01', quantity: '700.25', amount: '8102500' },
      { day: '2026-10-02', quantity: '800.25', amount: '9402500' },
    ],
    hours: [
      { hour: '2026-10-01T08:00:00Z', quantity: '700.25' },
      { hour: '2026-10-02T09:00:00Z', quantity: '800.25' },
    ],
    events: 3,
    adjustments: [],
    ...overrides,
  };
}

export function anAnomaly(overrides: Partial<Anomaly> = {}): Anomaly {
  return {
    id: 'anomaly-1',
    day: '2026-10-14',
    lastDay: '2026-10-14',
    days: 1,
    allocation: anAllocation(),
    amount: '98000000',
    expected: '12500000',
    currency: 'EUR',
    score: '11.4',
    causes: [
      {
        component: 'storage',
        meter: 'storage-gib-hours',
        amount: '90000000',
        expected: '4500000',
        quantity: '9000',
        expectedQuantity: '450',
        unit: 'GiB·h',
      },
    ],
    ...overrides,
  };
}

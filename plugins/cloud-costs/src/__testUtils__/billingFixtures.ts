import type {
  Budget,
  PriceListSpec,
  PriceListVersion,
  Statement,
  StatementLine,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

export function aStatementLine(
  overrides: Partial<StatementLine> = {},
): StatementLine {
  return {
    position: 1,
    kind: 'charge',
    month: '2026-10',
    systemRef: 'system:default/kfz-portal',
    environmentId: 'environment-1',
    environmentName: 'kfz-test',
    instanceName: 'kfz-database',
    serviceRef: 'cloudservice:default/postgresql',
    plan: 'small',
    component: 'base',
    titles: { en: 'Base price', de: 'Grundpreis' },
    type: 'recurring',
    quantity: '1',
    unit: 'month',
    amount: '18500000',
    ...overrides,
  };
}

export function aStatement(): Statement {
  return {
    summary: {
      id: 'statement-1',
      payerRef: 'group:default/kraftfahrtamt',
      month: '2026-10',
      currency: 'EUR',
      state: 'in-grace',
      amount: '20004999',
      payable: '20000000',
      billing: 'internal',
    },
    lines: [
      aStatementLine(),
      aStatementLine({
        position: 2,
        component: 'storage',
        titles: { en: 'Storage', de: 'Speicher' },
        amount: '2504999',
      }),
      aStatementLine({
        position: 3,
        kind: 'credit',
        component: 'credit',
        titles: undefined,
        amount: '-1000000',
        reason: 'Outage on 3 October',
        correctsStatement: 'statement-0',
        month: '2026-09',
      }),
    ],
    totals: {
      bySystem: [{ key: 'system:default/kfz-portal', amount: '20004999' }],
      byEnvironment: [
        { key: 'environment-1', title: 'kfz-test', amount: '20004999' },
      ],
      byService: [
        { key: 'cloudservice:default/postgresql', amount: '20004999' },
      ],
      byStage: [{ key: 'test', amount: '20004999' }],
    },
    rounding: '-4999',
  };
}

export function aBudget(overrides: Partial<Budget> = {}): Budget {
  return {
    id: 'budget-1',
    name: 'Fachverfahren 2026',
    scope: { type: 'organisation', ref: 'group:default/kraftfahrtamt' },
    period: 'year',
    amount: '1000000000',
    currency: 'EUR',
    thresholds: [50, 80, 100],
    refusesOrders: true,
    ownerRef: 'group:default/kraftfahrtamt',
    version: 3,
    spent: '600000000',
    reserved: '50000000',
    forecast: { expected: '1200000000', low: '1', high: '2' },
    periodStart: '2026-01-01',
    periodEnd: '2026-12-31',
    mayChange: true,
    ...overrides,
  };
}

const SPEC: PriceListSpec = {
  list: 'standard',
  version: '2026-07',
  owner: 'group:default/landes-it',
  titles: { en: 'Standard services', de: 'Standardservices' },
  validFrom: '2026-07-01',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  services: [
    {
      serviceRef: 'cloudservice:default/postgresql',
      plans: [
        {
          plan: 'small',
          components: [
            {
              id: 'base',
              titles: { en: 'Base price', de: 'Grundpreis' },
              type: 'recurring',
              period: 'month',
              proration: 'exact',
              price: '18.5',
            },
            {
              id: 'storage',
              titles: { en: 'Storage', de: 'Speicher' },
              type: 'usage',
              meter: 'storage',
              unit: 'GiB-h',
              model: 'graduated',
              per: '730',
              tiers: [
                { from: '0', to: '1460', price: '0.22' },
                { from: '1460', price: '0.165', fee: '2' },
              ],
              minimum: '1',
            },
          ],
        },
        {
          plan: 'large',
          components: [
            {
              id: 'base',
              titles: { en: 'Base price', de: 'Grundpreis' },
              type: 'recurring',
              period: 'year',
              proration: 'full',
              price: '1800',
            },
            { id: 'setup', type: 'one-time', price: '45' },
            { id: 'change', type: 'plan-change', price: '20' },
            {
              id: 'messages',
              type: 'usage',
              meter: 'messages',
              unit: 'message',
              model: 'package',
              packageSize: '100000',
              price: '0.4',
              freeAllowance: '1000000',
            },
            {
              id: 'running',
              type: 'allocation',
              pricePerHour: '0.036',
              timeBands: [
                {
                  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
                  from: '20:00',
                  to: '24:00',
                  price: '0.02',
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  discounts: [
    {
      id: 'schools',
      titles: { en: 'School tariff', de: 'Schultarif' },
      customerRef: 'group:default/schulamt',
      percent: '7.5',
    },
  ],
};

export function aPriceListVersion(): PriceListVersion {
  return {
    summary: {
      list: SPEC.list,
      version: SPEC.version,
      titles: SPEC.titles,
      validFrom: SPEC.validFrom,
      currency: SPEC.currency,
      status: 'in-force',
      services: 1,
    },
    document: SPEC,
  };
}

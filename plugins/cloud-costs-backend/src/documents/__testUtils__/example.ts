import type {
  Statement,
  StatementLine,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type StatementSnapshot,
  type StatementWithParties,
  sumLines,
} from '../../statements';

export const KFZ = 'group:default/kraftfahrtamt';

/** What somebody may call things to do harm. */
export const HOSTILE = [
  '=cmd|/c calc!A1',
  '<script>alert(1)</script>',
  '"quoted"; and, separated',
  'two\r\nlines\u0000\u0007',
  'x'.repeat(2_000),
];

export function line(change: Partial<StatementLine> = {}): StatementLine {
  return {
    position: 1,
    kind: 'charge',
    month: '2026-10',
    systemRef: 'system:default/kfz-portal',
    environmentId: 'e1',
    environmentName: 'kfz-prod',
    instanceId: 'i1',
    instanceName: 'datenbank',
    serviceRef: 'cloudservice:default/postgresql',
    plan: 'large',
    stage: 'production',
    component: 'base',
    titles: { en: 'Base fee', de: 'Grundgebühr' },
    type: 'recurring',
    quantity: '1',
    unit: 'month',
    amount: '1234567891',
    priceList: 'standard',
    priceListVersion: '2026-07',
    ...change,
  };
}

/** A final invoice of the road traffic agency. */
export function example(options: {
  lines: StatementLine[];
  snapshot?: Partial<StatementSnapshot>;
  state?: Statement['summary']['state'];
}): StatementWithParties {
  const { state = 'final' } = options;
  const lines = options.lines.map((one, index) => ({
    ...one,
    position: index + 1,
  }));
  const { amount, payable } = sumLines(lines);
  return {
    statement: {
      summary: {
        id: 's1',
        payerRef: KFZ,
        month: '2026-10',
        currency: 'EUR',
        state,
        amount: String(amount),
        payable: String(payable),
        billing: 'invoice',
        ...(state === 'final' && {
          number: '2026-000017',
          // In Berlin it is the next day already.
          finalisedAt: '2026-11-05T23:30:00.000Z',
        }),
      },
      lines,
      totals: { bySystem: [], byEnvironment: [], byService: [], byStage: [] },
      rounding: String(payable - amount),
      digest: 'ab'.repeat(32),
    },
    snapshot: {
      billing: 'invoice',
      seller: {
        name: 'Landes-IT Nordmark',
        street: 'Rechenweg 1',
        city: 'Nordstadt',
        postCode: '12345',
        country: 'DE',
        vatId: 'DE123456789',
        registrationId: 'LIT-1',
        iban: 'DE02 1203 0000 0000 2020 51',
        contact: {
          name: 'Abrechnung',
          phone: '+49 30 123456',
          email: 'abrechnung@landes-it.example',
        },
      },
      payer: {
        ref: KFZ,
        name: 'Kraftfahrtamt Nordmark',
        street: 'Schilderallee 4',
        city: 'Nordstadt',
        postCode: '12346',
        country: 'DE',
        leitwegId: '991-12345-73',
      },
      priceLists: [{ list: 'standard', version: '2026-07' }],
      titles: {
        'system:default/kfz-portal': 'Kfz-Portal',
        'cloudservice:default/postgresql': 'PostgreSQL',
      },
      timeZone: 'Europe/Berlin',
      ...options.snapshot,
    },
  };
}

import type { StoredAllocation } from '../allocations';
import { BillingCalendar } from '../calendar';
import type { FocusContext } from './cells';
import { checkFocus } from './FocusChecker';
import { FocusNames } from './FocusNames';
import {
  chargeRows,
  creditRow,
  type FocusCharge,
  settlementRows,
} from './mapping';
import { FOCUS_VERSIONS, type FocusRow, type FocusRules } from './rules';

const KFZ = 'group:default/kraftfahrtamt';

const context: FocusContext = {
  calendar: BillingCalendar.create('Europe/Berlin'),
  names: FocusNames.create({
    provider: 'Landes-IT',
    entities: [
      {
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'CloudService',
        metadata: { namespace: 'default', name: 'postgresql' },
        spec: { tier: 'paas', dataLocation: 'Nordstadt' },
      },
    ],
  }),
  invoiceOf: () => '2026-000017',
};

const allocation = {
  id: 1,
  payerRef: KFZ,
  systemRef: 'system:default/kfz-portal',
  softwareProviderRef: 'group:default/nordsoft',
  serviceRef: 'cloudservice:default/postgresql',
  plan: 'small',
  stage: 'test',
  instanceId: 'instance-1',
  instanceName: 'database',
  environmentId: 'environment-1',
  environmentName: 'kfz-test',
  tags: { purpose: 'load' },
} as unknown as StoredAllocation;

const charge = (change: Partial<FocusCharge>): FocusCharge => ({
  allocation,
  day: 20261003,
  billedMonth: 202610,
  component: 'storage',
  type: 'usage',
  meter: 'storage',
  unit: 'GiB-h',
  quantity: 4_000_000n,
  listCost: 1_000_000n,
  contractedCost: 1_000_000n,
  currency: 'EUR',
  priceList: 'standard',
  priceListVersion: '2026-07',
  ...change,
});

/** One of each kind of row. */
const ROWS: FocusRow[] = [
  charge({}),
  charge({ day: 20261004 }),
  // Priced by the day, for there is no exact price of a unit.
  charge({ component: 'backup', quantity: 3_000_000n }),
  charge({ component: 'requests', contractedCost: 875_000n }),
  charge({ component: 'base', type: 'recurring', unit: 'month' }),
  charge({ component: 'setup', type: 'one-time', unit: 'once' }),
  charge({
    component: 'late',
    day: 20260803,
    quantity: -4_000_000n,
    listCost: -1_000_000n,
    contractedCost: -1_000_000n,
  }),
]
  .flatMap(one => chargeRows(one, context))
  .concat(
    creditRow(
      {
        payerRef: KFZ,
        month: 202610,
        billedMonth: 202610,
        amount: -5_000_000n,
        currency: 'EUR',
        reason: 'An outage',
        correctsStatement: false,
      },
      context,
    ),
    settlementRows(
      {
        payerRef: KFZ,
        billedMonth: 202610,
        currency: 'EUR',
        rounding: 1_234n,
        tax: 190_000n,
        taxPercent: 19,
      },
      125_000n,
      context,
    ),
  );

/** The same rows with the columns of a version. */
function rowsOf({ columns, custom }: FocusRules): FocusRow[] {
  const ids = [...columns.map(({ id }) => id), ...custom];
  return ROWS.map(row =>
    Object.fromEntries(ids.map(id => [id, row[id] ?? null])),
  );
}

/** Whether there is a row in which another value in a column breaks a rule. */
function isFound(
  rules: FocusRules,
  column: string,
  change: (value: string) => string | null,
): boolean {
  const rows = rowsOf(rules);
  return rows.some((row, index) => {
    const value = row[column];
    if (value === null) return false;
    const changed = [...rows];
    changed[index] = { ...row, [column]: change(value) };
    return checkFocus(changed, rules.version).length > 0;
  });
}

/** Null in these says only that there is nothing to say. */
const MAY_BE_SILENT = [
  'ChargeClass',
  'ChargeDescription',
  'ResourceName',
  'SkuMeter',
  'Tags',
];

describe.each(FOCUS_VERSIONS)('the checker of FOCUS $version', rules => {
  const ids = rules.columns.map(({ id }) => id);

  it('finds nothing wrong with what we write', () => {
    expect(checkFocus(rowsOf(rules), rules.version)).toEqual([]);
  });

  it('misses each column that must be there', () => {
    const missed = ids.filter(id => {
      const rows = rowsOf(rules).map(({ [id]: _, ...rest }) => rest);
      return checkFocus(rows, rules.version).some(one => one.column === id);
    });
    const recommended = rules.columns
      .filter(({ presence }) => presence === 'recommended')
      .map(({ id }) => id);
    expect([...missed, ...recommended].sort()).toEqual([...ids].sort());
  });

  it('finds an empty text in each column', () => {
    expect(ids.filter(id => !isFound(rules, id, () => ''))).toEqual([]);
    expect(ids.filter(id => !isFound(rules, id, () => '  '))).toEqual([]);
  });

  it('finds null wherever something must be said', () => {
    const silent = [
      ...MAY_BE_SILENT,
      ...(rules.version === '1.4' ? [] : ['InvoiceId']),
    ];
    expect(ids.filter(id => !isFound(rules, id, () => null)).sort()).toEqual(
      silent.sort(),
    );
  });

  it('finds what is not of the type', () => {
    const wrong: Partial<Record<string, string[]>> = {
      decimal: ['1,5', '1e3', '+1', '€1', '1.', '.5', '0x1', 'NaN', '1 000'],
      datetime: ['2026-10-03', '2026-10-03T00:00:00', '2026-13-03T00:00:00Z'],
      currency: ['eur', 'EUX', '€', 'Euro'],
      'key-value': ['a=b', '["a"]', '{"a":{"b":1}}', '{"a":[1]}', '"a"', '{'],
    };
    for (const { id, type, allowed } of rules.columns) {
      const values = allowed ? ['Other things'] : wrong[type] ?? [];
      for (const value of values) {
        expect([id, value, isFound(rules, id, () => value)]).toEqual([
          id,
          value,
          true,
        ]);
      }
    }
  });

  it('finds figures that do not fit together', () => {
    const figures = [
      'BilledCost',
      'EffectiveCost',
      'ContractedCost',
      'ListCost',
      'ContractedUnitPrice',
      'ListUnitPrice',
      'PricingQuantity',
    ];
    const more = (value: string) =>
      `${value.includes('.') ? value : `${value}.`}1`;
    expect(figures.filter(id => !isFound(rules, id, more))).toEqual([]);
    expect(
      ['ContractedUnitPrice', 'ListUnitPrice'].filter(
        id => !isFound(rules, id, value => `-${value}`),
      ),
    ).toEqual([]);
  });

  it('finds what contradicts another column or row', () => {
    const others: Record<string, string> = {
      BillingAccountName: 'Somebody else',
      BillingPeriodEnd: '2026-01-01T00:00:00Z',
      ChargePeriodEnd: '2026-01-01T00:00:00Z',
      ChargeCategory: 'Tax',
      ServiceCategory: 'Networking',
      ServiceSubcategory: 'Gaming',
      SkuPriceDetails: '{"x_Plan":"huge"}',
      SubAccountName: 'Another system',
    };
    const missed = Object.entries(others)
      .filter(([id, value]) => !isFound(rules, id, () => value))
      .map(([id]) => id);
    expect(missed).toEqual([]);
  });

  it('knows its columns, before all others', () => {
    const [row] = rowsOf(rules);
    const ruleOf = (change: FocusRow) =>
      checkFocus([change], rules.version).map(({ rule }) => rule);
    expect(ruleOf({ ...row, Colour: 'red' })).toEqual(['name']);
    expect(ruleOf({ x_Colour: 'red', ...row })).toContain('order');
    expect(ruleOf({ ...row, x_Colour: 'red' })).toEqual([]);
  });
});

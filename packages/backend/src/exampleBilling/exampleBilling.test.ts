import type { Forecast } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { readDocument } from '../exampleData';
import {
  monthBefore,
  parseExampleBilling,
  toBudgetRequest,
  toCreditRequest,
} from './exampleBilling';

const file = `${__dirname}/../../../../examples/billing.yaml`;
const read = async () => parseExampleBilling(await readDocument(file));

function forecast(soFar: string, expected: string): Forecast {
  const period = {
    from: '2026-01-01',
    to: '2026-12-31',
    soFar,
    expected,
    low: expected,
    high: expected,
  };
  return {
    currency: 'EUR',
    asOf: '2026-11-27',
    month: { ...period, days: [] },
    year: period,
    method: '',
  };
}

describe('example billing', () => {
  it('has budgets of each scope, in every state, and one that refuses orders', async () => {
    const { budgets, credits, savedViews } = await read();
    expect(new Set(budgets.map(({ scope }) => scope.type)).size).toBe(3);
    const isOver = ({ amount }: (typeof budgets)[number]) =>
      'spentPercent' in amount && amount.spentPercent > 100;
    expect(budgets.filter(isOver)).toHaveLength(1);
    const refusing = budgets.filter(({ refusesOrders }) => refusesOrders);
    // With room, or the example environments and the browser tests could not order.
    expect(refusing.length).toBeGreaterThan(0);
    for (const { amount } of refusing) {
      expect(
        'expectedPercent' in amount && amount.expectedPercent,
      ).toBeLessThan(95);
    }
    expect(credits.some(({ euros }) => euros > 0)).toBe(true);
    expect(credits.some(({ euros }) => euros < 0)).toBe(true);
    expect(savedViews.length).toBeGreaterThan(2);
  });

  it('sets amounts in round figures by what is spent or expected', async () => {
    const [budget] = (await read()).budgets;
    const amountOf = (
      amount: typeof budget.amount,
      figures: [string, string],
    ) =>
      toBudgetRequest({ ...budget, amount }, 'ref', forecast(...figures))
        .amount;
    expect(amountOf({ spentPercent: 130 }, ['1300000000', '1'])).toBe(
      '1000000000',
    );
    expect(amountOf({ expectedPercent: 80 }, ['1', '1000001000'])).toBe(
      '1250000000',
    );
    expect(amountOf({ spentPercent: 130 }, ['0', '0'])).toBe('10000000');
  });

  it('corrects a final statement of a month before', async () => {
    const [credit] = (await read()).credits;
    expect(monthBefore(new Date('2027-01-31T12:00:00Z'), 2)).toBe('2026-11');
    expect(
      toCreditRequest(
        { ...credit, euros: -25 },
        { id: 'statement-1', month: '2026-09', currency: 'EUR' },
      ),
    ).toMatchObject({
      month: '2026-09',
      amount: '-25000000',
      correctsStatementId: 'statement-1',
    });
  });

  it('says which entry is wrong', () => {
    expect(() =>
      parseExampleBilling({ budgets: [{ person: 'jana' }] }),
    ).toThrow(/billing.yaml is not valid at budgets\.0\.person/);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type {
  Budget,
  Statement,
  StatementLine,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { BillingRouter } from './BillingRouter';

function aLine(overrides: Partial<StatementLine>): StatementLine {
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

function aStatement(): Statement {
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
      aLine({}),
      aLine({
        position: 2,
        component: 'storage',
        titles: { en: 'Storage', de: 'Speicher' },
        amount: '2504999',
      }),
      aLine({
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

function aBudget(overrides: Partial<Budget> = {}): Budget {
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

const server = startBackend(
  http.get(backend('/costs/filters'), () =>
    HttpResponse.json({
      dimensions: [
        {
          dimension: 'payer',
          values: [{ value: 'group:default/kraftfahrtamt' }],
        },
      ],
    }),
  ),
  http.get(backend('/statements'), () =>
    HttpResponse.json({ items: [aStatement().summary] }),
  ),
  http.get(backend('/statements/:id'), () => HttpResponse.json(aStatement())),
  http.get(backend('/budgets'), () =>
    HttpResponse.json({ items: [aBudget()] }),
  ),
);

const router = <BillingRouter />;

describe('statements', () => {
  it('lists them with what is to be paid, and leads to each', async () => {
    renderPage(router);
    const row = (
      await screen.findByRole('link', { name: 'October 2026' })
    ).closest('tr') as HTMLElement;
    expect(row).toHaveTextContent('€20.004999');
    expect(row).toHaveTextContent('€20.00');
    expect(within(row).getByText('May still change')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'October 2026' })).toHaveAttribute(
      'href',
      '/billing/statements/statement-1',
    );
  });

  it('folds lines by environment with exact sums, credits of their own', async () => {
    renderPage(router, { at: '/statements/statement-1' });
    const fold = await screen.findByRole('button', { name: /^kfz-test/ });
    expect(fold.closest('tr')).toHaveTextContent('€21.004999');
    expect(screen.queryByText('Storage')).not.toBeInTheDocument();
    await userEvent.click(fold);
    expect(fold).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('Storage').closest('tr')).toHaveTextContent(
      '€2.504999',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Credits and corrections' }),
    );
    expect(screen.getByText('Outage on 3 October')).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Corrects the statement for September 2026',
      }),
    ).toHaveAttribute('href', '/billing/statements/statement-0');
  });

  it('finalises only with a reason, and says that nobody can take it back', async () => {
    const sent: unknown[] = [];
    server.answer(
      http.post(backend('/statements/:id/finalise'), async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aStatement());
      }),
    );
    renderPage(router, { at: '/statements/statement-1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make final' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('This cannot be undone');
    const submit = within(dialog).getByRole('button', { name: 'Make final' });
    expect(submit).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Year ends',
    );
    await userEvent.click(submit);
    await waitFor(() => expect(sent).toEqual([{ reason: 'Year ends' }]));
  });

  it('takes a credit as it is written in German, exactly', async () => {
    const sent: unknown[] = [];
    server.answer(
      http.post(backend('/credits'), async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({});
      }),
    );
    renderPage(router, { at: '/statements/statement-1', language: 'de' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Gutschreiben oder berichtigen',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Betrag in EUR/ }),
      '1.234,56',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Begründung/ }),
      'Ausfall',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Buchen' }),
    );
    await waitFor(() =>
      expect(sent).toEqual([
        {
          payerRef: 'group:default/kraftfahrtamt',
          month: '2026-10',
          currency: 'EUR',
          amount: '-1234560000',
          reason: 'Ausfall',
        },
      ]),
    );
  });
});

describe('budgets', () => {
  it('say in words what their bar shows', async () => {
    renderPage(router, { at: '/budgets' });
    const budget = (await screen.findByText('Fachverfahren 2026')).closest(
      'li',
    ) as HTMLElement;
    expect(budget).toHaveTextContent('In danger');
    expect(budget).toHaveTextContent('€600.00 of €1,000.00 spent (60%).');
    expect(budget).toHaveTextContent('€50.00 set aside for orders.');
    expect(budget).toHaveTextContent(
      'Expected until Dec 31, 2026: €1,200.00 (120%).',
    );
    expect(budget).toHaveTextContent('Warnings at 50%, 80%, 100%');
  });

  it('are changed with the version that was read', async () => {
    const sent: unknown[] = [];
    server.answer(
      http.put(backend('/budgets/:id'), async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aBudget());
      }),
    );
    renderPage(router, { at: '/budgets' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Change budget Fachverfahren 2026',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const amount = within(dialog).getByRole('textbox', {
      name: /Amount in EUR/,
    });
    expect(amount).toHaveValue('1000.00');
    await userEvent.clear(amount);
    await userEvent.type(amount, '2,500.5');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(sent).toMatchObject([{ amount: '2500500000', version: 3 }]),
    );
  });

  it('are removed only after a question', async () => {
    let removed = 0;
    server.answer(
      http.delete(backend('/budgets/:id'), () => {
        removed++;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    renderPage(router, { at: '/budgets' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Remove budget Fachverfahren 2026',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(removed).toBe(0);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove' }),
    );
    await waitFor(() => expect(removed).toBe(1));
  });
});

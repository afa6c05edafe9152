import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aBudget } from '../../__testUtils__/billingFixtures';
import { aReport } from '../../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../../__testUtils__/render';
import { BudgetsTab } from './BudgetsTab';

const { answer } = startBackend(
  http.get(backend('/costs/filters'), () =>
    HttpResponse.json({
      dimensions: [
        {
          dimension: 'payer',
          values: [{ value: 'group:default/kraftfahrtamt' }],
        },
        {
          dimension: 'environment',
          values: [
            { value: 'environment-1', title: 'kfz-test' },
            { value: '' },
          ],
        },
      ],
    }),
  ),
  http.get(backend('/costs'), () => HttpResponse.json(aReport())),
  http.get(backend('/budgets'), () =>
    HttpResponse.json({ items: [aBudget()] }),
  ),
);

const itemOf = async (name: string) =>
  (await screen.findByText(name)).closest('li') as HTMLElement;

async function openDialog(button: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  return screen.findByRole('dialog');
}

async function choose(dialog: HTMLElement, label: RegExp, option: string) {
  await userEvent.click(within(dialog).getByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('budgets', () => {
  it('say in words what their bar shows', async () => {
    renderPage(<BudgetsTab />);
    const budget = await itemOf('Fachverfahren 2026');
    expect(budget).toHaveTextContent('In danger');
    expect(budget).toHaveTextContent('€600.00 of €1,000.00 spent (60%).');
    expect(budget).toHaveTextContent('€50.00 set aside for orders.');
    expect(budget).toHaveTextContent(
      'Expected until Dec 31, 2026: €1,200.00 (120%).',
    );
    expect(budget).toHaveTextContent('Warnings at 50%, 80%, 100%');
    expect(budget).toHaveTextContent('refuses orders');
  });

  it('stand with those on top that are in danger, and those of others cannot be changed', async () => {
    const others = [
      { id: 'fine', name: 'Fine', spent: '1', reserved: '0' },
      { id: 'over', name: 'Over', spent: '1000000001' },
    ].map(one =>
      aBudget({
        ...one,
        forecast: { expected: one.spent, low: '0', high: '1' },
        mayChange: false,
      }),
    );
    answer(
      http.get(backend('/budgets'), () =>
        HttpResponse.json({ items: [...others, aBudget()] }),
      ),
    );
    renderPage(<BudgetsTab />);
    const over = await itemOf('Over');
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(one => one.textContent),
    ).toEqual(['Over', 'Fachverfahren 2026', 'Fine']);
    expect(over).toHaveTextContent('Exceeded');
    expect(within(over).queryByRole('button')).toBeNull();
  });

  it('can be led to one by one', async () => {
    renderPage(<BudgetsTab />, { at: '/budgets#budget-1' });
    const budget = await itemOf('Fachverfahren 2026');
    await waitFor(() => expect(budget).toHaveFocus());
  });

  it('are set for what one sees costs of, with an amount as one writes it', async () => {
    const sent: unknown[] = [];
    answer(
      http.get(backend('/budgets'), () => HttpResponse.json({ items: [] })),
      http.post(backend('/budgets'), async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aBudget(), { status: 201 });
      }),
    );
    renderPage(<BudgetsTab />, { language: 'de' });
    const dialog = await openDialog('Budget festlegen');
    const submit = within(dialog).getByRole('button', { name: 'Festlegen' });
    const field = (name: RegExp) =>
      within(dialog).getByRole('textbox', { name });
    await userEvent.type(field(/^Name/), '  Test  ');
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Umgebung' }),
    );
    await choose(dialog, /Umgebung/, 'kfz-test');
    await userEvent.type(field(/^Betrag in EUR/), '1,234.50');
    expect(submit).toBeDisabled();
    await userEvent.clear(field(/^Betrag in EUR/));
    await userEvent.type(field(/^Betrag in EUR/), '1.234,5');
    expect(within(dialog).getByText(/Gelesen als 1\.234,50/)).toBeVisible();
    await userEvent.clear(field(/^Warnen/));
    await userEvent.type(field(/^Warnen/), '90; 70');
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Jeder Kalendermonat' }),
    );
    await userEvent.click(
      within(dialog).getByRole('switch', { name: /Bestellungen ablehnen/ }),
    );
    await userEvent.click(submit);
    await waitFor(() =>
      expect(sent).toEqual([
        {
          name: 'Test',
          scope: { type: 'environment', ref: 'environment-1' },
          period: 'month',
          amount: '1234500000',
          currency: 'EUR',
          thresholds: [70, 90],
          refusesOrders: true,
        },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('can be in any currency that one has costs in', async () => {
    const sent: unknown[] = [];
    answer(
      http.get(backend('/costs'), () =>
        HttpResponse.json(aReport({ currencies: ['EUR', 'CHF'] })),
      ),
      http.put(backend('/budgets/:id'), async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(aBudget());
      }),
    );
    renderPage(<BudgetsTab />);
    const dialog = await openDialog('Change budget Fachverfahren 2026');
    await within(dialog).findByText('Only costs in this currency count.');
    await choose(dialog, /Currency/, 'CHF');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toMatchObject([{ currency: 'CHF' }]));
  });

  it('are changed with the version that was read, and say why that was refused', async () => {
    const sent: unknown[] = [];
    answer(
      http.put(backend('/budgets/:id'), async ({ request }) => {
        sent.push(await request.json());
        return errorAnswer(409, {
          name: 'ConflictError',
          message: 'has been changed by somebody else meanwhile',
        });
      }),
    );
    renderPage(<BudgetsTab />);
    const dialog = await openDialog('Change budget Fachverfahren 2026');
    const amount = within(dialog).getByRole('textbox', {
      name: /Amount in EUR/,
    });
    expect(amount).toHaveValue('1000.00');
    await userEvent.clear(amount);
    await userEvent.type(amount, '2,500.5');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(
      await within(dialog).findByText(/changed by somebody else/),
    ).toBeVisible();
    expect(sent).toMatchObject([{ amount: '2500500000', version: 3 }]);
  });

  it('are removed only after a question', async () => {
    let removed = 0;
    answer(
      http.delete(backend('/budgets/:id'), () => {
        removed++;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    renderPage(<BudgetsTab />);
    const dialog = await openDialog('Remove budget Fachverfahren 2026');
    expect(removed).toBe(0);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove' }),
    );
    await waitFor(() => expect(removed).toBe(1));
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aStatement } from '../__testUtils__/billingFixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { BillingRouter } from './BillingRouter';

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
);

const router = <BillingRouter />;

describe('statements', () => {
  it('lists them with what is to be paid, and leads to each', async () => {
    renderPage(router);
    const row = (
      await screen.findByRole('link', { name: 'October 2026' })
    ).closest('tr') as HTMLElement;
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

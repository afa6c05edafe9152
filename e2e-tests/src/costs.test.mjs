/*
 * Costs in a real browser: from the total down to the measured usage behind one
 * line, for the right party only, in both languages, without a barrier.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { barriersOf, tooWide } from './barriers.mjs';
import { usePortal } from './portal.mjs';
import { act, assertVisible, choose, eventually, picture } from './visitor.mjs';

const { visit } = usePortal();

before(rated, { timeout: 300_000 });

/** Waits until the made-up year has been handed in and rated. */
async function rated() {
  const { page, open, close } = await visit({
    person: 'paul.richter',
  });
  await eventually(async () => {
    await open('/costs?period=12-months&by=system');
    await page
      .getByRole('button', { name: 'Luftmessnetz' })
      .first()
      .waitFor({ timeout: 15_000 });
    await page
      .getByRole('button', { name: 'Kfz-Portal' })
      .first()
      .waitFor({ timeout: 5_000 });
  }, 240_000);
  await close();
}

/** What a button of the page downloads. */
async function download(page, button) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await file.path());
}

/** A column of a CSV file in which nothing is quoted. */
function columnOf(csv, title) {
  const [header, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const at = header.split(',').indexOf(title);
  assert.ok(at >= 0, `"${title}" is among ${header}`);
  return lines.map(line => line.split(',')[at]);
}

/** Of an amount with two places. */
const centsOf = text => Number(text.replace(/[^\d-]/g, ''));

describe('costs', { concurrency: 1 }, () => {
  it(
    'lead from the total to the usage behind one line',
    { timeout: 180_000 },
    async () => {
      const { page, open, close, errors } = await visit({
        person: 'henrik.maas',
      });
      await open('/costs?period=last-month');
      await assertVisible(
        page.getByRole('heading', { name: /Costs by System/i }),
        'the table by system',
      );
      await picture(page, 'costs');
      const choose = name => page.getByRole('link', { name, exact: true });
      await choose('Kfz-Portal').click();
      // From here on by keyboard.
      for (const name of ['kfz-portal-produktion', 'PostgreSQL', 'Storage']) {
        await choose(name).first().waitFor();
        await choose(name).first().focus();
        await page.keyboard.press('Enter');
      }
      const line = page.locator('a[href*="/costs/lines/"]').first();
      await line.waitFor();
      await line.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/costs\/lines\//);
      await assertVisible(
        page.getByText(/Why this figure/i),
        'the explanation',
      );
      await picture(page, 'cost-line');
      assert.deepEqual(errors, []);
      await close();
    },
  );

  it('show each party what is theirs', { timeout: 300_000 }, async () => {
    const systems = async (person, ...known) => {
      const { page, open, close } = await visit({
        person,
      });
      await open('/costs?period=last-month');
      const table = page.getByRole('table').filter({ hasText: 'Total' }).last();
      // Figures come from a month of usage, and names from the catalog after them.
      for (const name of known) {
        // As it is written: until names are there, references stand for them.
        await table
          .getByRole('link', { name, exact: true })
          .first()
          .waitFor({ timeout: 60_000 });
      }
      const names = await table.getByRole('link').allInnerTexts();
      await close();
      return names.map(name => name.trim());
    };
    const agency = await systems('henrik.maas', 'Kfz-Portal');
    assert.ok(agency.includes('Kfz-Portal'), `agency: ${agency}`);
    assert.ok(!agency.includes('Gewässer-Monitor'), `agency: ${agency}`);
    const softwareProvider = await systems('tobias.lenz', 'Bezüge');
    assert.ok(softwareProvider.includes('Bezüge'), `${softwareProvider}`);
    assert.ok(!softwareProvider.includes('Luftmessnetz'));
    const provider = await systems(
      'paul.richter',
      'Kfz-Portal',
      'Gewässer-Monitor',
      'Luftmessnetz',
    );
    for (const name of ['Kfz-Portal', 'Gewässer-Monitor', 'Luftmessnetz']) {
      assert.ok(provider.includes(name), `provider: ${provider}`);
    }
  });

  it(
    'are quoted before ordering, against a budget, and billed as measured',
    { timeout: 240_000 },
    async () => {
      const visitor = await visit({ person: 'tobias.lenz' });
      const { page, goTo, close, errors } = visitor;
      const budget = `e2e-${Date.now().toString(36)}`;
      await goTo('/billing/budgets');
      await act(
        page,
        { open: 'Set a budget', send: 'Set budget' },
        async form => {
          await form.getByLabel(/^Name/).fill(budget);
          await form.getByText('System', { exact: true }).click();
          await choose(page, 'Choose System', 'Kfz-Portal');
          await choose(page, 'Choose Who looks after it', 'Team Kfz-Portal');
          await form.getByLabel(/^Amount in EUR/).fill('1');
          await form
            .getByText('Refuse orders that would exceed it')
            .last()
            .click();
          await picture(page, 'budget-dialog');
        },
      );
      await assertVisible(page.getByRole('heading', { name: budget }), budget);

      await goTo('/cloud-services');
      await page
        .getByRole('link', { name: /Order.*Event processing/ })
        .first()
        .click();
      await page.getByRole('button', { name: /Next/ }).click();
      await page.getByLabel(/^Name/).fill(budget);
      await page.getByLabel(/^System/).selectOption({ label: 'Kfz-Portal' });
      await assertVisible(page.getByText(/^€[\d.,]+ a month$/), 'the quote');
      await assertVisible(
        page.getByText(`This exceeds the budget “${budget}”`),
        'what the order would break',
      );
      await picture(page, 'order-form-quote');

      await goTo('/billing/budgets');
      await act(page, {
        open: `Remove budget ${budget}`,
        send: 'Remove',
      });
      await page
        .getByRole('heading', { name: budget })
        .waitFor({ state: 'detached' });

      await goTo('/billing');
      await page
        .getByRole('link', { name: /^October|^September/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /^Statement for/ }).waitFor();
      const toPay = page.getByText(/^€[\d,]+\.\d\d$/).first();
      const csv = String(await download(page, 'Download CSV'));
      assert.equal(
        centsOf(await toPay.innerText()),
        columnOf(csv, 'Amount in whole cents')
          .map(centsOf)
          .reduce((sum, cents) => sum + cents, 0),
      );
      const pdf = await download(page, 'Download PDF');
      assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
      assert.deepEqual(errors, []);
      await close();
    },
  );

  it(
    'tell the IT service provider, and nobody else, what is measured without a price',
    { timeout: 60_000 },
    async () => {
      const name = 'Measured without a price';
      const provider = await visit({ person: 'paul.richter' });
      await provider.open('/billing/price-lists');
      await provider.page
        .getByRole('region', { name: `Table: ${name}` })
        .getByRole('row', {
          name: /^Object storage .* object-egress 1$/i,
        })
        .waitFor();
      assert.deepEqual(provider.errors, []);
      await provider.close();
      const agency = await visit({ person: 'henrik.maas' });
      await agency.open('/billing/price-lists');
      await agency.page.getByRole('table').first().waitFor();
      assert.equal(await agency.page.getByText(name).count(), 0);
      await agency.close();
    },
  );

  const PAGES = [
    ['/costs?period=last-month', /Kfz-Portal/],
    ['/billing', /Kraftfahrtamt/],
    ['/billing/budgets', /Budget/],
    ['/billing/price-lists', /2026-07/],
  ];

  for (const language of ['en', 'de']) {
    for (const theme of ['light', 'dark']) {
      it(
        `have no barrier that axe finds (${language}, ${theme})`,
        { timeout: 240_000 },
        async () => {
          const visitor = await visit({
            person: 'henrik.maas',
            language,
            theme,
          });
          assert.deepEqual(await barriersOf(visitor, PAGES), {});
          await visitor.close();
        },
      );
    }
  }

  it('are usable at 400 % zoom', { timeout: 120_000 }, async () => {
    const visitor = await visit({
      person: 'henrik.maas',
      viewport: { width: 320, height: 640 },
    });
    assert.deepEqual(await tooWide(visitor, PAGES), {});
    await visitor.close();
  });
});

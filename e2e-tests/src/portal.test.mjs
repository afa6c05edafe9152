/*
 * The main path in a real browser against a real portal, and what every page
 * owes to everybody: the right party only, both languages, no barrier.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import pg from 'pg';
import { accessibilityProblems, barriersOf, tooWide } from './barriers.mjs';
import { usePortal } from './portal.mjs';
import { assertVisible, eventually, picture, tabTo } from './visitor.mjs';

const { visit } = usePortal();

/** Waits until the example environments are there: the portal is warm then. */
async function warm() {
  const visitor = await visit({ person: 'jana.brandt' });
  await eventually(async () => {
    await visitor.open('/environments?scope=all');
    await visitor.page
      .getByRole('link', { name: 'kfz-portal-test' })
      .first()
      .waitFor({ timeout: 15_000 });
  }, 180_000);
  await visitor.close();
}

describe('the portal', { concurrency: 1 }, () => {
  before(warm, { timeout: 240_000 });

  it(
    'signs one in as an example person, by keyboard alone',
    { timeout: 120_000 },
    async () => {
      const visitor = await visit();
      const { page, open, close } = visitor;
      await open('/');
      const button = page.getByRole('button', {
        name: 'Sign in as Jana Brandt',
      });
      await button.waitFor();
      await picture(page, 'sign-in');
      assert.deepEqual(await accessibilityProblems(visitor), []);
      await tabTo(page, button);
      await page.keyboard.press('Enter');
      await assertVisible(
        page.getByRole('link', { name: 'Cloud services' }),
        'the navigation',
      );
      await close();
    },
  );

  it(
    'takes a developer from the catalogue to a database and back',
    { timeout: 300_000 },
    async () => {
      const { page, open, close, errors } = await visit({
        person: 'jana.brandt',
      });
      const name = `e2e-${Date.now().toString(36)}`;

      await open('/cloud-services');
      await page.getByRole('heading', { name: /Standard services/ }).waitFor();
      await picture(page, 'catalogue');
      await page
        .getByRole('link', { name: /Order.*Event processing/ })
        .first()
        .click();

      await page.getByRole('button', { name: /Next/ }).waitFor();
      await picture(page, 'order-form');
      await page.getByRole('button', { name: /Next/ }).click();
      await page.getByLabel(/^Name/).fill(name);
      await chooseFirst(page, /^Stage/, /Test/);
      await page.getByLabel(/^System/).selectOption({ label: 'Kfz-Portal' });
      await page
        .getByLabel(/^Owner/)
        .selectOption({ label: 'Team Kfz-Portal' });
      await page.getByRole('button', { name: '7 days' }).click();
      await picture(page, 'order-form-use');
      await page.getByRole('button', { name: /Review/ }).click();
      await page
        .getByRole('button', { name: /Create|Order/ })
        .last()
        .click();

      const toEnvironment = page.locator('a[href*="/environments/"]').first();
      await toEnvironment.waitFor({ timeout: 90_000 });
      await picture(page, 'task');
      await toEnvironment.click();
      await page
        .getByRole('heading', { name: new RegExp(name) })
        .first()
        .waitFor();
      await assertVisible(page.getByText('Ready').first(), 'the state "Ready"');
      await picture(page, 'environment');

      // Credentials: asked for, shown once, and they open a real database.
      await page
        .getByRole('button', { name: 'Credentials for database' })
        .click();
      await page
        .getByRole('button', { name: /Make credentials for/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/What are they for/).fill('browser test');
      await dialog.getByRole('button', { name: /Make credentials/ }).click();
      await page
        .getByRole('button', { name: /Show once/ })
        .first()
        .click();
      await dialog.getByRole('checkbox').check({ force: true });
      await dialog.getByRole('button', { name: 'Show now' }).click();
      await assertVisible(dialog.getByText('Your credentials'), 'the values');
      const show = dialog.getByRole('button', { name: 'Show uri' });
      if (await show.count()) await show.click();
      const text = await dialog.innerText();
      const [uri] = /postgres(ql)?:\/\/\S+/.exec(text) ?? [];
      assert.ok(uri, 'the credentials name a connection URI');
      await dialog.getByRole('button', { name: /I have stored them/ }).click();
      await useDatabase(uri);

      // Torn down, with the name typed, and the database is gone.
      await page
        .getByRole('button', { name: 'Tear down', exact: true })
        .first()
        .click();
      await assertVisible(
        dialog.getByText('What will be lost:'),
        'what will be lost',
      );
      await picture(page, 'tear-down');
      const confirm = dialog.getByRole('button', {
        name: 'Tear down for good',
      });
      await dialog.getByRole('textbox').fill(name);
      await confirm.click();
      await eventually(
        () => page.getByText('Torn down').first().waitFor({ timeout: 5_000 }),
        90_000,
      );
      await assert.rejects(useDatabase(uri));
      assert.deepEqual(errors, []);
      await close();
    },
  );

  it(
    'shows an agency what runs for it, without credentials or tear-down',
    { timeout: 120_000 },
    async () => {
      const { page, open, close } = await visit({
        person: 'henrik.maas',
      });
      await open('/environments?scope=all');
      await page.getByRole('link', { name: 'kfz-portal-test' }).first().click();
      await page
        .getByRole('heading', { name: /kfz-portal-test/ })
        .first()
        .waitFor();
      assert.equal(
        await page
          .getByRole('button', { name: /Make credentials|Tear down/ })
          .count(),
        0,
      );
      await close();
    },
  );

  it('does not know environments of others', { timeout: 120_000 }, async () => {
    const provider = await visit({
      person: 'selin.aydin',
    });
    await provider.open('/environments?scope=all');
    const link = provider.page
      .getByRole('link', { name: 'gewaesser-test' })
      .first();
    await link.waitFor();
    const href = await link.getAttribute('href');
    await provider.close();

    const stranger = await visit({
      person: 'jana.brandt',
    });
    await stranger.open(href);
    await assertVisible(
      stranger.page.getByText(/there is no environment/),
      'that there is no such environment',
    );
    await stranger.close();
  });

  const PAGES = [
    ['/', /Cloud services|IT-Services/],
    ['/cloud-services', /Standard services|Standardservices/],
    ['/environments?scope=all', /kfz-portal-test/],
    ['/catalog/default/cloudservice/sandbox-postgresql', /PostgreSQL/],
    ['/catalog/default/cloudservice/kfz-zulassung', /Kfz-Zulassung|Vehicle/],
    [enterEnvironment, /kfz-portal-test/],
    [
      '/create/templates/default/order-sandbox-postgresql',
      /Small|Klein/,
      'form',
    ],
  ];

  for (const language of ['en', 'de']) {
    for (const theme of ['light', 'dark']) {
      it(
        `has no barrier that axe finds (${language}, ${theme})`,
        { timeout: 300_000 },
        async () => {
          const visitor = await visit({
            person: 'jana.brandt',
            language,
            theme,
          });
          assert.deepEqual(await barriersOf(visitor, PAGES), {});
          await visitor.close();
        },
      );
    }
  }

  it('is usable at 400 % zoom', { timeout: 120_000 }, async () => {
    // 1280 pixels at 400 % are 320 pixels wide.
    const visitor = await visit({
      person: 'jana.brandt',
      viewport: { width: 320, height: 640 },
    });
    const found = await tooWide(visitor, [
      ['/cloud-services', /Standard services/],
      ['/environments?scope=all', /kfz-portal-test/],
    ]);
    assert.deepEqual(found, {});
    await visitor.close();
  });
});

/** To an environment, whose address is not known beforehand. */
async function enterEnvironment({ page, goTo }) {
  await goTo('/environments?scope=all');
  await page.getByRole('link', { name: 'kfz-portal-test' }).first().click();
  await page.waitForURL(/\/environments\/[^?]/);
}

async function chooseFirst(page, label, option) {
  await page.getByLabel(label).first().click();
  await page
    .getByRole('listbox')
    .getByRole('option', { name: option })
    .first()
    .click();
}

async function useDatabase(uri) {
  const client = new pg.Client({
    connectionString: uri,
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    await client.query('CREATE TABLE IF NOT EXISTS plates (plate text)');
    await client.query('INSERT INTO plates VALUES ($1)', ['NM-DC 2026']);
    const { rows } = await client.query('SELECT plate FROM plates');
    assert.equal(rows[0].plate, 'NM-DC 2026');
  } finally {
    await client.end();
  }
}

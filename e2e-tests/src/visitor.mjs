/*
 * Somebody in front of the portal: signs in, looks, clicks, types.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';

const SCREENSHOTS = process.env.SCREENSHOTS
  ? path.resolve(process.env.SCREENSHOTS)
  : fileURLToPath(new URL('../test-results', import.meta.url));

const USER = name => `user:default/${name}`;

/** Opens the portal in a browser window of its own. */
export async function visit(browser, url, options = {}) {
  const {
    person,
    language = 'en',
    theme = 'light',
    viewport = { width: 1280, height: 900 },
  } = options;
  const context = await browser.newContext({ viewport, colorScheme: theme });
  await context.addInitScript(
    ([entityRef, lang, mode]) => {
      if (entityRef) {
        sessionStorage.setItem('dualcloud-example-person', entityRef);
      }
      localStorage.setItem('language', lang);
      localStorage.setItem('theme', mode);
    },
    [person && USER(person), language, theme],
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  // The first page of all may have to be built while others use the machine.
  page.setDefaultNavigationTimeout(120_000);
  const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  return {
    page,
    errors,
    open: path => page.goto(url + path),
    close: () => context.close(),
  };
}

/** Somebody who waits for a page even where the machine has much else to do. */
export async function visitPatiently(browser, url, options) {
  const visitor = await visit(browser, url, options);
  visitor.page.setDefaultTimeout(120_000);
  return visitor;
}

/** Opens a dialog with a button of the page, fills it in, and sends it. */
export async function act(page, { open, send = open }, fill = async () => {}) {
  await page.getByRole('button', { name: open, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: send, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/**
 * What axe finds: rule, how often, the first place and why. The shell's own
 * frame is not ours to mend: its sidebar is left out, and where its page header
 * has findings `within` narrows the look to what is ours.
 */
export async function accessibilityProblems(page, within = 'body') {
  // A page that is still loading is not yet what one would judge.
  await page.waitForFunction(
    () => !document.querySelector('.MuiCircularProgress-root'),
    undefined,
    { timeout: 60_000 },
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include(within)
    .exclude('[data-testid="sidebar-root"]')
    .analyze();
  return violations.map(({ id, nodes }) => {
    const [{ target, failureSummary }] = nodes;
    const why = failureSummary.replace(/\s+/g, ' ').slice(0, 240);
    return `${id} (${nodes.length}×), first at ${target.join(' ')}: ${why}`;
  });
}

/** Repeats until the check passes; says the last failure otherwise. */
export async function eventually(check, timeoutMs = 30_000) {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

export async function assertVisible(locator, what) {
  await locator
    .first()
    .waitFor({ state: 'visible' })
    .catch(() => {});
  assert.ok(await locator.first().isVisible(), `${what} should be visible`);
}

/** Keeps a picture of the page for people to look at. */
export async function picture(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

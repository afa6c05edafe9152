/*
 * Somebody in front of the portal: signs in, looks, clicks, types.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SCREENSHOTS = process.env.SCREENSHOTS
  ? path.resolve(process.env.SCREENSHOTS)
  : fileURLToPath(new URL('../test-results', import.meta.url));

const USER = name => `user:default/${name}`;

/** Changes the address as a link of the portal does. */
function navigate(page, where) {
  return page.evaluate(address => {
    window.history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, where);
}

/** What a page waits for before it is complete. */
const AWAITED = new Set(['fetch', 'xhr', 'script']);

/** The requests of the page that have not been answered yet. */
function unanswered(page) {
  const requests = new Set();
  page.on('request', request => {
    if (AWAITED.has(request.resourceType())) requests.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, request => requests.delete(request));
  }
  return requests;
}

/** Resolves when nothing on the page has changed for so long. */
function standsStill(page, ms) {
  return page.evaluate(
    quiet =>
      new Promise(resolve => {
        let timer;
        const observer = new MutationObserver(() => wait());
        function wait() {
          clearTimeout(timer);
          timer = setTimeout(() => {
            observer.disconnect();
            resolve();
          }, quiet);
        }
        observer.observe(document, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        wait();
      }),
    ms,
  );
}

/** Waits until a page is complete: nothing is being loaded, nothing changes any more. */
async function waitForRest(page, requests) {
  await eventually(async () => {
    await page.waitForFunction(
      () =>
        !document.querySelector(
          '.MuiCircularProgress-root, [aria-busy="true"]',
        ),
    );
    await standsStill(page, 300);
    assert.deepEqual(
      Array.from(requests, request => request.url()),
      [],
      'the page is still loading',
    );
  }, 60_000);
}

/**
 * Opens the portal in a browser window of its own.
 *
 * `open` loads the portal anew at an address, as a bookmark does. `goTo` stays in it,
 * as a link does, which is much faster; the first page is loaded either way.
 */
export async function visit(browser, url, options = {}) {
  const {
    person,
    language = 'en',
    theme = 'light',
    viewport = { width: 1280, height: 900 },
  } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    // On one machine, compressing takes longer than what it saves.
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
  });
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
  const requests = unanswered(page);
  const open = where => page.goto(url + where);
  return {
    page,
    errors,
    open,
    goTo: where =>
      page.url().startsWith(url) ? navigate(page, where) : open(where),
    settled: () => waitForRest(page, requests),
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
 * Goes to a control with the Tab key alone, and checks that one sees where one is.
 * Throws if it cannot be reached.
 */
export async function tabTo(page, control, { within = 100 } = {}) {
  const hasFocus = () =>
    control.evaluate(each => each === document.activeElement);
  for (let tabs = 0; !(await hasFocus()); tabs += 1) {
    assert.ok(tabs < within, `${control} is not among ${within} tab stops`);
    await page.keyboard.press('Tab');
  }
  const isMarked = await control.evaluate(each => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    return (
      each.matches(':focus-visible') && (isOutlined || boxShadow !== 'none')
    );
  });
  assert.ok(isMarked, `the focus on ${control} should be visible`);
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

/**
 * Comes back to a page until it shows what the example data has to bring first. What
 * was shown before is left in between, so that it is asked for anew.
 */
export async function untilShown({ page, goTo }, where, shown) {
  await eventually(async () => {
    await goTo('/settings');
    await goTo(where);
    await shown(page)
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: 30_000 });
  }, 240_000);
}

export async function assertVisible(locator, what) {
  await locator
    .first()
    .waitFor({ state: 'visible' })
    .catch(() => {});
  assert.ok(await locator.first().isVisible(), `${what} should be visible`);
}

/** Chooses in a select of Backstage UI. */
export async function choose(page, label, option) {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
}

/** Keeps a picture of the page for people to look at. */
export async function picture(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
}

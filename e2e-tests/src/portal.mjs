/*
 * What each file of tests begins with: a browser, and the portal at PORTAL_URL, one
 * for all files. `run.mjs` starts it, or takes the one that runs there already.
 */
import { after } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { visit, visitPatiently } from './visitor.mjs';

/**
 * The portal for the tests of a file, with a browser that is opened for the first
 * visitor and closed after the last test.
 *
 * @returns `visit` and `visitPatiently`: they take who comes, in which language,
 *   theme and viewport
 */
export function usePortal() {
  const url = process.env.PORTAL_URL?.replace(/\/$/, '');
  if (!url) {
    throw new Error(
      'PORTAL_URL names no portal. "node run.mjs src/<name>.test.mjs" in e2e-tests starts one for the test.',
    );
  }
  let browser;
  after(async () => (await browser)?.close(), { timeout: 60_000 });
  const entering = enter => async options => {
    browser ??= launchBrowser();
    return enter(await browser, url, options);
  };
  return { visit: entering(visit), visitPatiently: entering(visitPatiently) };
}

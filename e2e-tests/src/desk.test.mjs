/*
 * An incident from hand to hand in a real browser: an agency reports it, the IT
 * service provider answers and restores, the agency sees that and closes it. Another
 * agency learns nothing of it, neither in the portal nor through the API.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { barriersOf, tooWide } from './barriers.mjs';
import { usePortal } from './portal.mjs';
import {
  act,
  assertVisible,
  choose,
  eventually,
  picture,
  untilShown,
} from './visitor.mjs';

const PROVIDER = 'paul.richter';
const AGENCY = 'henrik.maas';
const OTHER_AGENCY = 'ole.hansen';
const SOFTWARE_PROVIDER = 'tobias.lenz';

const DESK = '/service-desk';
const EXAMPLE = 'Händler können Fahrzeugpapiere nicht hochladen';

const { visitPatiently } = usePortal();
const pages = {};

before(
  async () => {
    for (const person of [AGENCY, PROVIDER]) {
      pages[person] = await visitPatiently({ person });
    }
    await untilShown(pages[AGENCY], DESK, page => page.getByText(EXAMPLE));
  },
  { timeout: 600_000 },
);

/** Asks the tickets' API in the name of somebody who is signed in to the portal. */
async function apiOf({ page, goTo }) {
  const seen = page.waitForRequest(/\/api\/service-requests\/tickets\?/);
  await goTo(DESK);
  const request = await seen;
  const [tickets] = request.url().split('?');
  const { authorization } = await request.allHeaders();
  return path =>
    page.request.get(tickets + path, { headers: { authorization } });
}

describe('the service desk', { concurrency: 1 }, () => {
  it(
    'brings an incident from the report to its end, for nobody else to see',
    { timeout: 600_000 },
    async () => {
      const title = `Sign-in fails ${Date.now()}`;
      const agency = pages[AGENCY];
      await agency.goTo(DESK);
      await agency.page
        .getByRole('link', { name: 'Report an incident' })
        .click();
      await choose(agency.page, /Cloud service/, /Vehicle Registration Online/);
      await assertVisible(
        agency.page.getByRole('list', { name: 'Open already' }),
        'what is open already',
      );
      await choose(agency.page, /Severity/, 'Impedes operation');
      await agency.page.getByLabel(/^Title/).fill(title);
      await agency.page.getByLabel(/^Description/).fill('Since nine, for all.');
      await agency.page.getByLabel(/^Reported for/).fill('Autohaus Petersen');
      await agency.page.getByRole('button', { name: 'Report' }).click();
      await agency.page.waitForURL(/\/service-desk\/[0-9a-f-]{36}$/);
      await assertVisible(agency.page.getByText(title), 'the ticket');
      const address = new URL(agency.page.url()).pathname;

      const provider = pages[PROVIDER];
      await provider.goTo(address);
      await provider.page.getByRole('button', { name: 'Take up' }).click();
      await provider.page
        .getByRole('checkbox', { name: 'As an internal note' })
        .waitFor();
      await provider.page.getByLabel('Your message').fill('We look at it.');
      await provider.page
        .getByRole('button', { name: 'Send to all parties' })
        .click();
      await assertVisible(
        // Not the field in which it is written.
        provider.page.getByRole('listitem').getByText('We look at it.'),
        'the answer',
      );
      await act(provider.page, { open: 'Report as restored' }, dialog =>
        dialog.getByLabel(/^What was done/).fill('A node was replaced.'),
      );
      await assertVisible(
        provider.page.getByText('A node was replaced.'),
        'what was done',
      );
      await picture(provider.page, 'ticket');

      for (const said of ['We look at it.', 'A node was replaced.']) {
        await assertVisible(agency.page.getByText(said), said);
      }
      await act(agency.page, { open: 'Close', send: 'Close for good' });
      await assertVisible(
        agency.page.getByText(/Nothing more\. If it shows up again/),
        'the end',
      );

      const other = await visitPatiently({ person: OTHER_AGENCY });
      await other.open(address);
      await assertVisible(other.page.getByRole('alert'), 'the refusal');
      assert.equal(await other.page.getByText(title).count(), 0);
      const askAsOther = await apiOf(other);
      const one = await askAsOther(`/${address.split('/').at(-1)}`);
      assert.equal(one.status(), 404);
      const query = `?q=${encodeURIComponent(title)}`;
      const found = await askAsOther(query);
      assert.deepEqual((await found.json()).items, []);
      const askAsAgency = await apiOf(agency);
      const own = await askAsAgency(query);
      assert.equal((await own.json()).items.length, 1);
      await other.close();
      for (const { errors } of [agency, provider]) assert.deepEqual(errors, []);
    },
  );

  /** The pages, as somebody who sees the example's incident. */
  const PAGES = [
    [DESK, EXAMPLE],
    [`${DESK}/report?kind=change`, /Planned from|Geplant von/],
    [`${DESK}/calendar`, /Release calendar|Release-Kalender/],
    [
      async ({ page, goTo }) => {
        await goTo(DESK);
        await eventually(() =>
          page.getByRole('link', { name: EXAMPLE }).click(),
        );
      },
      /History|Verlauf/,
    ],
  ];

  it('has no barrier that axe finds', { timeout: 600_000 }, async () => {
    const visitor = await visitPatiently({ person: PROVIDER });
    assert.deepEqual(await barriersOf(visitor, PAGES), {});
    await visitor.close();
  });

  it(
    'nor in German, in the dark and at 400 % zoom, where it fits too',
    { timeout: 600_000 },
    async () => {
      const visitor = await visitPatiently({
        person: SOFTWARE_PROVIDER,
        language: 'de',
        theme: 'dark',
        viewport: { width: 320, height: 640 },
      });
      assert.deepEqual(await barriersOf(visitor, PAGES), {});
      assert.deepEqual(await tooWide(visitor, PAGES), {});
      await visitor.close();
    },
  );
});

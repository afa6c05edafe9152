/*
 * An outage from hand to hand in a real browser: one person of the provider records
 * it, a second one confirms it, the agency disputes who caused it, and the provider
 * settles that. In between everybody sees what is theirs to do, and nothing else.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { barriersOf, tooWide } from './barriers.mjs';
import { portalTime } from '../../scripts/smoke/portalClock.mjs';
import { usePortal } from './portal.mjs';
import { act, assertVisible, picture, untilShown } from './visitor.mjs';

const PROVIDER = 'paul.richter';
const SECOND_PERSON = 'selin.aydin';
const AGENCY = 'henrik.maas';
const SOFTWARE_PROVIDER = 'tobias.lenz';

const { visitPatiently } = usePortal();
const pages = {};

before(
  async () => {
    const people = [PROVIDER, SECOND_PERSON, AGENCY];
    for (const person of people) {
      pages[person] = await visitPatiently({ person });
    }
    // Agreements have to be in the catalog before anything can be down.
    await untilShown(pages[PROVIDER], '/service-levels', page =>
      page.getByText('Vehicle Registration Online'),
    );
  },
  { timeout: 600_000 },
);

const hoursAgo = hours => portalTime(Date.now() - hours * 3_600_000);

/** Which of these the page offers. */
async function offered(page) {
  await page.getByRole('button', { name: 'Comment' }).waitFor();
  const names = await page.locator('main').getByRole('button').allInnerTexts();
  return names.filter(name => name && name !== 'Comment').sort();
}

describe('outages', { concurrency: 1 }, () => {
  it(
    'go from the record to the settled dispute',
    { timeout: 600_000 },
    async () => {
      const title = `Load balancer ${Date.now()}`;
      const first = pages[PROVIDER];
      await first.open('/service-levels/outages');
      await act(first.page, { open: 'Record an outage' }, async dialog => {
        await dialog.getByRole('button', { name: /Service level/ }).click();
        await first.page
          .getByRole('option', {
            name: /agreed with the Motor Vehicle Agency/,
          })
          .first()
          .click();
        await dialog.getByLabel('Began').fill(hoursAgo(5));
        await dialog.getByLabel(/^Ended/).fill(hoursAgo(3));
        await dialog.getByText('Software provider', { exact: true }).click();
        await dialog.getByLabel(/^What happened/).fill(title);
        await dialog.getByLabel('Reason').fill('Seen on the dashboard');
      });
      await first.page.waitForURL(/\/outages\/[0-9a-f-]{36}/);
      await assertVisible(first.page.getByText(title), 'the outage');
      assert.deepEqual(await offered(first.page), ['Say who caused it']);
      const address = new URL(first.page.url()).pathname;

      const second = pages[SECOND_PERSON];
      await second.open(address);
      assert.deepEqual(await offered(second.page), [
        'Confirm',
        'Reject',
        'Say who caused it',
      ]);
      await act(second.page, { open: 'Confirm' });
      await assertVisible(
        second.page.getByRole('button', { name: 'Correct times' }),
        'what may be done with a confirmed outage',
      );

      const agency = pages[AGENCY];
      await agency.open(address);
      assert.deepEqual(await offered(agency.page), ['Dispute']);
      await act(agency.page, { open: 'Dispute' }, async dialog => {
        await dialog.getByText('IT service provider', { exact: true }).click();
        await dialog.getByLabel('Reason').fill('The network was down');
      });
      await assertVisible(
        agency.page.getByText(/claimed as cause: IT service provider/),
        'the dispute',
      );
      assert.deepEqual(await offered(agency.page), []);

      await first.open(address);
      await act(first.page, { open: 'Settle the dispute' }, async dialog => {
        await dialog.getByLabel('Reason').fill('The switch was ours');
      });
      await assertVisible(
        first.page.getByText('The dispute is settled; the cause is final.'),
        'the settled dispute',
      );
      const history = first.page.getByRole('region', {
        name: /What happened when/,
      });
      for (const said of [
        'Seen on the dashboard',
        'The network was down',
        'The switch was ours',
      ]) {
        await assertVisible(history.getByText(said), said);
      }
      await picture(first.page, 'outage');
      for (const { page, errors } of [first, second, agency]) {
        assert.deepEqual(errors, []);
        await page.goto('about:blank');
      }
    },
  );

  const PAGES = [
    [
      '/service-levels/outages',
      /Vehicle Registration Online|Kfz-Zulassung Online|Driving Licence Enquiry|Führerschein/,
    ],
    ['/service-levels/maintenance', /iCalendar/],
    ['/service-levels/calendars/extended-hours', /06:00–22:00/],
    ['/service-levels/agreements/kfz-zulassung-kraftfahrtamt/2', /§ 5 \(3\)/],
  ];

  for (const [person, language, theme] of [
    [PROVIDER, 'en', 'light'],
    [SOFTWARE_PROVIDER, 'de', 'dark'],
  ]) {
    it(
      `and what stands around them have no barrier that axe finds (${language}, ${theme})`,
      { timeout: 600_000 },
      async () => {
        const visitor = await visitPatiently({ person, language, theme });
        assert.deepEqual(await barriersOf(visitor, PAGES), {});
        await visitor.close();
      },
    );
  }

  it('are usable at 400 % zoom', { timeout: 600_000 }, async () => {
    const visitor = await visitPatiently({
      person: AGENCY,
      viewport: { width: 320, height: 640 },
    });
    assert.deepEqual(await tooWide(visitor, PAGES), {});
    await visitor.close();
  });
});

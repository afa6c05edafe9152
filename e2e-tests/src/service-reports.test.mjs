/*
 * A monthly report from hand to hand in a real browser: the provider comments on the
 * draft and releases it, the agency reads it and takes the PDF with it, the provider
 * corrects it, and the agency sees what the second version changed.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { accessibilityProblems } from './barriers.mjs';
import { usePortal } from './portal.mjs';
import { act, assertVisible, eventually, picture } from './visitor.mjs';

const PROVIDER = 'paul.richter';
/** Of the Kraftfahrtamt. */
const AGENCY = 'henrik.maas';
const CUSTOMER = 'group:default/kraftfahrtamt';
/** Its newest reports the example leaves as drafts. */
const SERVICE = 'Driving Licence';

const { visitPatiently } = usePortal();
let provider;
let agency;

before(
  async () => {
    provider = await visitPatiently({ person: PROVIDER });
    agency = await visitPatiently({
      person: AGENCY,
      language: 'de',
      theme: 'dark',
    });
  },
  { timeout: 600_000 },
);

/** The draft of the longest ago: its month is settled on any day. */
async function oldestDraft() {
  await provider.open(
    `/service-levels/reports?state=draft&customer=${CUSTOMER}`,
  );
  const rows = provider.page.getByRole('row').filter({ hasText: SERVICE });
  await rows.last().waitFor({ timeout: 15_000 });
  return rows.last().getByRole('link');
}

describe('service reports', { concurrency: 1 }, () => {
  it(
    'go from the draft to the corrected version',
    { timeout: 600_000 },
    async () => {
      // The example's own reports have to be released first, and it takes a while.
      await eventually(async () => {
        await agency.open('/service-levels/reports');
        await agency.page
          .getByText('Version 2')
          .first()
          .waitFor({ timeout: 10_000 });
      }, 300_000);

      const words = `Nothing happened, said at ${Date.now()}`;
      const { page } = provider;
      await (await oldestDraft()).click();
      await act(
        page,
        { open: 'Edit comment', send: 'Save comment' },
        async dialog => {
          await dialog.getByRole('textbox').fill(words);
        },
      );
      await assertVisible(page.getByText(words), 'the comment');
      await act(page, { open: 'Release' }, async dialog => {
        await assertVisible(
          dialog.getByText(/This cannot be taken back/),
          'what a release means',
        );
      });
      await assertVisible(
        page.getByRole('button', { name: 'Correct', exact: true }),
        'what may be done with a released report',
      );
      assert.deepEqual(await accessibilityProblems(provider), []);
      const address = new URL(page.url()).pathname;

      await agency.open(address);
      await assertVisible(agency.page.getByText(words), 'the comment');
      assert.equal(
        await agency.page.getByRole('button', { name: 'Korrigieren' }).count(),
        0,
      );
      const [download] = await Promise.all([
        agency.page.waitForEvent('download'),
        agency.page.getByRole('button', { name: 'PDF' }).click(),
      ]);
      assert.match(download.suggestedFilename(), /-\d{4}-\d{2}.*\.pdf$/);
      const pdf = readFileSync(await download.path());
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');

      await act(page, { open: 'Correct' }, async dialog => {
        await dialog.getByLabel('Reason').fill('The comment was too short');
        await dialog.getByLabel(/^Comment/).fill(`${words}, and why`);
      });
      await agency.page.reload();
      await assertVisible(
        agency.page.getByText('Grund: The comment was too short'),
        'why it was corrected',
      );
      await agency.page.getByText(/^Änderungen anzeigen/).click();
      const changed = agency.page
        .getByRole('row')
        .filter({ hasText: 'Anmerkung des IT-Service-Providers' });
      await assertVisible(changed.getByText(`${words}, and why`), 'the change');
      assert.deepEqual(await accessibilityProblems(agency), []);
      await picture(agency.page, 'service-report-corrected');

      await agency.page.getByRole('link', { name: 'Version 1' }).click();
      await assertVisible(
        agency.page.getByText(/Eine neuere hat sie abgelöst/),
        'that there is a newer version',
      );
      assert.deepEqual([...provider.errors, ...agency.errors], []);
    },
  );
});

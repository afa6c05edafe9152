/*
 * One individual service from the request to operation, by all three parties: the
 * agency asks, the IT service provider offers, two of the agency accept, the software
 * provider delivers, all three take over; then it stands in the catalogue, in costs
 * and in service levels. Environments are ordered by the API: the pages for that are
 * tried elsewhere.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  eventually as eventuallyApi,
  PortalApi,
} from '../../scripts/smoke/PortalApi.mjs';
import { BLUEPRINT, SYSTEM } from '../../scripts/smoke/individualService.mjs';
import { accessibilityProblems, tooWide } from './barriers.mjs';
import { portalDay } from '../../scripts/smoke/portalClock.mjs';
import { usePortal } from './portal.mjs';
import { act, assertVisible, choose, picture } from './visitor.mjs';

const TITLE = `Driving tests ${Date.now().toString(36)}`;
const NAME = TITLE.toLowerCase().replaceAll(' ', '-');

const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ type: 'library', name: 'express', version: '5.1.0' }],
});

const { visitPatiently } = usePortal();
/** Whoever comes to the portal: once, and stays until the end. */
const people = {};
/** The request's address. */
let address;
/** The environment in which it is tested, while it is being built. */
let testEnvironment;
let engineer;

/** Signs somebody in by the API of the portal that a visitor looks at. */
async function signedIn({ page, goTo }, person) {
  const [request] = await Promise.all([
    page.waitForRequest(one => new URL(one.url()).pathname.startsWith('/api/')),
    goTo('/service-requests'),
  ]);
  const api = new PortalApi(new URL(request.url()).origin);
  await eventuallyApi(
    `${person} in the catalogue`,
    async () => {
      await api.signIn(`user:default/${person}`);
      return true;
    },
    { timeoutMs: 120_000, everyMs: 2_000 },
  );
  return api;
}

async function build(api, stage) {
  const placed = await eventuallyApi(
    'the order',
    () =>
      api.post('/cloud-services/orders', {
        type: 'create-environment',
        blueprintRef: BLUEPRINT.ref,
        components: BLUEPRINT.components,
        name: `${NAME}-${stage}`,
        stage,
        systemRef: SYSTEM,
        ownerRef: 'group:default/platform-engineering',
        ...(stage === 'test' && {
          expiresAt: new Date(Date.now() + 7 * 86_400_000)
            .toISOString()
            .slice(0, 10),
        }),
      }),
    { timeoutMs: 60_000, everyMs: 1_000 },
  );
  await api.finish(placed.id, { timeoutMs: 120_000 });
  return placed.environmentId;
}

/** Fills a field in, by the beginning of its label. */
const fill = (page, label, words) =>
  page.getByRole('textbox', { name: label }).fill(words);

const press = (page, name) =>
  page.getByRole('button', { name, exact: true }).click();

/** Waits until a request is in a state; everybody sees it without loading anew. */
const stands = (page, state) =>
  page
    .getByRole('navigation', { name: /^(Progress|Fortschritt)$/ })
    .getByRole('listitem')
    .filter({ hasText: `${state} (now)` })
    .waitFor();

/** The request, as the API knows it. */
const apiPath = () => `/service-requests/requests/${address.split('/').at(-1)}`;

/** What the reader is asked to do with an item of the checklist, done. */
async function fulfil(page, name, evidence) {
  await act(page, { open: `Fulfil: ${name}`, send: 'Fulfil' }, async dialog => {
    if (evidence) await dialog.getByRole('textbox').fill(evidence);
  });
  await page.getByRole('button', { name: `Open again: ${name}` }).waitFor();
}

async function declare(page, name) {
  await act(page, { open: `Declare: ${name}`, send: 'Declare' });
}

/** A gate of the list, by its title. */
const gateOf = (page, title) =>
  page.getByRole('listitem').filter({ hasText: title });

before(
  async () => {
    people.asking = await visitPatiently({ person: 'miriam.vogt' });
    engineer = await signedIn(people.asking, 'selin.aydin');
    // It takes a while; the portal is worked in meanwhile.
    testEnvironment = build(engineer, 'test');
    testEnvironment.catch(() => {});
    people.managing = await visitPatiently({ person: 'paul.richter' });
    people.developing = await visitPatiently({ person: 'tobias.lenz' });
  },
  { timeout: 300_000 },
);

/** The agency asks in the wizard. */
async function ask() {
  const { page, goTo } = people.asking;
  await goTo('/service-requests');
  await page.getByRole('link', { name: 'New request' }).click();
  await page.getByRole('link', { name: 'New individual service' }).click();
  await fill(page, /^Title/, TITLE);
  await choose(page, /System/, 'Führerscheinregister');
  await choose(page, /Software provider/, 'Softwerk Nord GmbH');
  await press(page, 'Next');
  await fill(page, /What is the service for/, 'Examiners keep the results.');
  await fill(page, /Legal basis/, '§ 18 FahrlG');
  await press(page, 'Next');
  await fill(page, /How many people use it/, '400');
  await press(page, 'Next');
  await page.getByText('Wanted by').waitFor();
  await press(page, 'Next');
  await press(page, 'Submit');
  await stands(page, 'Submitted');
  address = new URL(page.url()).pathname;
}

/** The IT service provider draws the offer up in the form, and makes it. */
async function offer() {
  const { page, goTo } = people.managing;
  await goTo(address);
  await press(page, 'Take up');
  await stands(page, 'In analysis');
  await page.getByRole('link', { name: 'Draw up an offer' }).click();
  await fill(page, /^Scope/, 'Operation of the application.');
  await page
    .getByRole('textbox', { name: /^Price in/ })
    .first()
    .fill('500');
  await page
    .getByRole('textbox', { name: /^Price in/ })
    .last()
    .fill('1750');
  await choose(page, /Service hours/, 'Office hours');
  await page.getByLabel('Effective from').fill(portalDay());
  await fill(page, /^Network zones/, 'state-network');
  await fill(page, /^Where the data are/, 'Rechenzentrum Nordmark');
  await picture(page, 'offer-draft');
  await press(page, 'Save as a draft');
  await act(page, { open: 'Make the offer' });
  await stands(page, 'Offered');
  await picture(page, 'offer-made');
}

/** The price takes two people of the agency. */
async function accept() {
  const first = await visitPatiently({
    person: 'henrik.maas',
    language: 'de',
    theme: 'dark',
  });
  await first.open(address);
  await first.page.getByRole('button', { name: 'Annehmen' }).waitFor();
  await picture(first.page, 'offer-decide-de');
  await act(first.page, { open: 'Annehmen' });
  await assertVisible(
    first.page.getByText('1 von 2'),
    'that a second person is asked for',
  );
  assert.deepEqual(await accessibilityProblems(first), []);
  const second = await visitPatiently({ person: 'greta.holm' });
  await second.open(address);
  await act(second.page, { open: 'Accept' });
  await stands(second.page, 'Accepted');
  await second.close();
  people.deciding = first;
}

/** The software provider delivers, opens the takeover and completes what is missing. */
async function deliver() {
  await press(people.managing.page, 'Begin implementation');
  await stands(people.managing.page, 'In implementation');
  // Nobody but a platform engineer may; production is as test is.
  const built = Promise.all([testEnvironment, build(engineer, 'production')]);

  const { page, goTo } = people.developing;
  await goTo(address);
  await page.getByRole('link', { name: 'Deliver a release' }).click();
  await fill(page, /^Version/, '1.0.0');
  await fill(page, /^Release notes/, 'First release.');
  await fill(page, /^Name/, 'driving-tests-1.0.0.tgz');
  await fill(page, /^Where it can be/, 'https://artefacts.example/1.0.0.tgz');
  await fill(page, /^SHA-256/, 'a'.repeat(64));
  await choose(page, /How is it delivered/, /^As a file/);
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'sbom.json',
    mimeType: 'application/json',
    buffer: Buffer.from(SBOM),
  });
  await fill(page, /^Support contact/, 'support@softwerk-nord.example');
  await fill(page, /^Hours of the 3rd level/, 'Mon to Fri, 8 to 16');
  await picture(page, 'release-form');
  await press(page, 'Deliver');

  const [testEnvironmentId, productionEnvironmentId] = await built;
  await engineer.put(`${apiPath()}/links`, {
    testEnvironmentId,
    productionEnvironmentId,
  });
  await press(page, 'Open the takeover of 1.0.0');
  await stands(page, 'In takeover');
  const evidence = gateOf(page, 'Security and data protection are proven');
  await assertVisible(evidence.getByText('Missing'), 'a gate in the way');
  await evidence.getByRole('link', { name: /Complete the papers/ }).click();
  await fill(page, /^Security evidence/, 'https://evidence.example/pentest');
  await press(page, 'Save the papers');
  await press(page, 'Check again');
  await evidence
    .getByText(/The security evidence/)
    .waitFor({ state: 'hidden' });
  for (const item of ['Test report', 'Operating manual']) {
    await fulfil(page, `${item} handed over`, 'https://evidence.example/1');
  }
  await fulfil(page, 'It is written down how to go back', 'Restore 0.9');
  await picture(page, 'takeover-software-provider');
}

/** Nobody is kept out of it, however wide their screen is. */
async function look() {
  const { managing, deciding } = people;
  await managing.page.getByText('Gates in the way').first().waitFor();
  assert.deepEqual(await accessibilityProblems(managing), []);
  await deciding.page.getByText('Gates im Weg').first().waitFor();
  assert.deepEqual(await accessibilityProblems(deciding), []);
  await picture(deciding.page, 'takeover-agency-de');
  await deciding.page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await accessibilityProblems(deciding), []);
  assert.deepEqual(
    await tooWide(deciding, [
      [address, 'Übernahme in den Betrieb'],
      [`${address}/release`, /Releases liefert/],
      ['/service-requests/standing-approvals', 'Dauerfreigaben'],
    ]),
    {},
  );
}

/** All parties do their part, and two people answer for an exception. */
async function takeOver() {
  const { page } = people.managing;
  for (const item of ['Monitoring is set up', 'Service desk is briefed']) {
    await fulfil(page, item);
  }
  await fulfil(page, 'Backup is set up and restoring was tried', 'Tried');
  const gate = 'Security and data protection are proven';
  await act(
    page,
    { open: `Ask for an exception: ${gate}`, send: 'Ask for an exception' },
    async dialog => {
      await dialog.getByLabel(/^Reason/).fill('The assessment follows.');
    },
  );
  await assertVisible(
    gateOf(page, gate).getByText(/a second person has to confirm/),
    'that one person is not enough',
  );
  assert.equal(
    await page.getByRole('button', { name: /^Confirm the exception/ }).count(),
    0,
  );
  const second = await visitPatiently({ person: 'selin.aydin' });
  await second.open(address);
  await act(second.page, {
    open: `Confirm the exception: ${gate}`,
    send: 'Confirm the exception',
  });
  await gateOf(second.page, gate).getByText('Excepted').waitFor();
  await picture(second.page, 'takeover-provider');
  await second.close();

  const agency = people.asking.page;
  await fulfil(agency, 'Tested by the agency', 'Everything works');
  await declare(agency, 'Acceptance');
  await page
    .getByRole('button', {
      name: 'Declare: Release for operation',
      disabled: false,
    })
    .waitFor();
  await declare(page, 'Release for operation');
  await declare(page, 'Handover to operation');
  await stands(page, 'In operation');
  await picture(page, 'takeover-done');
}

/** What nobody typed a second time. */
async function find() {
  const { page, open } = people.asking;
  await open(`/catalog/default/cloudservice/${NAME}`);
  await assertVisible(
    page.getByRole('heading', { name: TITLE }),
    'the service in the catalogue',
  );
  await assertVisible(page.getByText('€1,750.00'), 'its price');
  await picture(page, 'service-in-catalog');
  const decider = people.deciding;
  await decider.page.setViewportSize({ width: 1280, height: 900 });
  await decider.goTo('/service-levels');
  await assertVisible(
    decider.page.getByRole('link', { name: TITLE }),
    'what was agreed about it',
  );
  await picture(decider.page, 'service-agreement-de');
}

describe('an individual service', () => {
  it(
    'comes from the request to operation by all three parties',
    { timeout: 900_000 },
    async () => {
      await ask();
      await offer();
      await accept();
      await deliver();
      await look();
      await takeOver();
      await find();
      for (const { errors } of Object.values(people)) {
        assert.deepEqual(errors, []);
      }
    },
  );
});

/*
 * A figure in a real browser: somebody of an agency goes from the list of service
 * levels to one of them and asks why it is what it is, takes a pocket calculator, and
 * comes to the same. Whom it does not concern learns nothing.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { barriersOf, tooWide } from './barriers.mjs';
import { keyIn, numberOf, rowsOf, secondsOf, sum } from './calculator.mjs';
import { usePortal } from './portal.mjs';
import { assertVisible, picture, tabTo, untilShown } from './visitor.mjs';

const PROVIDER = 'paul.richter';
/** Of the Kraftfahrtamt. */
const AGENCY = 'henrik.maas';

/** What the pages say. */
const WORDS = {
  en: {
    service: 'Vehicle Registration Online',
    previous: 'Previous month',
    explain: 'Explain this number: Availability in a month',
    steps: 'With a pocket calculator',
    agreed: 'Agreed time: service hours in the period',
    planned: 'Planned maintenance inside the service hours',
    counted: 'Outage time that counts',
    attainment: 'Availability',
    outages: 'Each outage',
    days: 'Each day',
  },
  de: {
    service: 'Kfz-Zulassung Online',
    previous: 'Vorheriger Monat',
    explain: 'Diese Zahl erklären: Verfügbarkeit im Monat',
    steps: 'Mit dem Taschenrechner',
    agreed: 'Vereinbarte Zeit: Servicezeit im Zeitraum',
    planned: 'Geplante Wartung in der Servicezeit',
    counted: 'Ausfallzeit, die zählt',
    attainment: 'Verfügbarkeit',
    outages: 'Jeder Ausfall',
    days: 'Jeder Tag',
  },
};

/** What an agency may not read of another one's service. */
const SECRETS = /Gewässer|Water Portal|Umweltamt|Environment Agency|\d%|\d\s%/;

const { visitPatiently } = usePortal();

before(
  async () => {
    const provider = await visitPatiently({ person: PROVIDER });
    await untilShown(provider, '/service-levels/outages', page =>
      page.locator('main').getByText('Vehicle Registration Online'),
    );
    await provider.close();
  },
  { timeout: 300_000 },
);

/** From the list to the explanation, as `choose` chooses; `look` is told where one is. */
async function findExplanation({ page, open }, words, choose, look = () => {}) {
  await open('/service-levels');
  const service = page.getByRole('link', { name: words.service, exact: true });
  await choose(page.getByRole('button', { name: words.previous }));
  await page.waitForURL(/period=/);
  const period = new URL(page.url()).searchParams.get('period');
  await service.waitFor();
  await look('service-levels');
  await choose(service);
  await page.waitForURL(/\/service-levels\/levels\//);
  const explain = page.getByRole('link', { name: words.explain, exact: true });
  await explain.waitFor();
  await look('service-level');
  await choose(explain);
  await page.waitForURL(/\/objectives\/availability/);
  // The month that one has chosen stays chosen.
  assert.equal(new URL(page.url()).searchParams.get('period'), period);
  await page.getByRole('heading', { name: words.steps }).waitFor();
  await look('service-level-explanation');
}

/** Checks every sum of the explanation that the page shows. */
async function reckon(page, language) {
  const words = WORDS[language];
  const rows = name => rowsOf(page.getByRole('region', { name, exact: true }));

  const steps = await rows(words.steps);
  const results = keyIn(steps, language);
  assert.ok(results.length >= 4, `results: ${results.map(one => one.words)}`);
  const secondsOfStep = name => {
    const [, , , value] = steps.find(([, label]) => label === name) ?? [];
    return value === undefined ? 0 : numberOf(value, language);
  };
  const { value } = results.find(one => one.words === words.attainment);
  const heading = await page.getByRole('heading', { level: 2 }).first();
  const shown = await heading.innerText();
  assert.ok(
    shown.includes(value.toLocaleString(language)),
    `"${shown}" should be about ${value}`,
  );

  // Of each outage all seconds are accounted for, and what counts is their sum.
  const outages = await rows(words.outages);
  assert.ok(outages.length > 0, 'the month has outages');
  const counted = outages.map(([when, , lasted, counts, why]) => {
    const notCounted = why.match(/\d+:\d\d:\d\d/g) ?? [];
    assert.equal(
      secondsOf(counts) + sum(notCounted.map(secondsOf)),
      secondsOf(lasted),
      when,
    );
    return secondsOf(counts);
  });
  assert.equal(sum(counted), secondsOfStep(words.counted));

  const days = await rows(words.days);
  const column = index => sum(days.map(cells => secondsOf(cells[index])));
  assert.equal(column(2), secondsOfStep(words.agreed));
  assert.equal(column(3), secondsOfStep(words.planned));
  assert.equal(column(4), secondsOfStep(words.counted));
}

describe('service levels', { concurrency: 1 }, () => {
  it('lead to a figure that adds up', { timeout: 300_000 }, async () => {
    const visitor = await visitPatiently({ person: AGENCY });
    const { page, errors, settled, close } = visitor;
    await findExplanation(
      visitor,
      WORDS.en,
      control => control.click(),
      async name => {
        await settled();
        await picture(page, name);
      },
    );
    await reckon(page, 'en');
    await page.getByRole('link', { name: 'Back to the service level' }).click();
    await assertVisible(
      page.getByRole('heading', { name: 'Objectives' }),
      'the service level',
    );
    assert.deepEqual(errors, []);
    await close();
  });

  it('do so by keyboard alone, in German', { timeout: 300_000 }, async () => {
    const visitor = await visitPatiently({ person: AGENCY, language: 'de' });
    const { page, errors, settled, close } = visitor;
    await findExplanation(visitor, WORDS.de, async control => {
      await control.waitFor();
      await tabTo(page, control);
      await page.keyboard.press('Enter');
    });
    await settled();
    await reckon(page, 'de');
    assert.deepEqual(errors, []);
    await close();
  });

  it('of others are nobody’s business', { timeout: 300_000 }, async () => {
    const provider = await visitPatiently({ person: PROVIDER });
    await provider.open('/service-levels');
    await provider.page
      .getByRole('link', { name: 'Water Portal', exact: true })
      .click();
    await provider.page
      .getByRole('link', { name: /^Explain this number/ })
      .first()
      .click();
    await provider.page.waitForURL(/\/objectives\//);
    const { pathname, search } = new URL(provider.page.url());
    await provider.close();

    const { page, open, goTo, close } = await visitPatiently({
      person: AGENCY,
    });
    for (const [address, title] of [
      [pathname + search, 'The figure could not be explained'],
      [
        pathname.replace(/\/objectives.*/, ''),
        'The service level could not be read',
      ],
    ]) {
      await goTo(address);
      const notice = page.getByRole('alert').filter({ hasText: title });
      await assertVisible(notice, `that ${address} is refused`);
      assert.doesNotMatch(await page.locator('main').innerText(), SECRETS);
    }

    // The API knows no more for them than of a service level that there never was.
    const asked = page.waitForRequest(/\/explanation\?/);
    await open(pathname + search);
    const request = await asked;
    const [, id] = /\/levels\/([^/]+)\/objectives/.exec(pathname);
    const answer = async (wanted, path) => {
      const url = request
        .url()
        .replace(/[^/]+\/explanation\?.*/, `${wanted}${path}`);
      const { authorization } = await request.allHeaders();
      const response = await page.request.get(url, {
        headers: { authorization },
      });
      const { error } = await response.json();
      return [response.status(), error.message.replaceAll(wanted, '<id>')];
    };
    for (const path of [
      '',
      '/trend?objective=availability',
      '/explanation?objective=availability',
    ]) {
      const refusal = await answer(id, path);
      assert.equal(refusal[0], 404, path);
      assert.deepEqual(await answer('0123456789abcdef0123', path), refusal);
    }
    await close();
  });

  const PAGES = [
    ['/service-levels', /Vehicle Registration Online|Kfz-Zulassung Online/],
    [enterLevel, /§ 5 \(1\)/],
    [enterExplanation, /With a pocket calculator|Mit dem Taschenrechner/],
  ];

  for (const [language, theme] of [
    ['en', 'light'],
    ['de', 'dark'],
  ]) {
    it(
      `have no barrier that axe finds, wide or narrow (${language}, ${theme})`,
      { timeout: 600_000 },
      async () => {
        const visitor = await visitPatiently({
          person: AGENCY,
          language,
          theme,
        });
        assert.deepEqual(await barriersOf(visitor, PAGES), {});
        // 1280 pixels at 400 % are 320 pixels wide.
        await visitor.page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await barriersOf(visitor, PAGES), {});
        assert.deepEqual(await tooWide(visitor, PAGES), {});
        await visitor.close();
      },
    );
  }
});

async function enterLevel({ page, goTo }) {
  await goTo('/service-levels');
  await page
    .getByRole('link', {
      name: /^(Vehicle Registration|Kfz-Zulassung) Online$/,
    })
    .click();
  await page.waitForURL(/\/levels\//);
}

async function enterExplanation(visitor) {
  await enterLevel(visitor);
  await visitor.page
    .getByRole('link', {
      name: /: (Availability in a month|Verfügbarkeit im Monat)$/,
    })
    .first()
    .click();
  await visitor.page.waitForURL(/\/objectives\//);
}

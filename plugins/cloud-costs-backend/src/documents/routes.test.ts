import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { ensureStatements } from '../statements';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const KFZ = 'group:default/kraftfahrtamt';

describe.each(databases.eachSupportedId())('documents on %s', databaseId => {
  let portal: TestPortal;
  let path: string;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      config: { billing: { mode: 'invoice', seller: { name: 'Landes-IT' } } },
    });
    const { knex } = portal;
    const allocation = await seedAllocation(knex);
    await seedCharges(knex, [
      { allocation, day: 20260403, amount: 1_234_567_891 },
    ]);
    const calendar = BillingCalendar.create('Europe/Berlin');
    await knex.transaction(trx =>
      ensureStatements(
        trx,
        { calendar, graceDays: 5 },
        [{ payerRef: KFZ, month: 202604, currency: 'EUR' }],
        Date.now(),
      ),
    );
    const { id } = await knex('statements').first('id');
    path = `/statements/${id}/document`;
  });
  afterAll(() => portal.stop());

  it.each([
    ['pdf', 'application/pdf', 'attachment; filename="draft-2026-04.pdf"'],
    ['csv', 'text/csv', 'attachment; filename="draft-2026-04.csv"'],
    ['html', 'text/html', undefined],
  ])('hands out %s', async (format, type, disposition) => {
    const { headers } = await portal
      .as('miriam.vogt')
      .get(`${path}?format=${format}`)
      .expect(200);
    expect(headers['content-type']).toContain(type);
    expect(headers['content-disposition']).toBe(disposition);
  });

  it('has a page that runs and loads nothing', async () => {
    const { headers, text } = await portal
      .as('miriam.vogt')
      .get(`${path}?format=html`)
      .expect(200);
    expect(text).toContain('1.234,57');
    expect(text).toContain('class="draft"');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('says what is missing in an XRechnung', async () => {
    const { body } = await portal
      .as('paul.richter')
      .get(`${path}?format=xrechnung`)
      .expect(409);
    expect(body.error.message).toContain('leitwegId');
    expect(body.error.message).toContain('only a final statement');
  });

  it('shows nothing to others', async () => {
    for (const person of ['anna.wald', 'jana.brandt', 'uwe.fremd']) {
      const { status } = await portal.as(person).get(`${path}?format=pdf`);
      expect(status).toBe(404);
    }
  });
});

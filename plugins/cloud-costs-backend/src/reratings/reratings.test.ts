import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const WISH = { from: '2026-01', to: '2026-02', reason: 'a meter was wrong' };

describe.each(databases.eachSupportedId())(
  'rating again, asked for over HTTP, on %s',
  databaseId => {
    let portal: TestPortal;
    const post = (body: object, person = 'paul.richter', key = randomUUID()) =>
      portal.as(person).post('/reratings', body, key);

    beforeAll(async () => {
      portal = await startPortal({ databases, databaseId });
    });
    afterAll(() => portal.stop());

    it('needs a reason, and a period that there can be', async () => {
      const { reason, ...without } = WISH;
      for (const wrong of [
        without,
        { ...WISH, reason: '' },
        { ...WISH, reason: '     ' },
        { ...WISH, to: '2025-12' },
        { ...WISH, to: '2999-01' },
        { ...WISH, from: '2026-13' },
        { ...WISH, force: true },
      ]) {
        const { status } = await post(wrong);
        expect([wrong, status]).toEqual([wrong, 400]);
      }
      expect(await portal.knex('reratings')).toEqual([]);
      expect(await portal.knex('audit_log')).toEqual([]);
    });

    it('is for the IT service provider only', async () => {
      for (const person of ['miriam.vogt', 'jana.brandt', 'uwe.fremd']) {
        const { status } = await post(WISH, person);
        expect([person, status]).toEqual([person, 403]);
        await portal.as(person).get('/reratings').expect(403);
      }
    });

    it('leaves who asked for what, and why, once', async () => {
      const key = randomUUID();
      const { body } = await post(WISH, 'paul.richter', key).expect(202);
      const again = await post(WISH, 'paul.richter', key).expect(202);
      expect(again.body).toEqual(body);
      const other = { ...WISH, reason: 'something else' };
      expect((await post(other, 'paul.richter', key)).status).not.toBe(202);
      const { body: page } = await portal
        .as('paul.richter')
        .get('/reratings')
        .expect(200);
      expect(page.items).toEqual([
        expect.objectContaining({
          id: body.id,
          reason: WISH.reason,
          requestedBy: 'user:default/paul.richter',
        }),
      ]);
      const rows = await portal.knex('audit_log');
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        actor: 'user:default/paul.richter',
        action: 'rerating-request',
        object_ref: `rerating:${body.id}`,
      });
      expect(JSON.stringify(rows[0].details)).toContain(WISH.reason);
    });
  },
);

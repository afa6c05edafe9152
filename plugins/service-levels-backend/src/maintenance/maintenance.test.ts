import { TestDatabases } from '@backstage/backend-test-utils';
import type { MaintenanceWindow } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'cloudservice:default/kfz-zulassung';
const DAY_MS = 86_400_000;

/** So many days from now, to the second. */
const inDays = (days: number) =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 19)}Z`;

/** Ten days ahead: the agreement asks for three, and allows objections until one. */
const WINDOW = {
  subjectRefs: [KFZ],
  from: inDays(10),
  to: inDays(10.25),
  impact: 'down',
  titles: { en: 'Database upgrade', de: 'Update der Datenbank' },
};

describe.each(databases.eachSupportedId())('maintenance on %p', databaseId => {
  let portal: TestPortal;

  const announce = async (changes: object = {}): Promise<MaintenanceWindow> => {
    const { body } = await portal
      .as('paul.richter')
      .post('/maintenance-windows', { ...WINDOW, ...changes })
      .expect(201);
    return body;
  };
  const listedFor = async (person: string) => {
    const { body } = await portal
      .as(person)
      .get('/maintenance-windows')
      .expect(200);
    return body;
  };
  const ownOf = ({ commitments }: MaintenanceWindow) => commitments[0];

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
  });

  afterEach(() => portal.stop());

  it('is announced by the provider, and seen by whom it concerns', async () => {
    const window = await announce();
    expect(window).toMatchObject({
      state: 'announced',
      recurring: false,
      interval: { from: WINDOW.from, to: WINDOW.to },
      announcedBy: 'user:default/paul.richter',
      deeds: ['withdraw'],
    });
    expect(ownOf(window)).toMatchObject({ counts: true });
    expect(await listedFor('paul.richter')).toMatchObject({
      mayAnnounce: true,
      items: [{ id: window.id, deeds: ['withdraw'] }],
    });
    expect(await listedFor('miriam.vogt')).toMatchObject({
      mayAnnounce: false,
      items: [{ id: window.id, deeds: ['object'] }],
    });
    // The software provider is told, but has no right to object.
    expect(await listedFor('jana.brandt')).toMatchObject({
      items: [{ id: window.id, deeds: [] }],
    });
    for (const person of ['anna.wald', 'uwe.fremd', 'otto.niemand']) {
      expect((await listedFor(person)).items).toEqual([]);
      await portal
        .as(person)
        .get(`/maintenance-windows/${window.id}`)
        .expect(404);
    }
    for (const person of ['miriam.vogt', 'jana.brandt']) {
      await portal.as(person).post('/maintenance-windows', WINDOW).expect(403);
    }
  });

  it('does not count where the notice is shorter than agreed', async () => {
    const window = await announce({ from: inDays(2), to: inDays(2.1) });
    const { counts, noticeSeconds, requiredNoticeSeconds } = ownOf(window);
    expect(counts).toBe(false);
    expect(noticeSeconds).toBeLessThan(requiredNoticeSeconds);
  });

  it('is refused with field and rule', async () => {
    const refuse = async (changes: object, field: string, rule: string) => {
      const { body } = await portal
        .as('paul.richter')
        .post('/maintenance-windows', { ...WINDOW, ...changes })
        .expect(400);
      expect(body.error.details).toMatchObject([{ field, rule }]);
    };
    await refuse({ from: inDays(-1) }, 'from', 'future');
    await refuse({ to: WINDOW.from }, 'to', 'after-from');
    await refuse({ to: inDays(60) }, 'to', 'range');
    await refuse({ titles: { en: 'Upgrade' } }, 'titles', 'languages');
    await refuse(
      { subjectRefs: [KFZ, 'cloudservice:default/lost'] },
      'subjectRefs[1]',
      'has-agreement',
    );
  });

  it('is objected to by the customer, and then does not count', async () => {
    const { id, commitments } = await announce();
    const [{ commitmentId }] = commitments;
    const object = (person: string, body: object = {}) =>
      portal.as(person).post(`/maintenance-windows/${id}/objection`, {
        commitmentId,
        reason: 'Elections on that day',
        ...body,
      });
    await object('jana.brandt').expect(403);
    await object('anna.wald').expect(404);
    await object('miriam.vogt', { reason: 'no' }).expect(400);
    const { body } = await object('miriam.vogt').expect(200);
    expect(body.deeds).toEqual([]);
    expect(ownOf(body)).toMatchObject({
      counts: false,
      objection: {
        by: 'user:default/miriam.vogt',
        reason: 'Elections on that day',
      },
    });
  });

  it('is not objected to after the term that the agreement sets', async () => {
    const window = await announce({ from: inDays(0.5), to: inDays(0.6) });
    expect((await listedFor('miriam.vogt')).items[0].deeds).toEqual([]);
    const { body } = await portal
      .as('miriam.vogt')
      .post(`/maintenance-windows/${window.id}/objection`, {
        commitmentId: ownOf(window).commitmentId,
        reason: 'Elections on that day',
      })
      .expect(409);
    expect(body.error.message).toMatch(/which is over/);
  });

  it('is withdrawn by the provider, once, with a reason', async () => {
    const { id } = await announce();
    const withdraw = (person: string, key?: string) =>
      portal
        .as(person)
        .post(
          `/maintenance-windows/${id}/withdrawal`,
          { reason: 'The vendor postponed it' },
          key,
        );
    await withdraw('miriam.vogt').expect(403);
    for (const _ of [1, 2]) {
      const { body } = await withdraw(
        'selin.aydin',
        'one-and-the-same-key',
      ).expect(200);
      expect(body).toMatchObject({
        state: 'withdrawn',
        deeds: [],
        commitments: [{ counts: false }],
      });
    }
    await withdraw('selin.aydin').expect(409);
  });

  it('is in the calendar programs of those whom it concerns until withdrawn', async () => {
    const { id } = await announce();
    const ical = async (person: string) => {
      const answer = await portal
        .as(person)
        .get('/maintenance-windows/ical?lang=de')
        .expect(200)
        .expect('Content-Type', /text\/calendar/);
      return answer.text;
    };
    const begin = WINDOW.from.replace(/[-:]/g, '');
    const text = await ical('miriam.vogt');
    expect(text).toContain('SUMMARY:Update der Datenbank');
    // Windows of several calendars may be called the same.
    expect(text).toMatch(/Betrifft: (kfz-zulassung|postgresql)/);
    expect(text).toContain(`DTSTART:${begin}`);
    expect(await ical('anna.wald')).not.toContain('BEGIN:VEVENT');
    await portal
      .as('paul.richter')
      .post(`/maintenance-windows/${id}/withdrawal`, { reason: 'Postponed' })
      .expect(200);
    expect(await ical('miriam.vogt')).not.toContain('BEGIN:VEVENT');
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import {
  agreementEntity,
  GENERAL,
  OFFICE_HOURS,
  SPECIAL,
} from './__testUtils__/nordmark';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(240_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SUBJECT = 'cloudservice:default/kfz-zulassung';

/** A calendar in which nothing is ever agreed, and an agreement by it. */
const NEVER = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'ServiceCalendar',
  metadata: { name: 'never', namespace: 'default' },
  spec: { ...OFFICE_HOURS, serviceHours: [] },
  relations: [],
};
const CLOSED = {
  ...NEVER,
  metadata: { name: 'closed', namespace: 'default' },
  spec: {
    ...OFFICE_HOURS,
    specialDays: Array.from({ length: 71 }, (_, day) => ({
      date: new Date(Date.now() + (day - 35) * 86_400_000)
        .toISOString()
        .slice(0, 10),
      hours: [],
    })),
  },
};
const agreedBy = (agreement: string, calendar: string) =>
  agreementEntity({
    ...GENERAL,
    agreement,
    scope: { type: 'general', serviceRef: `cloudservice:default/${agreement}` },
    calendarRef: `servicecalendar:default/${calendar}`,
  });
const service = (name: string) => ({
  ...NEVER,
  kind: 'CloudService',
  metadata: { name, namespace: 'default' },
  spec: { lane: 'standard', tier: 'saas' },
});

describe.each(databases.eachSupportedId())('bad input on %p', databaseId => {
  let portal: TestPortal;
  let commitmentId: string;
  const get = (path: string) => portal.as('paul.richter').get(path);

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [
        NEVER,
        CLOSED,
        service('idle'),
        service('closed'),
        agreedBy('idle', 'never'),
        agreedBy('closed', 'closed'),
      ],
    });
    const row = await portal
      .knex('commitments')
      .where('agreement', SPECIAL.agreement)
      .first('id');
    commitmentId = row.id;
  });
  afterAll(() => portal.stop());

  it('an outage that ends before it starts is refused, whoever tells of it', async () => {
    const times = { from: '2026-06-08T10:00:00Z', to: '2026-06-08T09:00:00Z' };
    const reason = 'The log says so';
    const wish = { commitmentId, cause: 'provider', reason };
    for (const to of [times.to, times.from]) {
      const { body } = await portal
        .as('paul.richter')
        .post('/outages', { ...wish, ...times, to })
        .expect(400);
      expect(body.error.details).toMatchObject([{ field: 'to' }]);
    }
    const { body: outage } = await portal
      .as('paul.richter')
      .post('/outages', { ...wish, from: times.to, to: times.from })
      .expect(201);
    await portal
      .as('selin.aydin')
      .post(`/outages/${outage.id}/confirmation`, { confirmed: true })
      .expect(200);
    const corrected = await portal
      .as('paul.richter')
      .post(`/outages/${outage.id}/correction`, { ...times, reason })
      .expect(400);
    expect(corrected.body.error.details).toMatchObject([{ field: 'to' }]);
    const incident = {
      revision: 1,
      subjectRef: SUBJECT,
      incidentClass: 'minor',
      reportedAt: times.to,
    };
    const put = (changes: object) =>
      portal
        .as('plugin:service-requests')
        .put('/incidents/desk/INC-9', { ...incident, ...changes });
    const told = await put({ outage: times }).expect(400);
    expect(told.body.error.details).toMatchObject([{ field: 'outage.to' }]);
    const restored = await put({
      reportedAt: times.from,
      restoredAt: times.to,
    }).expect(400);
    expect(restored.body.error.details).toMatchObject([
      { field: 'restoredAt' },
    ]);
  });

  it('samples out of order and doubled make the figure that they make in order', async () => {
    const nowS = Math.floor(Date.now() / 60_000) * 60;
    const samples = Array.from({ length: 60 }, (_, minute) => ({
      subjectRef: SUBJECT,
      at: new Date((nowS - (90 - minute) * 60) * 1000).toISOString(),
      up: minute < 20 || minute >= 30,
    }));
    const shuffled = [...samples, ...samples].sort(
      (a, b) => hash(a.at) - hash(b.at),
    );
    const received = { stored: 0, duplicates: 0 };
    for (let start = 0; start < shuffled.length; start += 7) {
      const { body } = await portal
        .as('plugin:monitoring')
        .post('/samples', {
          source: 'test',
          samples: shuffled.slice(start, start + 7),
        })
        .expect(200);
      received.stored += body.stored;
      received.duplicates += body.duplicates;
    }
    expect(received).toEqual({ stored: 60, duplicates: 60 });
    const spans = await portal.knex('spans').orderBy('from_s');
    expect(
      spans.map(({ from_s, to_s, up }) => [
        (Number(to_s) - Number(from_s)) / 60,
        Boolean(up),
      ]),
    ).toEqual([
      [20, true],
      [10, false],
      [30, true],
    ]);
    // What was told of apart, before the samples between had come, is withdrawn.
    const { body } = await get('/outages?state=confirmed').expect(200);
    const measured = body.items.filter(
      ({ source }: { source: string }) => source === 'samples',
    );
    const instant = (seconds: number) =>
      new Date(seconds * 1000).toISOString().replace('.000', '');
    expect(measured).toMatchObject([
      { interval: { from: instant(nowS - 4200), to: instant(nowS - 3600) } },
    ]);
    const other = await portal
      .as('plugin:monitoring')
      .post('/samples', {
        source: 'test',
        samples: [{ ...samples[0], up: false }],
      })
      .expect(422);
    expect(other.body.refused).toMatchObject([
      { index: 0, rule: 'same-value' },
    ]);
  });

  it('ten years in one request are answered or refused, and soon', async () => {
    const ten = 'from=2017-01-01&to=2026-12-31';
    const calendar = await get(`/calendars/office-hours?${ten}`);
    expect([200, 400]).toContain(calendar.status);
    const export_ = await get(`/calendars/office-hours/ical?${ten}`);
    expect([200, 400]).toContain(export_.status);
    const instants = 'from=2017-01-01T00:00:00Z&to=2026-12-31T00:00:00Z';
    await get(`/outages?${instants}`).expect(200);
    await get(`/incidents?${instants}`).expect(200);
    const windows = await get(`/maintenance-windows?${instants}`).expect(400);
    expect(windows.body.error.details).toMatchObject([{ field: 'to' }]);
    const period = await get('/service-levels?period=2017--2026').expect(400);
    expect(period.body.error.details).toMatchObject([{ field: 'period' }]);
    const trend = (periods: number) =>
      get(
        `/service-levels/${commitmentId}/trend?objective=availability&periods=${periods}`,
      );
    await trend(120).expect(400);
    const { body } = await trend(60).expect(200);
    // Since the agreement is valid.
    expect(body.items[0].period).toBe('2025-01');
  });

  it('a calendar without any service hour is refused with its reason, or agrees nothing', async () => {
    const { body: refused } = await get('/agreement-problems').expect(200);
    expect(
      refused.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual([
      'servicecalendar:default/never',
      'servicelevelagreement:default/idle-1',
    ]);
    expect(refused.items[0].problems).toMatchObject([
      {
        path: 'spec.serviceHours',
        message: expect.stringMatching(/is empty.*name at least one/),
      },
    ]);
    // Every service hour on a day that is taken out of it: nothing is agreed, nothing missed.
    const { body } = await get('/service-levels').expect(200);
    const closed = body.items.find(
      ({ agreement }: { agreement: string }) => agreement === 'closed',
    );
    expect(closed).toMatchObject({
      headline: { availability: { agreedSeconds: 0, countedSeconds: 0 } },
    });
    expect(closed.state).not.toBe('missed');
  });
});

/** An order that is none, and the same each time. */
function hash(text: string): number {
  return [...text].reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 7919,
    7,
  );
}

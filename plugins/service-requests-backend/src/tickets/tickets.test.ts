import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import {
  COMMISSION,
  databaseIncident,
  ENVIRONMENT,
  environments,
  incident,
} from '../__testUtils__/tickets';
import { advice } from '../__testUtils__/wishes';
import { openTickets } from './openTickets';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const EVERYBODY = [
  'miriam.vogt',
  'tobias.lenz',
  'paul.richter',
  'ole.hansen',
  'frauke.petersen',
  'otto.niemand',
  'nobody',
];

describe.each(databases.eachSupportedId())('tickets on %s', databaseId => {
  let portal: TestPortal;
  const miriam = () => portal.as('miriam.vogt');
  const paul = () => portal.as('paul.richter');

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [COMMISSION],
      features: [environments],
    });
  });
  afterAll(() => portal?.stop());

  const report = async (person: string, wish: object) => {
    const { body, status } = await portal.as(person).post('/tickets', wish);
    expect({ status, error: body.error }).toEqual({ status: 201 });
    return body;
  };
  const fire = (person: string, id: string, event: string, more?: object) =>
    portal.as(person).post(`/tickets/${id}/events`, { event, ...more });
  /** Everything that somebody is told about a ticket. */
  const textsOf = (person: string, id: string) =>
    Promise.all(
      ['', '/history', '/comments'].map(
        async path =>
          (await portal.as(person).get(`/tickets/${id}${path}`)).text,
      ),
    );
  /** One after the other: what one of them does decides about the next. */
  const each = async (ask: (person: string) => Promise<number>) => {
    const answers: number[] = [];
    for (const person of EVERYBODY) answers.push(await ask(person));
    return answers;
  };

  it('go from the report to the end, with their times and every step', async () => {
    const reported = await report(
      'miriam.vogt',
      incident({ reporterName: 'Frau Sommer, counter 3' }),
    );
    expect(reported).toMatchObject({
      number: expect.stringMatching(/^INC-\d{4}-\d{4}$/),
      state: 'new',
      customerRef: 'group:default/kraftfahrtamt',
      softwareProviderRef: 'group:default/softwerk-nord',
      systemRef: 'system:default/kfz-portal',
      reporterName: 'Frau Sommer, counter 3',
      assigned: {
        ref: 'group:default/service-management',
        why: 'service-levels-missing',
      },
      possible: [{ event: 'withdraw' }],
    });
    const { id } = reported;
    const steps: Array<[string, string, object, string]> = [
      ['paul.richter', 'take-up', {}, 'in-progress'],
      ['paul.richter', 'ask', { reason: 'Since when?' }, 'waiting'],
      ['miriam.vogt', 'answer', { reason: 'Since eight.' }, 'in-progress'],
      ['paul.richter', 'restore', { resolution: 'Restarted.' }, 'restored'],
      ['miriam.vogt', 'reopen', { reason: 'Again 500.' }, 'in-progress'],
      ['paul.richter', 'restore', {}, 'restored'],
      ['miriam.vogt', 'close', {}, 'closed'],
    ];
    for (const [person, event, more, state] of steps) {
      const { body } = await fire(person, id, event, more);
      expect(body).toMatchObject({ state });
      expect(Boolean(body.restoredAt)).toBe(
        ['restored', 'closed'].includes(state),
      );
    }
    const { body } = await miriam().get(`/tickets/${id}/history`);
    expect(body.items.map((step: { event: string }) => step.event)).toEqual([
      'report',
      ...steps.map(([, event]) => event),
    ]);
    const audit = await portal
      .knex('audit_log')
      .where('object_ref', `ticket:${id}`);
    expect(audit).toHaveLength(steps.length + 1);
  });

  it('are seen and worked on by their parties alone', async () => {
    const { id } = await report('tobias.lenz', incident({ title: 'Geheim 1' }));
    await paul().post(`/tickets/${id}/comments`, {
      text: 'Psst',
      internal: true,
    });
    const status = (path: string) =>
      each(async person => (await portal.as(person).get(path)).status);
    const seers = [200, 200, 200, 404, 404, 404, 401];
    expect(await status(`/tickets/${id}`)).toEqual(seers);
    expect(await status(`/tickets/${id}/history`)).toEqual(seers);
    expect(await status(`/tickets/${id}/comments`)).toEqual(seers);
    const listed = await each(async person => {
      const { body } = await portal.as(person).get('/tickets?q=geheim 1');
      return body.totalItems ?? -1;
    });
    expect(listed).toEqual([1, 1, 1, 0, 0, 0, -1]);
    const notes = await each(async person => {
      const { body } = await portal.as(person).get(`/tickets/${id}/comments`);
      return body.items?.length ?? -1;
    });
    expect(notes).toEqual([0, 0, 1, -1, -1, -1, -1]);
    const statuses = (
      send: (person: string) => PromiseLike<{ status: number }>,
    ) => each(async person => (await send(person)).status);
    expect(
      await statuses(person =>
        portal.as(person).put(`/tickets/${id}`, { workaround: 'By phone' }),
      ),
    ).toEqual([403, 403, 200, 404, 404, 404, 401]);
    expect(
      await statuses(person =>
        portal
          .as(person)
          .post(`/tickets/${id}/comments`, { text: 'x', internal: true }),
      ),
    ).toEqual([403, 403, 201, 404, 404, 404, 401]);
    expect(
      await statuses(person =>
        portal.as(person).put(`/tickets/${id}/assignment`, {
          assignedRef: 'group:default/service-management',
        }),
      ),
    ).toEqual([403, 403, 200, 404, 404, 404, 401]);
    expect(
      await statuses(person =>
        portal.as(person).put(`/tickets/${id}/links/ticket/${id}`),
      ),
    ).toEqual([400, 400, 400, 404, 404, 404, 401]);
    expect(await statuses(person => fire(person, id, 'take-up'))).toEqual([
      403, 403, 200, 404, 404, 404, 401,
    ]);
  });

  it('are reported by members, each for whom they have to do with', async () => {
    const refused = async (person: string, wish: object) => {
      const { status, body } = await portal.as(person).post('/tickets', wish);
      return [status, body.error?.details?.[0]?.field];
    };
    expect(await refused('otto.niemand', incident())).toEqual([403, undefined]);
    expect(await refused('ole.hansen', incident())).toEqual([403, undefined]);
    expect(
      await refused(
        'miriam.vogt',
        databaseIncident({ customerRef: 'group:default/umweltamt' }),
      ),
    ).toEqual([403, undefined]);
    expect(
      await refused(
        'frauke.petersen',
        databaseIncident({
          customerRef: 'group:default/kraftfahrtamt',
          systemRef: 'system:default/kfz-portal',
        }),
      ),
    ).toEqual([403, undefined]);
    expect(
      await refused('miriam.vogt', incident({ incidentClass: undefined })),
    ).toEqual([400, 'incidentClass']);
    expect(
      await refused(
        'miriam.vogt',
        incident({ serviceRef: 'system:default/x' }),
      ),
    ).toEqual([400, 'serviceRef']);
    expect(await refused('miriam.vogt', incident({ title: ' ' }))).toEqual([
      400,
      'title',
    ]);
    expect(
      await refused('miriam.vogt', {
        ...incident({ kind: 'problem' }),
        incidentClass: undefined,
      }),
    ).toEqual([403, undefined]);
    const commissioned = await report(
      'tobias.lenz',
      databaseIncident({ systemRef: 'system:default/kfz-portal' }),
    );
    expect(commissioned).toMatchObject({
      customerRef: 'group:default/kraftfahrtamt',
      softwareProviderRef: 'group:default/softwerk-nord',
    });
  });

  it('take their parties from the environment, of which strangers learn nothing', async () => {
    const wish = databaseIncident({
      environmentId: ENVIRONMENT.id,
      instanceId: 'instance-1',
    });
    expect(await report('tobias.lenz', wish)).toMatchObject({
      customerRef: ENVIRONMENT.parties.customerRef,
      softwareProviderRef: ENVIRONMENT.parties.softwareProviderRef,
      systemRef: ENVIRONMENT.parties.systemRef,
      environmentId: ENVIRONMENT.id,
      instanceId: 'instance-1',
    });
    const stranger = await portal.as('ole.hansen').post('/tickets', wish);
    const none = await portal
      .as('ole.hansen')
      .post('/tickets', { ...wish, environmentId: 'env-2' });
    expect([stranger.status, none.status]).toEqual([404, 404]);
    expect(stranger.body.error.message).toBe(
      none.body.error.message.replace('env-2', ENVIRONMENT.id),
    );
    const wrong = await miriam().post('/tickets', {
      ...wish,
      instanceId: 'instance-2',
    });
    expect(wrong.body.error.details[0].field).toBe('instanceId');
    const { body } = await miriam().get(
      `/tickets?environment=${ENVIRONMENT.id}&open=true`,
    );
    expect(body.totalItems).toBe(1);
  });

  it('let 3rd level work on a problem without seeing other customers', async () => {
    const problem = await report('paul.richter', {
      kind: 'problem',
      title: 'Indexes are missing',
      description: 'Since the last minor release.',
      serviceRef: 'cloudservice:default/postgresql',
      systemRef: 'system:default/kfz-portal',
      customerRef: 'group:default/kraftfahrtamt',
    });
    const own = await report(
      'miriam.vogt',
      databaseIncident({ systemRef: 'system:default/kfz-portal' }),
    );
    const other = await report(
      'ole.hansen',
      databaseIncident({ title: 'Umweltamt-Geheimnis' }),
    );
    for (const { id } of [own, other]) {
      const linked = await paul().put(
        `/tickets/${problem.id}/links/ticket/${id}`,
      );
      expect(linked.status).toBe(200);
    }
    await portal
      .as('ole.hansen')
      .post(`/tickets/${other.id}/comments`, { text: 'Umweltamt-Geheimnis' });
    const see = async (person: string, id = problem.id) =>
      (await portal.as(person).get(`/tickets/${id}`)).body;
    const numbers = (ticket: {
      links: Array<{ ticket: { number: string } }>;
    }) => ticket.links.map(link => link.ticket.number).sort();
    expect(numbers(await see('paul.richter'))).toEqual(
      [own.number, other.number].sort(),
    );
    for (const person of ['tobias.lenz', 'miriam.vogt']) {
      const seen = await see(person);
      expect(numbers(seen)).toEqual([own.number]);
      expect(seen.otherLinks).toBeUndefined();
      const told = await textsOf(person, problem.id);
      for (const secret of ['Geheimnis', other.id, other.number, 'umweltamt']) {
        expect(told.join()).not.toContain(secret);
      }
    }
    expect((await see('ole.hansen', other.id)).links).toEqual([]);
    expect((await see('ole.hansen')).error.name).toBe('NotFoundError');

    const known = { workaround: 'REINDEX at night' };
    for (const [event, more] of [
      ['analyse', {}],
      ['know', known],
      ['resolve', { resolution: 'Fixed in 2.1' }],
    ] as const) {
      const { status } = await fire('tobias.lenz', problem.id, event, more);
      expect(status).toBe(200);
    }
    expect((await fire('tobias.lenz', problem.id, 'close')).status).toBe(403);
    expect(await see('miriam.vogt')).toMatchObject(known);
    const byStranger = await portal
      .as('tobias.lenz')
      .put(`/tickets/${problem.id}/links/ticket/${other.id}`);
    expect(byStranger.status).toBe(404);
  });

  it('are linked with requests, and unlinked, from either side', async () => {
    const { id } = await report('miriam.vogt', incident());
    const { body: request } = await miriam().post('/requests', advice());
    const path = `/tickets/${id}/links/request/${request.id}`;
    expect((await paul().put(path)).status).toBe(404);
    const { body } = await miriam().put(path);
    expect(body.links).toMatchObject([
      { kind: 'request', request: { number: request.number } },
    ]);
    expect((await miriam().put(path)).status).toBe(409);
    // A draft is its author's alone, also as a link.
    const asPaul = (await paul().get(`/tickets/${id}`)).body;
    expect([asPaul.links, asPaul.otherLinks]).toEqual([[], 1]);
    expect((await miriam().delete(path)).status).toBe(204);
    const outage = await miriam().put(`/tickets/${id}/links/outage/1`);
    expect(outage.status).toBe(422);
    const environment = `/tickets/${id}/links/environment/${ENVIRONMENT.id}`;
    expect((await miriam().put(environment)).body.links).toEqual([
      { kind: 'environment', id: ENVIRONMENT.id },
    ]);
  });

  it('show planned changes in the release calendar, to their parties', async () => {
    const change = await report('tobias.lenz', {
      kind: 'change',
      title: 'Release 2.1',
      description: 'New login.',
      serviceRef: 'cloudservice:default/kfz-zulassung',
    });
    const calendar = (person: string, days = '10') =>
      portal
        .as(person)
        .get(
          `/release-calendar?from=2027-03-01T00:00:00Z&to=2027-03-${days}T00:00:00Z`,
        );
    await fire('paul.richter', change.id, 'assess');
    const missing = await fire('paul.richter', change.id, 'schedule');
    expect(missing.body.error.details[0].field).toBe('plannedFrom');
    const backwards = await fire('paul.richter', change.id, 'schedule', {
      plannedFrom: '2027-03-09T22:00:00Z',
      plannedTo: '2027-03-09T20:00:00Z',
    });
    expect(backwards.status).toBe(400);
    expect((await calendar('miriam.vogt')).body.items).toEqual([]);
    await fire('paul.richter', change.id, 'schedule', {
      plannedFrom: '2027-03-09T20:00:00Z',
      plannedTo: '2027-03-09T22:00:00Z',
    });
    const entries = await each(
      async person => (await calendar(person)).body.items?.length ?? -1,
    );
    expect(entries).toEqual([1, 1, 1, 0, 0, 0, -1]);
    expect((await calendar('miriam.vogt', '09')).body.items).toEqual([]);
    expect((await calendar('miriam.vogt')).body.items[0]).toMatchObject({
      number: change.number,
      from: '2027-03-09T20:00:00Z',
      state: 'scheduled',
    });
  });

  it('happen once, on what the caller has seen', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        miriam().post('/tickets', incident({ title: 'Twice?' }), 'key-0001'),
      ),
    );
    const [{ body: first }] = answers;
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await fire('paul.richter', first.id, 'take-up');
    const stale = await paul().put(`/tickets/${first.id}`, {
      workaround: 'x',
      revision: 1,
    });
    expect(stale.status).toBe(409);
    expect((await fire('paul.richter', first.id, 'take-up')).status).toBe(409);
    expect((await fire('paul.richter', first.id, 'explode')).status).toBe(400);
  });

  it('stand in the way of a takeover, the customer’s own alone', async () => {
    const open = async (agency: string) =>
      (
        await openTickets(portal.knex, {
          customerRef: `group:default/${agency}`,
          serviceRef: 'cloudservice:default/postgresql',
        })
      ).map(({ number }) => number);
    const [before, ofOthers] = [
      await open('umweltamt'),
      await open('kraftfahrtamt'),
    ];
    const { id, number } = await report('ole.hansen', databaseIncident());
    expect(await open('umweltamt')).toEqual([...before, number]);
    expect(await open('kraftfahrtamt')).toEqual(ofOthers);
    await fire('paul.richter', id, 'withdraw', { reason: 'Duplicate' });
    expect(await open('umweltamt')).toEqual(before);
  });
});

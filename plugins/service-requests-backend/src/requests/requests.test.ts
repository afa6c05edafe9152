import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { advice, newService } from '../__testUtils__/wishes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('requests on %s', databaseId => {
  let portal: TestPortal;
  const miriam = () => portal.as('miriam.vogt');
  const paul = () => portal.as('paul.richter');

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal?.stop());

  const file = async (wish: object, person = 'miriam.vogt') => {
    const { body, status } = await portal.as(person).post('/requests', wish);
    expect({ status, error: body.error }).toEqual({ status: 201 });
    return body;
  };
  const fire = (person: string, id: string, event: string, reason?: string) =>
    portal.as(person).post(`/requests/${id}/events`, {
      event,
      ...(reason && { reason }),
    });

  it('go from the draft to the end, and say whose turn it is', async () => {
    const draft = await file(newService());
    expect(draft).toMatchObject({
      number: expect.stringMatching(/^R-\d{4}-\d{4}$/),
      state: 'draft',
      waitsForMe: true,
      customerRef: 'group:default/kraftfahrtamt',
      mayEdit: true,
      possible: [{ event: 'submit' }, { event: 'withdraw' }],
    });
    const steps: Array<[string, string, string, string?]> = [
      ['miriam.vogt', 'submit', 'submitted'],
      ['paul.richter', 'take-up', 'in-analysis'],
      ['paul.richter', 'ask', 'questions', 'How many cars?'],
      ['miriam.vogt', 'answer', 'in-analysis'],
      ['paul.richter', 'reject', 'rejected', 'No capacity this year.'],
    ];
    for (const [person, event, state, reason] of steps) {
      const { body } = await fire(person, draft.id, event, reason);
      expect(body).toMatchObject({ state });
    }
    const { body } = await miriam().get(`/requests/${draft.id}/history`);
    expect(body.items.map((step: { event: string }) => step.event)).toEqual([
      'file',
      ...steps.map(([, event]) => event),
    ]);
    expect(body.items[5]).toMatchObject({
      by: 'user:default/paul.richter',
      from: 'in-analysis',
      to: 'rejected',
      reason: 'No capacity this year.',
    });
    const ended = await miriam().get(`/requests/${draft.id}`);
    expect(ended.body).toMatchObject({ ended: true, possible: [] });
  });

  it('are seen by their parties, drafts by their authors alone', async () => {
    const draft = await file(newService({ title: 'Secret plan' }));
    const see = async (person: string) =>
      (await portal.as(person).get(`/requests/${draft.id}`)).status;
    const list = async (person: string) =>
      (await portal.as(person).get('/requests?q=secret')).body.totalItems;
    const everybody = [
      'miriam.vogt',
      'henrik.maas',
      'tobias.lenz',
      'paul.richter',
      'ole.hansen',
      'frauke.petersen',
      'otto.niemand',
    ];
    const seers = async () =>
      Promise.all(
        everybody.map(async person => [
          person,
          await see(person),
          await list(person),
        ]),
      );
    expect(await seers()).toEqual([
      ['miriam.vogt', 200, 1],
      ['henrik.maas', 200, 1],
      ['tobias.lenz', 404, 0],
      ['paul.richter', 404, 0],
      ['ole.hansen', 404, 0],
      ['frauke.petersen', 404, 0],
      ['otto.niemand', 404, 0],
    ]);
    await fire('miriam.vogt', draft.id, 'submit');
    expect(await seers()).toEqual([
      ['miriam.vogt', 200, 1],
      ['henrik.maas', 200, 1],
      ['tobias.lenz', 200, 1],
      ['paul.richter', 200, 1],
      ['ole.hansen', 404, 0],
      ['frauke.petersen', 404, 0],
      ['otto.niemand', 404, 0],
    ]);
  });

  it('wait for the right people', async () => {
    const { id } = await file(advice({ title: 'Waiting game' }));
    const waits = async (person: string) => {
      const ask = async (scope: string) =>
        (await portal.as(person).get(`/requests?scope=${scope}&q=waiting game`))
          .body.totalItems;
      return [await ask('waiting-for-me'), await ask('waiting-for-others')];
    };
    expect(await waits('miriam.vogt')).toEqual([1, 0]);
    await fire('miriam.vogt', id, 'submit');
    expect(await waits('miriam.vogt')).toEqual([0, 1]);
    expect(await waits('paul.richter')).toEqual([1, 0]);
    expect(await waits('ole.hansen')).toEqual([0, 0]);
  });

  it('keep internal notes internal', async () => {
    const { id } = await file(newService({ submit: true }));
    const say = (person: string, text: string, internal = false) =>
      portal.as(person).post(`/requests/${id}/messages`, { text, internal });
    expect((await say('paul.richter', 'Too dear?', true)).status).toBe(201);
    expect((await say('paul.richter', 'We will see.')).status).toBe(201);
    expect((await say('miriam.vogt', 'Thanks')).status).toBe(201);
    expect((await say('miriam.vogt', 'Psst', true)).status).toBe(403);
    expect((await say('ole.hansen', 'Me too')).status).toBe(404);
    const read = async (person: string) =>
      (await portal.as(person).get(`/requests/${id}/messages`)).body.items.map(
        (message: { text: string; party: string }) =>
          `${message.party}: ${message.text}`,
      );
    expect(await read('tobias.lenz')).toEqual([
      'it-service-provider: We will see.',
      'agency: Thanks',
    ]);
    expect(await read('selin.aydin')).toHaveLength(3);
  });

  it('take files that are what they say they are', async () => {
    const { id } = await file(newService());
    const png = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.alloc(20),
    ]);
    const attach = (content: Buffer, mediaType: string, name = 'plan.png') =>
      miriam().post(`/requests/${id}/attachments`, {
        name,
        mediaType,
        content: content.toString('base64'),
      });
    const stored = await attach(png, 'image/png');
    expect(stored.body).toMatchObject({
      size: png.length,
      scan: 'not-scanned',
    });
    for (const [content, type, name, rule] of [
      [png, 'application/pdf', 'plan.pdf', 'true-type'],
      [Buffer.from('MZ\u0090\u0000'), 'text/plain', 'a.txt', 'true-type'],
      [Buffer.from('<script>'), 'image/png', 'a.png', 'true-type'],
      [png, 'application/x-msdownload', 'a.exe', 'allowed-type'],
      [png, 'image/png', '../../etc/passwd', 'file-name'],
      [Buffer.alloc(0), 'image/png', 'a.png', 'not-empty'],
    ] as const) {
      const { status, body } = await attach(content, type, name);
      expect([status, body.error.details[0].rule]).toEqual([400, rule]);
    }
    const download = await miriam().get(
      `/requests/${id}/attachments/${stored.body.id}/content`,
    );
    expect(download.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="plan.png"',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(download.body)).toEqual(png);
    const gone = await miriam().delete(
      `/requests/${id}/attachments/${stored.body.id}`,
    );
    expect(gone.status).toBe(204);
    expect(
      (await miriam().get(`/requests/${id}/attachments`)).body.items,
    ).toEqual([]);
  });

  it('refuse what makes no sense, and name the field', async () => {
    const refused = async (wish: object, person = 'miriam.vogt') => {
      const { status, body } = await portal.as(person).post('/requests', wish);
      return [status, body.error.details?.[0]?.field ?? body.error.message];
    };
    expect(await refused(newService({ type: 'wish' }))).toEqual([400, 'type']);
    expect(await refused(newService({ title: '  ' }))).toEqual([400, 'title']);
    expect(
      await refused(newService({ form: { users: 0 }, submit: true })),
    ).toEqual([400, 'form.purpose']);
    expect(await refused(newService({ form: { colour: 'red' } }))).toEqual([
      400,
      'form.colour',
    ]);
    expect(
      await refused(
        newService({ systemRef: 'system:default/gewaesser-monitor' }),
      ),
    ).toEqual([400, 'systemRef']);
    expect(
      await refused(newService({ customerRef: 'group:default/umweltamt' })),
    ).toEqual([403, expect.stringContaining('group:default/umweltamt')]);
    expect(await refused(newService(), 'tobias.lenz')).toEqual([
      403,
      expect.stringContaining('agency'),
    ]);
    expect(
      await refused({
        type: 'decommissioning',
        title: 'End',
        form: {},
        serviceRef: 'cloudservice:default/postgresql',
      }),
    ).toEqual([400, 'serviceRef']);
    expect(
      await refused(
        {
          type: 'change-individual-service',
          title: 'Change',
          form: {},
          serviceRef: 'cloudservice:default/kfz-zulassung',
        },
        'ole.hansen',
      ),
    ).toEqual([400, 'customerRef']);
  });

  it('move only as their process says, and tell why not', async () => {
    const { id } = await file(newService({ submit: true }));
    const refused = async (person: string, event: string, reason?: string) => {
      const { status } = await fire(person, id, event, reason);
      return status;
    };
    expect(await refused('miriam.vogt', 'take-up')).toBe(403);
    expect(await refused('paul.richter', 'answer')).toBe(409);
    expect(await refused('paul.richter', 'explode')).toBe(400);
    expect(await refused('paul.richter', 'ask')).toBe(400);
    expect(await refused('paul.richter', 'ask', '   ')).toBe(400);
    expect(await refused('ole.hansen', 'take-up')).toBe(404);
    await fire('paul.richter', id, 'take-up');
    expect(await refused('paul.richter', 'offer-published')).toBe(422);
    const stale = await paul().post(`/requests/${id}/events`, {
      event: 'ask',
      reason: 'Why?',
      revision: 1,
    });
    expect(stale.status).toBe(409);
    const edit = await miriam().put(`/requests/${id}`, { title: 'Other' });
    expect(edit.status).toBe(409);
  });

  it('happen once, however often they are sent', async () => {
    const { id } = await file(newService({ submit: true }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        paul().post(`/requests/${id}/events`, { event: 'take-up' }, 'key-0001'),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    const { body } = await paul().get(`/requests/${id}/history`);
    expect(
      body.items.filter((step: { event: string }) => step.event === 'take-up'),
    ).toHaveLength(1);
    const audit = await portal
      .knex('audit_log')
      .where({ object_ref: `request:${id}`, action: 'request-take-up' });
    expect(audit).toHaveLength(1);
  });

  it('end a service with its data accounted for', async () => {
    const { id } = await file({
      type: 'decommissioning',
      title: 'End of Kfz-Zulassung',
      serviceRef: 'cloudservice:default/kfz-zulassung',
      form: {
        lastDay: '2027-03-31',
        reason: 'Replaced',
        data: 'hand-back-and-delete',
      },
      submit: true,
    });
    for (const [person, event] of [
      ['paul.richter', 'take-up'],
      ['paul.richter', 'plan'],
      ['henrik.maas', 'confirm'],
    ]) {
      expect((await fire(person, id, event)).status).toBe(200);
    }
    expect((await fire('paul.richter', id, 'finish')).status).toBe(422);
    const record = {
      outcome: 'handed-back-and-deleted',
      at: '2027-04-02',
      evidence: 'Protocol 17',
    };
    const byAgency = await miriam().put(`/requests/${id}/data-record`, record);
    expect(byAgency.status).toBe(403);
    await paul().put(`/requests/${id}/data-record`, record);
    const { body } = await fire('paul.richter', id, 'finish');
    expect(body).toMatchObject({ state: 'closed', dataRecord: record });
  });
});

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { Line } from './__testUtils__/Line';
import {
  DESK,
  hasRequestTracker,
  PORTAL,
  RequestTracker,
} from './__testUtils__/RequestTracker';
import { startPortal } from './__testUtils__/startPortal';
import { RequestTrackerConnector } from './RequestTrackerConnector';

jest.setTimeout(180_000);

/** What the portal keeps of it is tried on PostgreSQL too, beside the outbox. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

const SERVICE = 'cloudservice:default/kfz-zulassung';

const SETTINGS = {
  ...PORTAL,
  queues: { incident: 'Incidents', problem: 'Problems', change: 'Changes' },
  customFields: {
    incidentClass: 'Class',
    workaround: 'Workaround',
    resolution: 'Resolution',
    service: 'Service',
    customer: 'Customer',
  },
};

const describeWithRequestTracker = hasRequestTracker ? describe : describe.skip;

describeWithRequestTracker('a real Request Tracker', () => {
  let rt: RequestTracker;
  let line: Line;

  beforeAll(async () => {
    rt = await RequestTracker.start();
    line = await Line.to(rt.url);
  });
  afterAll(async () => {
    line?.close();
    await rt?.stop();
  });

  const desk = (method: string, resource: string, body?: object) =>
    rt.as(DESK, method, resource, body);
  const found = async (query: string) => {
    const search = new URLSearchParams({ query });
    const { items } = await desk('GET', `/tickets?${search}`);
    return items.map(({ id }: { id: string }) => id);
  };
  const spoken = async (id: string) => {
    const { items } = await desk(
      'GET',
      `/ticket/${id}/history?fields=Type,Data&per_page=100`,
    );
    return items
      .filter(({ Type }: { Type: string }) => Type === 'Correspond')
      .map(({ Data }: { Data: string }) => Data.trim());
  };
  type Custom = { name: string; values: string[] };
  const custom = (ticket: { CustomFields: Custom[] }, name: string) =>
    ticket.CustomFields.find(one => one.name === name)?.values[0];

  describe('and a portal', () => {
    let portal: TestPortal;

    beforeAll(async () => {
      portal = await startPortal(databases, 'SQLITE_3', {
        ...SETTINGS,
        url: line.url,
      });
      // Where it begins to read.
      await portal.runTask('service-requests-connectors');
    });
    afterAll(async () => {
      await portal?.stop();
    });
    afterEach(() => {
      line.state = 'up';
    });

    const paul = () => portal.as('paul.richter');
    const report = async (title: string) => {
      const { body } = await portal.as('miriam.vogt').post('/tickets', {
        kind: 'incident',
        title,
        description: 'The login page answers 500.\nEverywhere.',
        serviceRef: SERVICE,
        incidentClass: 'operation-preventing',
      });
      return body as { id: string; number: string };
    };
    const fire = (id: string, event: string, more?: object) =>
      paul().post(`/tickets/${id}/events`, { event, ...more });
    /** After every pause. */
    const exchange = async () => {
      await portal.knex('connector_tickets').update({ next_at: 0 });
      await portal.knex('connector_states').update({ next_at: 0 });
      await portal.runTask('service-requests-connectors');
    };
    const connector = async () =>
      (await paul().get('/connectors')).body.items[0];
    const get = async (id: string) => (await paul().get(`/tickets/${id}`)).body;
    const theirs = async (id: string) => {
      const [rtId] = await found(`RefersTo = 'urn:dualcloud:ticket:${id}'`);
      return { rtId, ticket: await desk('GET', `/ticket/${rtId}`) };
    };

    it('has a ticket once and what was said once, whatever the line loses', async () => {
      const title = 'Lost on the way';
      line.state = 'mute';
      const { id, number } = await report(title);
      await exchange();
      expect(await found(`Subject = '${title}'`)).toHaveLength(1);
      await paul().post(`/tickets/${id}/comments`, { text: 'We look into it' });
      await paul().post(`/tickets/${id}/comments`, {
        text: 'For us alone',
        internal: true,
      });
      await fire(id, 'take-up');
      await exchange();
      expect(await connector()).toMatchObject({
        id: 'request-tracker',
        state: 'failing',
        stuck: [{ number, problem: expect.stringContaining('fetch failed') }],
      });
      // Each change and each remark is lost in its turn.
      for (let n = 0; n < 4; n += 1) await exchange();
      line.state = 'down';
      await fire(id, 'restore', { resolution: 'Restarted' });
      await exchange();
      line.state = 'up';
      await exchange();
      await exchange();
      expect(await found(`Subject = '${title}'`)).toHaveLength(1);
      const { rtId, ticket } = await theirs(id);
      expect(ticket).toMatchObject({ Subject: title, Status: 'resolved' });
      expect(custom(ticket, 'Class')).toBe('operation-preventing');
      expect(custom(ticket, 'Resolution')).toBe('Restarted');
      expect(await spoken(rtId)).toEqual([`${number} #1`]);
      expect(await connector()).toMatchObject({
        state: 'working',
        waiting: 0,
        conflicts: 0,
      });
      // Nothing of it comes back as somebody else's.
      expect(await get(id)).toMatchObject({ title, state: 'restored' });
      const { body } = await paul().get(`/tickets/${id}/comments`);
      expect(body.items).toHaveLength(2);
    });

    it('tells what is done there, without its internal notes', async () => {
      const { id } = await report('Worked on there');
      await exchange();
      const { rtId } = await theirs(id);
      await desk('PUT', `/ticket/${rtId}`, {
        Status: 'open',
        Subject: 'Login is down',
        CustomFields: { Workaround: 'By phone' },
      });
      const say = (how: string, text: string) =>
        desk('POST', `/ticket/${rtId}/${how}`, {
          Content: text,
          ContentType: 'text/plain',
        });
      await say('correspond', 'A server is out of memory');
      await say('comment', 'Not for their ears');
      await exchange();
      await exchange();
      expect(await get(id)).toMatchObject({
        state: 'in-progress',
        title: 'Login is down',
        workaround: 'By phone',
        respondedAt: expect.any(String),
      });
      const { body } = await portal
        .as('miriam.vogt')
        .get(`/tickets/${id}/comments`);
      expect(body.items).toMatchObject([
        { text: 'desk: A server is out of memory' },
      ]);
      expect(await spoken(rtId)).toHaveLength(1);
    });

    it('takes in what begins there once its service is named, and says why not before', async () => {
      const { id: rtId } = await desk('POST', '/ticket', {
        Queue: 'Incidents',
        Subject: 'Called in',
        Content: 'Somebody phoned.\nIt is slow.',
        CustomFields: { Class: 'minor' },
      });
      await exchange();
      expect((await connector()).refused).toMatchObject([
        { externalId: rtId, reason: expect.stringContaining('serviceRef') },
      ]);
      await desk('PUT', `/ticket/${rtId}`, {
        CustomFields: { Service: SERVICE },
        Status: 'open',
      });
      await exchange();
      await exchange();
      expect((await connector()).refused).toEqual([]);
      const { body } = await portal
        .as('miriam.vogt')
        .get(`/tickets?q=${encodeURIComponent('Called in')}`);
      expect(body.items).toMatchObject([
        {
          state: 'in-progress',
          incidentClass: 'minor',
          serviceRef: SERVICE,
          reportedBy: 'connector:request-tracker',
        },
      ]);
      const [{ id }] = body.items;
      expect((await get(id)).description).toBe('Somebody phoned.\nIt is slow.');
      // It refers to ours by now, and goes on as any other.
      expect((await theirs(id)).rtId).toBe(rtId);
      await fire(id, 'restore', { resolution: 'Gone' });
      await exchange();
      expect((await theirs(id)).ticket.Status).toBe('resolved');
    });

    it('keeps what was changed there meanwhile, until somebody settles it', async () => {
      const { id } = await report('Changed by both');
      await exchange();
      const { rtId } = await theirs(id);
      line.state = 'down';
      await paul().put(`/tickets/${id}`, {
        workaround: 'Ours',
        title: 'Changed by us',
      });
      await exchange();
      await desk('PUT', `/ticket/${rtId}`, {
        CustomFields: { Workaround: 'Theirs' },
      });
      line.state = 'up';
      await exchange();
      const { ticket } = await theirs(id);
      expect(ticket.Subject).toBe('Changed by us');
      expect(custom(ticket, 'Workaround')).toBe('Theirs');
      const { body } = await paul().get('/connector-conflicts');
      expect(body.items).toMatchObject([
        { ticketId: id, field: 'workaround', ours: 'Ours', theirs: 'Theirs' },
      ]);
      await paul().post(`/connector-conflicts/${body.items[0].id}/settlement`, {
        side: 'ours',
      });
      await exchange();
      expect(custom((await theirs(id)).ticket, 'Workaround')).toBe('Ours');
    });
  });

  it('keeps what somebody there has changed in the same moment, and says what it does not do', async () => {
    const connector = RequestTrackerConnector.fromConfig(
      mockServices.rootConfig({
        data: {
          serviceRequests: {
            connectors: {
              requestTracker: {
                ...SETTINGS,
                url: rt.url,
                statuses: { incident: { waiting: 'on-ice' } },
              },
            },
          },
        },
      }),
    )!;
    const message = {
      messageId: 'm-1',
      ticketId: 'ticket-of-no-portal',
      number: 'INC-1',
      kind: 'incident' as const,
      serviceRef: SERVICE,
      fields: { title: 'One', description: 'Text', state: 'new' },
      known: {},
      remarks: [],
    };
    const { externalId } = await connector.push(message);
    const again = await connector.push({ ...message, externalId });
    expect(again).toEqual({ externalId, conflicts: {} });
    await desk('PUT', `/ticket/${externalId}`, {
      Subject: 'Two',
      Status: 'rejected',
    });
    const both = await connector.push({
      ...message,
      externalId,
      fields: { title: 'Three', state: 'in-progress' },
      known: { title: 'One', state: 'new' },
    });
    expect(both.conflicts).toEqual({ title: 'Two', state: 'withdrawn' });
    const strange = await connector.push({
      ...message,
      externalId,
      fields: { state: 'in-progress' },
      known: { state: 'frozen' },
    });
    expect(strange.conflicts).toEqual({ state: 'withdrawn' });
    const unknown = connector.push({
      ...message,
      externalId,
      fields: { state: 'waiting' },
      known: { state: 'withdrawn' },
    });
    await expect(unknown).rejects.toMatchObject({
      name: 'TicketRefusedError',
      message: expect.stringMatching(/did not take state.*valid status/s),
    });
    const gone = connector.push({ ...message, externalId: '999999' });
    await expect(gone).rejects.toMatchObject({ name: 'TicketRefusedError' });
  });
});

describe('the settings', () => {
  const from = (change?: object) =>
    RequestTrackerConnector.fromConfig(
      mockServices.rootConfig({
        data: change && {
          serviceRequests: {
            connectors: {
              requestTracker: {
                ...SETTINGS,
                url: 'https://rt.example.org/',
                ...change,
              },
            },
          },
        },
      }),
    );

  it('may be missing', () => {
    expect(from()).toBeUndefined();
    expect(from({})).toBeInstanceOf(RequestTrackerConnector);
  });

  it.each([
    [{ url: 'http://rt.example.org' }, /url: must begin with https/],
    [{ token: '1-2-3' }, /a token or a password/],
    [{ password: undefined }, /a token or a password/],
    [{ statuses: { incident: { gone: 'new' } } }, /statuses\.incident.*"gone"/],
  ])('name what is wrong: %j', (change, words) => {
    expect(() => from(change)).toThrow(words);
  });
});

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  OutgoingTicket,
  TicketFields,
} from '@dualcloud/backstage-plugin-service-requests-node';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { incident } from '../__testUtils__/tickets';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER, verify } from './signature';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SECRET = 'a secret of both sides';

/** A ticket system that takes each message once, and has its bad days. */
class TicketSystem {
  mood: 'well' | 'down' | 'mute' | 'choosy' = 'well';
  /** What somebody there has changed meanwhile. */
  keeps: Partial<TicketFields> = {};
  readonly fields: Record<string, Partial<TicketFields>> = {};
  readonly remarks: string[] = [];
  deliveries = 0;
  private readonly taken = new Set<string>();
  private readonly server = http.createServer((req, res) => {
    let body = '';
    req.on('data', chunk => {
      body += chunk;
    });
    req.on('end', () => {
      if (this.mood === 'down') {
        res.writeHead(503).end();
        return;
      }
      const header = (name: string) => String(req.headers[name]);
      verify(
        SECRET,
        {
          timestamp: header(TIMESTAMP_HEADER),
          signature: header(SIGNATURE_HEADER),
          body,
        },
        Date.now(),
      );
      if (this.mood === 'choosy') {
        res.writeHead(422).end('no such queue');
        return;
      }
      const { number, externalId } = this.take(JSON.parse(body));
      const answer = {
        externalId: externalId ?? `EXT-${number}`,
        conflicts: this.keeps,
      };
      // It has taken it, and nobody hears of it.
      if (this.mood === 'mute') req.socket.destroy();
      else res.end(JSON.stringify(answer));
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(message: OutgoingTicket): OutgoingTicket {
    this.deliveries += 1;
    if (!this.taken.has(message.messageId)) {
      this.taken.add(message.messageId);
      Object.assign((this.fields[message.number] ??= {}), message.fields);
      this.remarks.push(...message.remarks.map(({ text }) => text));
    }
    return message;
  }
}

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  let system: TicketSystem;

  beforeAll(async () => {
    system = new TicketSystem();
    portal = await startPortal({
      databases,
      databaseId,
      config: {
        workers: { enabled: true },
        connectors: { webhook: { url: await system.listen(), secret: SECRET } },
      },
    });
  });
  afterAll(async () => {
    system?.close();
    await portal?.stop();
  });

  const paul = () => portal.as('paul.richter');
  const report = async () =>
    (await portal.as('miriam.vogt').post('/tickets', incident())).body;
  const fire = (id: string, event: string, more?: object) =>
    paul().post(`/tickets/${id}/events`, { event, ...more });
  /** An hour later. */
  const exchange = async () => {
    await portal.knex('connector_tickets').update({ next_at: 0 });
    await portal.knex('connector_states').update({ next_at: 0 });
    await portal.runTask('service-requests-connectors');
  };
  const connector = async () => (await paul().get('/connectors')).body.items[0];
  const conflicts = async (person = 'paul.richter', ticketId?: string) =>
    portal.as(person).get('/connector-conflicts').query({ ticketId });
  const settle = (id: string, side: string, person = 'paul.richter') =>
    portal.as(person).post(`/connector-conflicts/${id}/settlement`, { side });
  const tell = (
    message: object,
    {
      at = Date.now(),
      secret = SECRET,
      timestamp = Math.floor(at / 1000),
    } = {},
  ) =>
    portal
      .as('nobody')
      .post('/connectors/webhook', message)
      .set(TIMESTAMP_HEADER, String(timestamp))
      .set(SIGNATURE_HEADER, sign(secret, timestamp, JSON.stringify(message)));

  it('a ticket system that is down misses nothing and gets nothing twice', async () => {
    system.mood = 'down';
    const { id, number } = await report();
    await exchange();
    await fire(id, 'take-up');
    await paul().post(`/tickets/${id}/comments`, { text: 'On it' });
    await paul().post(`/tickets/${id}/comments`, {
      text: 'Internal',
      internal: true,
    });
    // Left alone for a while after it has failed.
    await portal.runTask('service-requests-connectors');
    await exchange();
    expect(system.fields[number]).toBeUndefined();
    expect(await connector()).toMatchObject({
      id: 'webhook',
      state: 'failing',
      waiting: 1,
      told: {
        failingSince: expect.any(String),
        nextAt: expect.any(String),
        problem: expect.stringContaining('503'),
      },
      stuck: [{ ticketId: id, number, attempts: 2 }],
    });
    system.mood = 'mute';
    await exchange();
    await fire(id, 'restore', { resolution: 'Restarted' });
    await exchange();
    system.mood = 'well';
    await exchange();
    expect(system.fields[number]).toMatchObject({
      title: 'Nobody can log in',
      state: 'restored',
      resolution: 'Restarted',
    });
    expect(system.remarks).toEqual(['On it']);
    const { deliveries } = system;
    await exchange();
    expect(system.deliveries).toBe(deliveries);
    const [row] = await portal.knex('connector_tickets').where('ticket_id', id);
    expect(row).toMatchObject({ external_id: `EXT-${number}`, outgoing: null });
    expect(await connector()).toMatchObject({
      state: 'working',
      waiting: 0,
      told: { lastAt: expect.any(String) },
      stuck: [],
    });
    for (const person of ['miriam.vogt', 'tobias.lenz', 'ole.hansen']) {
      const { status } = await portal.as(person).get('/connectors');
      expect(status).toBe(403);
    }
  });

  it('what was open before the system was connected is told, and old seals are forgotten', async () => {
    const { id, number } = await report();
    await portal.knex('connector_tickets').where('ticket_id', id).delete();
    const old = { connector: 'webhook', kind: 'seal', id: 'old', at: 0 };
    await portal.knex('connector_messages').insert(old);
    await portal.runTask('service-requests-connectors-housekeeping');
    await exchange();
    expect(system.fields[number]).toMatchObject({ state: 'new' });
    const seals = portal.knex('connector_messages').where('id', 'old');
    expect(await seals).toEqual([]);
  });

  it('a ticket that it refuses waits, and is worked out anew', async () => {
    const { id, number } = await report();
    system.mood = 'choosy';
    await exchange();
    expect(await connector()).toMatchObject({
      state: 'working',
      stuck: [{ number, problem: expect.stringContaining('no such queue') }],
    });
    await paul().put(`/tickets/${id}`, { title: 'Shorter' });
    system.mood = 'well';
    await exchange();
    expect(system.fields[number]).toMatchObject({ title: 'Shorter' });
  });

  it('a ticket that began there is taken in once, for a service that it names', async () => {
    const opening = (messageId: string, change: object = {}) => ({
      messageId,
      externalId: 'EXT-OWN',
      opens: { kind: 'incident', serviceRef: incident().serviceRef },
      fields: {
        title: 'Printer on fire',
        description: 'It burns.',
        incidentClass: 'minor',
        state: 'in-progress',
      },
      ...change,
    });
    const refusals: Array<[object, number, string]> = [
      [{ opens: undefined }, 404, '"opens"'],
      [{ externalId: undefined }, 400, 'externalId'],
      [{ fields: { title: 'No more' } }, 400, 'fields.description'],
      [
        { opens: { kind: 'incident', serviceRef: 'cloudservice:default/no' } },
        404,
        'cloudservice:default/no',
      ],
      [
        {
          opens: {
            kind: 'incident',
            serviceRef: incident().serviceRef,
            customerRef: 'group:default/umweltamt',
          },
        },
        400,
        'group:default/umweltamt',
      ],
    ];
    for (const [change, status, words] of refusals) {
      const answer = await tell(opening('o-0', change));
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringContaining(words),
      ]);
    }
    expect((await connector()).refused).toContainEqual({
      externalId: 'EXT-OWN',
      reason: expect.stringContaining('umweltamt'),
      at: expect.any(String),
    });

    const answers = await Promise.all(
      ['o-1', 'o-2', 'o-3'].map(async name => (await tell(opening(name))).body),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'opened',
      'taken',
      'taken',
    ]);
    const [{ ticketId, number }] = answers;
    expect(new Set(answers.map(one => one.number)).size).toBe(1);
    const refused: Array<{ externalId: string }> = (await connector()).refused;
    expect(refused.map(({ externalId }) => externalId)).not.toContain(
      'EXT-OWN',
    );
    const seen = await portal.as('miriam.vogt').get(`/tickets/${ticketId}`);
    expect(seen.body).toMatchObject({
      number,
      state: 'in-progress',
      customerRef: 'group:default/kraftfahrtamt',
      reportedBy: 'connector:webhook',
    });
    // It has told all that there is, and learns the number nevertheless, once.
    await exchange();
    expect(system.fields[number]).toEqual({});
    const { deliveries } = system;
    await exchange();
    expect(system.deliveries).toBe(deliveries);
  });

  it('what is late does not undo what came before it', async () => {
    const { id } = await report();
    await exchange();
    const at = (sequence: number, state: string) =>
      tell({
        messageId: `late-${sequence}`,
        ticketId: id,
        sequence,
        fields: { state },
        remarks: [{ id: String(sequence), by: 'desk', text: state }],
      });
    expect((await at(7, 'restored')).body.outcome).toBe('taken');
    expect((await at(5, 'in-progress')).body.outcome).toBe('outdated');
    const { body } = await paul().get(`/tickets/${id}`);
    expect(body.state).toBe('restored');
    const comments = await paul().get(`/tickets/${id}/comments`);
    expect(comments.body.items).toHaveLength(2);
    const unknown = await at(8, 'on-fire');
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toContain('in-progress');
  });

  it('what it tells is taken once, and only if it is signed now', async () => {
    const { id, number } = await report();
    await exchange();
    const message = {
      messageId: 'm-1',
      externalId: `EXT-${number}`,
      fields: { state: 'in-progress', workaround: 'By phone' },
      remarks: [{ id: '1', by: 'desk', text: 'We look into it' }],
    };
    const minutes = (count: number) => Date.now() - count * 60_000;
    const refused = async (...args: Parameters<typeof tell>) =>
      (await tell(...args)).status;
    expect(await refused(message, { secret: 'somebody else’s' })).toBe(401);
    expect(await refused(message, { at: minutes(6) })).toBe(401);
    expect(await refused(message, { at: minutes(-6) })).toBe(401);
    const bare = await portal.as('nobody').post('/connectors/webhook', message);
    expect(bare.status).toBe(401);
    expect(await refused({ ...message, externalId: 'EXT-0' })).toBe(404);

    const at = minutes(1);
    const told = await tell(message, { at });
    expect(told.body).toEqual({ outcome: 'taken', ticketId: id, number });
    expect(await refused(message, { at })).toBe(409);
    expect((await tell(message)).body.outcome).toBe('repeated');
    const { body } = await portal.as('miriam.vogt').get(`/tickets/${id}`);
    expect(body).toMatchObject({
      state: 'in-progress',
      workaround: 'By phone',
      respondedAt: expect.any(String),
    });
    const comments = await paul().get(`/tickets/${id}/comments`);
    expect(comments.body.items).toMatchObject([
      { by: 'connector:webhook', text: 'desk: We look into it' },
    ]);
    // Its own words are not told back.
    const { deliveries } = system;
    await exchange();
    expect(system.deliveries).toBe(deliveries);
    // A state that takes several events, and one that cannot be reached.
    await tell({ ...message, messageId: 'm-2', fields: { state: 'closed' } });
    const closed = await paul().get(`/tickets/${id}`);
    expect(closed.body.state).toBe('closed');
    await tell({ ...message, messageId: 'm-3', fields: { state: 'new' } });
    const { items } = (await conflicts()).body;
    // What both had last, and who has gone on from there.
    expect(items).toMatchObject([
      {
        number,
        field: 'state',
        before: 'closed',
        ours: 'closed',
        oursBy: 'connector:webhook',
        theirs: 'new',
      },
    ]);
    expect((await conflicts('paul.richter', id)).body.items).toEqual(items);
    expect((await conflicts('paul.richter', 'other')).body.items).toEqual([]);
    expect((await settle(items[0].id, 'theirs')).status).toBe(422);
    expect((await settle(items[0].id, 'ours')).status).toBe(200);
  });

  it.each(['ours', 'theirs'])(
    'what both sides have changed is settled by the provider, for both: %s',
    async side => {
      const { id, number } = await report();
      await exchange();
      await paul().put(`/tickets/${id}`, {
        workaround: 'Ours',
        title: 'New title',
      });
      await tell({
        messageId: `both-${side}`,
        ticketId: id,
        fields: { workaround: 'Theirs' },
      });
      await exchange();
      // What is not disputed goes on.
      expect(system.fields[number]).toMatchObject({ title: 'New title' });
      expect(system.fields[number].workaround).toBeUndefined();
      for (const person of ['miriam.vogt', 'tobias.lenz', 'ole.hansen']) {
        expect((await conflicts(person)).status).toBe(403);
      }
      expect((await conflicts('nobody')).status).toBe(401);
      const [conflict] = (await conflicts()).body.items;
      expect(conflict).toMatchObject({
        connector: 'webhook',
        number,
        field: 'workaround',
        ours: 'Ours',
        oursBy: 'user:default/paul.richter',
        oursAt: expect.any(String),
        theirs: 'Theirs',
      });
      expect(conflict.before).toBeUndefined();
      const refused = await settle(conflict.id, side, 'tobias.lenz');
      expect(refused.status).toBe(403);
      expect((await settle(conflict.id, side)).body).toMatchObject({ side });
      expect((await settle(conflict.id, side)).status).toBe(409);
      await exchange();
      const chosen = side === 'ours' ? 'Ours' : 'Theirs';
      const { body } = await paul().get(`/tickets/${id}`);
      expect(body.workaround).toBe(chosen);
      // Its own value it has already.
      const told = side === 'ours' ? 'Ours' : undefined;
      expect(system.fields[number].workaround).toBe(told);
      expect((await conflicts()).body.items).toEqual([]);
    },
  );

  it('what it has changed meanwhile it keeps, until both agree', async () => {
    const { id } = await report();
    await exchange();
    system.keeps = { workaround: 'Theirs' };
    await paul().put(`/tickets/${id}`, { workaround: 'Ours' });
    await exchange();
    expect((await conflicts()).body.items).toMatchObject([
      { ticketId: id, ours: 'Ours', theirs: 'Theirs' },
    ]);
    expect((await connector()).conflicts).toBe(1);
    system.keeps = {};
    await tell({
      messageId: 'agreed',
      ticketId: id,
      fields: { workaround: 'Ours' },
    });
    expect((await conflicts()).body.items).toEqual([]);
  });

  it('what is on its way does not overwrite what they have changed', async () => {
    const { id, number } = await report();
    await exchange();
    system.mood = 'down';
    await paul().put(`/tickets/${id}`, { workaround: 'Ours', title: 'Mine' });
    await exchange();
    await tell({
      messageId: 'meanwhile',
      ticketId: id,
      fields: { workaround: 'Theirs' },
    });
    system.mood = 'well';
    await exchange();
    expect(system.fields[number]).toMatchObject({ title: 'Mine' });
    expect(system.fields[number].workaround).toBeUndefined();
  });
});

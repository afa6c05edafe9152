import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { COMMISSION, incident } from '../__testUtils__/tickets';
import { newService, release, takeoverRequest } from '../__testUtils__/wishes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const AGENCY = 'miriam.vogt';
const DEVELOPER = 'tobias.lenz';
const PROVIDER = 'paul.richter';
const STRANGER = 'ole.hansen';

describe.each(databases.eachSupportedId())('actions on %s', databaseId => {
  let portal: TestPortal;

  const invoke = async (person: string, name: string, input: object = {}) => {
    const path = `/.backstage/actions/v1/actions/service-requests:${name}/invoke`;
    const { status, body } = await portal.as(person).post(path, input);
    return { status, output: body.output, error: body.error };
  };
  const made = async (person: string, path: string, wish: object) => {
    const { status, body } = await portal.as(person).post(path, wish);
    expect({ status, error: body.error }).toEqual({ status: 201 });
    return body;
  };

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      entities: [COMMISSION],
      features: [actionsRegistryServiceFactory, actionsServiceFactory],
    });
  });
  afterAll(() => portal?.stop());

  it('list what waits for each party, and nothing of others', async () => {
    const request = await made(AGENCY, '/requests', newService());
    const listed = async (person: string) => {
      const { output } = await invoke(person, 'list-waiting');
      return output.requests.map((one: { number: string }) => one.number);
    };
    expect(await listed(AGENCY)).toEqual([request.number]);
    expect(await listed(PROVIDER)).toEqual([]);
    await portal
      .as(AGENCY)
      .post(`/requests/${request.id}/events`, { event: 'submit' });
    expect(await listed(AGENCY)).toEqual([]);
    expect(await listed(PROVIDER)).toEqual([request.number]);
    expect(await listed(STRANGER)).toEqual([]);

    const explained = await invoke(PROVIDER, 'explain-request', {
      request: request.number.toLowerCase(),
    });
    expect(explained.output).toMatchObject({
      id: request.id,
      state: 'submitted',
      waitsForMe: true,
      next: expect.stringMatching(/\S/),
      dueAt: expect.stringMatching(/^\d{4}-/),
      possible: expect.arrayContaining([
        expect.stringMatching(/^reject: .+; say also: reason$/),
      ]),
    });
    const hidden = await invoke(STRANGER, 'explain-request', {
      request: request.number,
    });
    expect(hidden.status).toBe(404);
  });

  it('explain what stands between a takeover and its acceptance', async () => {
    const wish = release();
    const { id: releaseId } = await made(DEVELOPER, '/releases', wish);
    const { id: requestId, number } = await made(
      DEVELOPER,
      '/requests',
      takeoverRequest(wish.version),
    );
    await made(DEVELOPER, '/takeovers', { releaseId, requestId });
    const { output } = await invoke(DEVELOPER, 'explain-request', {
      request: number,
    });
    expect(output.takeovers).toEqual([
      {
        version: wish.version,
        missing: expect.arrayContaining([expect.stringMatching(/\S+ \S+/)]),
      },
    ]);
  });

  it('report an incident once, to whom it waits for then', async () => {
    const { kind, ...wish } = incident();
    const input = { ...wish, idempotencyKey: `incident-${databaseId}` };
    const { output } = await invoke(AGENCY, 'report-incident', input);
    expect(output).toMatchObject({
      number: expect.stringMatching(/^INC-/),
      state: 'new',
      assignedTo: 'group:default/service-management',
      assignedBecause: 'service-levels-missing',
    });
    const again = await invoke(AGENCY, 'report-incident', input);
    expect(again.output).toEqual(output);

    const waiting = async (person: string) =>
      (await invoke(person, 'list-waiting')).output.tickets;
    expect(await waiting(PROVIDER)).toMatchObject([
      { number: output.number, kind: 'incident', state: 'new' },
    ]);
    expect(await waiting(AGENCY)).toEqual([]);
    expect(await waiting(STRANGER)).toEqual([]);
    const asked = { event: 'ask', reason: 'Since when?' };
    for (const deed of [{ event: 'take-up' }, asked]) {
      const path = `/tickets/${output.id}/events`;
      expect((await portal.as(PROVIDER).post(path, deed)).status).toBe(200);
    }
    expect(await waiting(PROVIDER)).toEqual([]);
    expect(await waiting(AGENCY)).toHaveLength(1);

    const ticket = { ticket: output.number };
    const explained = await invoke(AGENCY, 'explain-ticket', ticket);
    expect(explained.output).toMatchObject({
      id: output.id,
      waitsFor: 'reporter',
      possible: expect.arrayContaining([
        expect.stringMatching(/^answer: .+; say also: reason$/),
      ]),
    });
    expect((await invoke(STRANGER, 'explain-ticket', ticket)).status).toBe(404);
  });

  it('refuse what is not understood, and services', async () => {
    const wrong = await invoke(AGENCY, 'report-incident', { title: 'x' });
    expect(wrong.status).toBe(400);
    const unknown = await invoke(AGENCY, 'explain-ticket', {
      ticket: 'INC-2026-9999',
    });
    expect(unknown.status).toBe(404);
    const plugin = await invoke('plugin:catalog', 'list-waiting');
    expect(plugin).toMatchObject({
      status: 403,
      error: { message: expect.stringContaining('act on behalf of one') },
    });
  });
});

import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import serviceLevelsPlugin from '@dualcloud/backstage-plugin-service-levels-backend';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { agreement, incident, MIXED_TEAM } from '../__testUtils__/tickets';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())(
  'with service levels on %s',
  databaseId => {
    let portal: TestPortal;
    const unreachable = new Set<string>();
    const TELL = 'service-requests-incident-reports';

    const start = async (entities: Entity[]) => {
      portal = await startPortal({
        databases,
        databaseId,
        entities,
        features: [serviceLevelsPlugin],
        others: { 'service-levels': await databases.init(databaseId) },
        unreachable,
        config: { workers: { enabled: true } },
      });
      await portal.runTask('service-levels-documents');
    };
    const report = async (wish: object = incident()) =>
      (await portal.as('miriam.vogt').post('/tickets', wish)).body;
    const fire = (person: string, id: string, event: string, more?: object) =>
      portal.as(person).post(`/tickets/${id}/events`, { event, ...more });
    const told = async () => {
      const { body } = await portal
        .as('paul.richter', 'service-levels')
        .get('/incidents');
      return body.items;
    };

    afterEach(async () => {
      unreachable.clear();
      await portal?.stop();
    });

    it('an incident of a mixed team goes to whom the agreement names', async () => {
      await start(agreement(MIXED_TEAM));
      const reported = await report();
      expect(reported.assigned).toEqual({
        ref: 'group:default/team-kfz-portal',
        why: 'agreement',
        agreement: 'kfz-zulassung/1',
        part: 'application',
      });
      const infrastructure = await report(incident({ part: 'infrastructure' }));
      expect(infrastructure.assigned).toMatchObject({
        ref: 'group:default/platform-engineering',
        part: 'infrastructure',
      });
      // Whoever answers works on it; the software provider does not on the others.
      const take = (id: string) => fire('tobias.lenz', id, 'take-up');
      expect((await take(reported.id)).body.state).toBe('in-progress');
      expect((await take(infrastructure.id)).status).toBe(403);
      const assign = (ref: string) =>
        portal
          .as('tobias.lenz')
          .put(`/tickets/${reported.id}/assignment`, { assignedRef: ref });
      expect((await assign('group:default/datenwerft')).status).toBe(400);
      expect(
        (await assign('group:default/platform-engineering')).body,
      ).toMatchObject({ assigned: { why: 'by-hand' } });
      expect(
        (
          await portal
            .as('miriam.vogt')
            .put(`/tickets/${reported.id}/links/outage/none`)
        ).status,
      ).toBe(404);
    });

    it('without an agreement, or one that can be asked, the provider takes it', async () => {
      await start([]);
      expect((await report()).assigned).toEqual({
        ref: 'group:default/service-management',
        why: 'no-agreement',
      });
      unreachable.add('service-levels');
      expect((await report()).assigned.why).toBe('service-levels-silent');
    });

    it('an agreement that names nobody is refused, and a stranger gets nothing', async () => {
      const [, { answers, ...nobody }] = MIXED_TEAM;
      await start(agreement([nobody]));
      // Service levels refuse the document, so that it is not in force.
      expect((await report()).assigned.why).toBe('no-agreement');
      await portal.stop();
      await start(
        agreement([
          { ...nobody, answers, incidentsTo: 'group:default/datenwerft' },
        ]),
      );
      expect((await report()).assigned).toMatchObject({
        ref: 'group:default/service-management',
        why: 'agreement-names-stranger',
      });
    });

    it('an outage begins when the report says so, once the provider has confirmed it', async () => {
      await start(agreement(MIXED_TEAM));
      // A minute may end meanwhile.
      const nowMs = Date.now();
      const ago = (minutes: number) =>
        new Date(Math.floor(nowMs / 60_000 - minutes) * 60_000)
          .toISOString()
          .replace('.000Z', 'Z');
      const faultSince = ago(90);
      const { id, ...reported } = await report(incident({ faultSince }));
      expect(reported).toMatchObject({ faultSince, mayConfirmOutage: false });
      const outages = async () => {
        await portal.runTask(TELL);
        const { body } = await portal
          .as('paul.richter', 'service-levels')
          .get('/outages');
        return body.items;
      };
      expect(await outages()).toEqual([]);

      const confirm = (person: string, body: object, key?: string) =>
        portal.as(person).put(`/tickets/${id}/outage`, body, key);
      expect((await confirm('miriam.vogt', {})).status).toBe(403);
      expect((await confirm('tobias.lenz', {})).status).toBe(403);
      expect((await confirm('ole.hansen', {})).status).toBe(404);
      const future = await confirm('paul.richter', { from: ago(-10) });
      expect(future.status).toBe(400);
      expect(future.body.error.message).toContain('from');
      const [once, again] = await Promise.all([
        confirm('paul.richter', {}, 'same-outage'),
        confirm('paul.richter', {}, 'same-outage'),
      ]);
      expect(once.body).toMatchObject({ outageFrom: faultSince });
      expect(again.body).toEqual(once.body);
      const [outage] = await outages();
      expect(outage).toMatchObject({
        interval: { from: faultSince },
        state: 'confirmed',
        source: 'incident',
      });

      // Put right; it ends when the service is restored, and goes with the incident.
      await confirm('paul.richter', { from: ago(60) }).expect(200);
      await fire('paul.richter', id, 'take-up');
      await fire('paul.richter', id, 'restore', { resolution: 'Restarted' });
      const [ended, ...others] = await outages();
      expect(ended).toMatchObject({
        id: outage.id,
        interval: { from: ago(60), to: expect.any(String) },
      });
      expect(others).toEqual([]);
      const { body: steps } = await portal
        .as('miriam.vogt')
        .get(`/tickets/${id}/history`);
      expect(
        steps.items.filter(
          (step: { event: string }) => step.event === 'confirm-outage',
        ),
      ).toMatchObject([
        { by: 'user:default/paul.richter', details: { from: faultSince } },
        { details: { from: ago(60) } },
      ]);
    });

    it('says of a fault since when it is there, in the past and of incidents alone', async () => {
      await start([]);
      const refused = async (wish: object) => {
        const { status, body } = await portal
          .as('paul.richter')
          .post('/tickets', wish);
        return [status, body.error.message];
      };
      const faultSince = new Date(Date.now() + 600_000).toISOString();
      expect(await refused(incident({ faultSince }))).toEqual([
        400,
        expect.stringMatching(/faultSince.*future/),
      ]);
      const { incidentClass: _, ...problem } = incident({ kind: 'problem' });
      expect(
        await refused({ ...problem, faultSince: '2026-01-01T00:00:00Z' }),
      ).toEqual([400, expect.stringMatching(/faultSince.*incidents/)]);
      const { id } = await report();
      const unsaid = await portal
        .as('paul.richter')
        .put(`/tickets/${id}/outage`, {});
      expect(unsaid.status).toBe(400);
    });

    it('incidents are told revision by revision, later if need be', async () => {
      await start(agreement(MIXED_TEAM));
      unreachable.add('service-levels');
      const { id } = await report();
      await fire('paul.richter', id, 'take-up');
      await portal
        .as('paul.richter')
        .post(`/tickets/${id}/comments`, { text: 'x' });
      await portal.runTask(TELL);
      const outbox = () =>
        portal
          .knex('incident_reports')
          .where('ticket_id', id)
          .orderBy('revision');
      expect((await outbox()).map(row => [row.revision, row.state])).toEqual([
        [1, 'pending'],
        [2, 'pending'],
      ]);
      unreachable.clear();
      await portal.knex('incident_reports').update({ next_at: 0 });
      await Promise.all([portal.runTask(TELL), portal.runTask(TELL)]);
      expect((await outbox()).map(row => [row.state, row.problem])).toEqual([
        ['told', null],
        ['told', null],
      ]);
      expect(await told()).toMatchObject([
        {
          source: 'service-requests',
          id,
          revision: 2,
          respondedAt: expect.any(String),
          times: [{ type: 'response-time', running: false }],
        },
      ]);
      await fire('paul.richter', id, 'restore', { resolution: 'Restarted' });
      await fire('miriam.vogt', id, 'reopen', { reason: 'No' });
      await fire('paul.richter', id, 'withdraw', { reason: 'Duplicate' });
      await portal.runTask(TELL);
      expect((await outbox()).map(row => row.state)).toEqual(
        Array(5).fill('told'),
      );
      expect(await told()).toEqual([]);
      const audit = await portal
        .knex('incident_reports')
        .where({ ticket_id: id, state: 'refused' });
      expect(audit).toEqual([]);
    });
  },
);

import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Outage,
  ReportSummary,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import createKnex, { type Knex } from 'knex';
import type { Response } from 'supertest';
import { startPortal } from './__testUtils__/startPortal';

// Two backends, each with connections of its own, on one database: what people do
// with both of them at once.

jest.setTimeout(120_000);

const databaseId = 'POSTGRES_18';
const databases = TestDatabases.create({
  ids: [databaseId],
  disableDocker: true,
});

const PROVIDER = 'paul.richter';
const SECOND_PERSON = 'selin.aydin';
const DAYS = [15, 16, 17, 18, 19];
const reason = 'The load balancer was misconfigured';

describe('two replicas', () => {
  let knex: Knex;
  let replicas: TestPortal[];

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    const others = createKnex({ ...knex.client.config });
    replicas = [
      await startPortal({ databases, databaseId, knex }),
      await startPortal({ databases, databaseId, knex: others }),
    ];
  });
  afterEach(async () => {
    for (const replica of replicas) await replica.stop();
    await replicas[1].knex.destroy();
  });

  /** Each of the requests once to each replica, all at once. */
  const atOnce = async (
    person: string,
    path: string,
    requests: Array<{ body: object; key: string }>,
  ) =>
    Promise.all(
      requests.flatMap(({ body, key }) =>
        replicas.map(replica => replica.as(person).post(path, body, key)),
      ),
    );
  const statuses = (answers: Response[]) =>
    answers.map(({ status }) => status).sort();
  const done = (answers: Response[]) =>
    answers.filter(({ status }) => status === 200).map(({ body }) => body);
  const refusals = (answers: Response[]): string[] =>
    answers
      .filter(({ status }) => status !== 200)
      .map(({ body }) => body.error.message);

  /** Rows of the audit log about an object, and what the auditors of both heard of them. */
  const onRecord = async (objectRef: string) => {
    for (const replica of replicas) {
      await replica.runTask('service-levels-housekeeping');
    }
    const rows = await knex('audit_log')
      .where('object_ref', objectRef)
      .orderBy('id');
    const heard = replicas.flatMap(replica => replica.heard.audit);
    return rows.map(({ id, action }) => [
      action,
      heard.filter(({ meta }) => meta?.auditId === Number(id)).length,
    ]);
  };

  /** Of a day of the third week of June, in the service hours, long enough for a penalty. */
  async function reported(day: number): Promise<Outage> {
    const { id: commitmentId } = await knex('commitments')
      .where('agreement', 'kfz-zulassung')
      .first('id');
    const { body } = await replicas[0]
      .as(PROVIDER)
      .post('/outages', {
        commitmentId,
        cause: 'provider',
        reason,
        from: `2026-06-${day}T08:00:00Z`,
        to: `2026-06-${day}T10:00:00Z`,
      })
      .expect(201);
    return body;
  }

  it('confirm an outage once, and give whoever repeats it one answer', async () => {
    for (const day of DAYS) {
      const { id } = await reported(day);
      const same = { body: { confirmed: true }, key: randomUUID() };
      const answers = await atOnce(
        SECOND_PERSON,
        `/outages/${id}/confirmation`,
        [same, same, same],
      );
      expect(statuses(answers)).toEqual(Array(6).fill(200));
      const [first, ...rest] = done(answers);
      expect(first).toMatchObject({ id, state: 'confirmed' });
      rest.forEach(one => expect(one).toEqual(first));
      expect(await onRecord(`outage:${id}`)).toEqual([
        ['outage-report', 1],
        ['outage-confirm', 1],
      ]);
    }
  });

  it('take one of two answers to a reported outage, and say of the other why not', async () => {
    for (const day of DAYS) {
      const { id } = await reported(day);
      const answers = await atOnce(
        SECOND_PERSON,
        `/outages/${id}/confirmation`,
        [true, false].map(confirmed => ({
          body: { confirmed, reason },
          key: randomUUID(),
        })),
      );
      // Both replicas give the answer that was taken, and both refuse the other.
      expect(statuses(answers)).toEqual([200, 200, 409, 409]);
      const [first, second] = done(answers);
      expect(second).toEqual(first);
      refusals(answers).forEach(message =>
        expect(message).toContain(`the outage is ${first.state}`),
      );
      for (const replica of replicas) {
        const { body } = await replica.as(PROVIDER).get(`/outages/${id}`);
        expect(body.outage.state).toBe(first.state);
        expect(body.history).toHaveLength(2);
      }
      const deed = first.state === 'confirmed' ? 'confirm' : 'reject';
      expect(await onRecord(`outage:${id}`)).toEqual([
        ['outage-report', 1],
        [`outage-${deed}`, 1],
      ]);
    }
  });

  it('release a report once, with what it takes off the costs once', async () => {
    const { id: outageId } = await reported(DAYS[0]);
    await replicas[1]
      .as(SECOND_PERSON)
      .post(`/outages/${outageId}/confirmation`, { confirmed: true })
      .expect(200);
    const { body } = await replicas[0]
      .as(PROVIDER)
      .get('/service-reports?customer=group:default/kraftfahrtamt&limit=50')
      .expect(200);
    const drafts: ReportSummary[] = body.items.filter(
      ({ month }: ReportSummary) => month >= '2026-04' && month <= '2026-08',
    );
    expect(drafts).toHaveLength(5);
    for (const { id, month } of drafts) {
      const same = { body: {}, key: randomUUID() };
      const another = { body: {}, key: randomUUID() };
      const answers = await atOnce(PROVIDER, `/service-reports/${id}/release`, [
        same,
        another,
        same,
      ]);
      const released = done(answers);
      const isTaken = released.length === 4 ? same : another;
      expect(statuses(answers)).toEqual(
        isTaken === same
          ? [200, 200, 200, 200, 409, 409]
          : [200, 200, 409, 409, 409, 409],
      );
      released.forEach(one => expect(one).toEqual(released[0]));
      refusals(answers).forEach(message =>
        expect(message).toContain(`the report of ${month} has been released`),
      );
      const seen = await Promise.all(
        replicas.map(async replica => {
          const answer = await replica
            .as('miriam.vogt')
            .get(`/service-reports/${id}`)
            .expect(200);
          return [answer.body.version, answer.body.hash];
        }),
      );
      expect(seen).toEqual(replicas.map(() => [1, released[0].hash]));
      expect(await onRecord(`report:${id}`)).toEqual([['report-release', 1]]);
      expect(
        await knex('report_reductions').where('report_id', id),
      ).toHaveLength(month === '2026-06' ? 1 : 0);
    }
  });
});

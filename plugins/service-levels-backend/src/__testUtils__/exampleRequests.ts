import type {
  HttpClient,
  TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import type { Test } from 'supertest';
import { spec } from '../schema/openapi.generated';
import { SPECIAL } from './nordmark';

export const SUBJECT = 'cloudservice:default/kfz-zulassung';
export const REASON = 'The log of the load balancer says so';
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const nowS = Math.floor(Date.now() / 1000);
const at = (seconds: number) =>
  new Date((nowS + seconds) * 1000).toISOString().replace(/\.\d+/, '');

/** Of which there is a draft, which is the provider's alone. */
const REPORTED_MONTH = '2026-06';
const TIMES = { from: at(-3 * HOUR_S), to: at(-2 * HOUR_S) };

/** What an offer has agreed about another service. */
const OFFERED = {
  ...SPECIAL,
  agreement: 'offered',
  version: '1',
  scope: { ...SPECIAL.scope, serviceRef: 'cloudservice:default/kfz-archive' },
};

/** Bodies of routes that have one. */
const BODIES: Record<string, (commitmentId: string) => object> = {
  putAgreement: () => ({
    offerRef: 'offer:1',
    spec: OFFERED,
  }),
  checkAgreements: () => ({ text: 'kind: ServiceCalendar' }),
  reportOutage: commitmentId => ({
    ...TIMES,
    commitmentId,
    cause: 'provider',
    reason: REASON,
  }),
  confirmOutage: () => ({ confirmed: true }),
  correctOutage: () => ({ ...TIMES, reason: REASON }),
  attributeOutage: () => ({ cause: 'customer', reason: REASON }),
  disputeOutage: () => ({ claimedCause: 'customer', reason: REASON }),
  settleOutage: () => ({ cause: 'customer', reason: REASON }),
  commentOutage: () => ({ text: REASON }),
  putIncident: () => ({
    revision: 1,
    subjectRef: SUBJECT,
    incidentClass: 'operation-preventing',
    title: 'Secret of the Kfz-Portal',
    reportedAt: TIMES.from,
  }),
  ingestSamples: () => ({
    source: 'matrix',
    samples: [{ subjectRef: SUBJECT, at: TIMES.from, up: true }],
  }),
  announceMaintenance: () => ({
    subjectRefs: [SUBJECT],
    from: at(9 * DAY_S),
    to: at(9 * DAY_S + HOUR_S),
    impact: 'down',
    titles: { en: 'Patches of the secret', de: 'Einspielen des Geheimen' },
  }),
  withdrawMaintenance: () => ({ reason: REASON }),
  commentReport: () => ({ comment: REASON }),
  releaseReport: () => ({}),
  correctReport: () => ({ reason: REASON }),
  objectToMaintenance: commitmentId => ({ commitmentId, reason: REASON }),
};

const QUERIES: Record<string, string> = {
  getServiceLevelTrend: 'objective=availability&periods=2',
  explainServiceLevel: 'objective=availability',
  getDeadline: 'from=2026-11-23T10:00:00Z&seconds=3600',
  getStatus: `entityRef=${SUBJECT}`,
  listOutages: 'limit=1',
  downloadReport: 'format=csv',
};

/** In which state an outage has to be for the route to be of use. */
const STATES: Record<string, string> = {
  confirmOutage: 'reported',
  settleOutage: 'disputed',
};

/** Every route of the document. */
export const OPERATIONS = Object.entries(spec.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method: method as keyof HttpClient,
    operationId: (operation as { operationId: string }).operationId,
  })),
);

/** One route. */
export type ExampleOperation = (typeof OPERATIONS)[number];

/**
 * A request of each route, about what is agreed with one agency and was reported
 * by `paul.richter`. What the requests are about is made anew for each of them.
 */
export class ExampleRequests {
  private constructor(
    private readonly portal: TestPortal,
    readonly commitmentId: string,
  ) {}

  static async create(portal: TestPortal): Promise<ExampleRequests> {
    const { id } = await portal
      .knex('commitments')
      .where('agreement', 'kfz-zulassung')
      .first('id');
    return new ExampleRequests(portal, id);
  }

  /** Afresh, so that one caller's deed does not decide about the next. */
  async prepare(operationId: string): Promise<void> {
    const { knex } = this.portal;
    await knex('outages').where('source', 'report').delete();
    await knex('outages').insert({
      id: 'outage-1',
      subject_ref: SUBJECT,
      from_s: nowS - 2 * DAY_S,
      to_s: nowS - 2 * DAY_S + HOUR_S,
      state: STATES[operationId] ?? 'confirmed',
      cause: 'provider',
      source: 'report',
      source_id: 'outage-1',
      impact: 'down',
      title: 'Secret of the Kfz-Portal',
      reported_by: 'user:default/paul.richter',
      revision: 1,
      changed_at: 0,
    });
    for (const table of ['objections', 'subjects', 'windows']) {
      await knex(`maintenance_${table}`).delete();
    }
    await knex('report_versions').delete();
    await knex('report_reductions').delete();
    await knex('reports').update({ version: 0, comment: 'The secret' });
    await knex('maintenance_windows').insert({
      id: 'window-1',
      from_s: nowS + 5 * DAY_S,
      to_s: nowS + 5 * DAY_S + HOUR_S,
      impact: 'down',
      titles: JSON.stringify({ en: 'The secret', de: 'Das Geheime' }),
      announced_s: nowS - DAY_S,
      announced_by: 'user:default/paul.richter',
    });
    await knex('maintenance_subjects').insert({
      window_id: 'window-1',
      subject_ref: SUBJECT,
    });
  }

  /** @param options - another body or key than usual */
  send(
    person: string,
    { path, method, operationId }: ExampleOperation,
    options: { body?: object; key?: string } = {},
  ): Test {
    const url = path
      .replace('{commitmentId}', this.commitmentId)
      .replace(
        '{agreement}/{version}',
        method === 'put' ? 'offered/1' : 'kfz-zulassung/1',
      )
      .replace('{name}', 'office-hours')
      .replace('{outageId}', 'outage-1')
      .replace('{windowId}', 'window-1')
      .replace('{reportId}', `${this.commitmentId}-${REPORTED_MONTH}`)
      .replace('{source}/{incidentId}', 'desk/INC-1');
    const query = QUERIES[operationId];
    const full = query ? `${url}?${query}` : url;
    const client = this.portal.as(person);
    if (method === 'get') return client.get(full);
    if (method === 'delete') return client.delete(full, options.key);
    const body = options.body ?? BODIES[operationId]?.(this.commitmentId);
    return client[method](full, body, options.key);
  }
}

import type { Entity } from '@backstage/catalog-model';
import type {
  StandingApproval,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { inDays, release, takeoverRequest } from './wishes';

/** What Kfz-Zulassung runs on, as governance asks for it in production. */
export const PRODUCTION_POSTGRESQL: Entity = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: { name: 'postgresql', namespace: 'default' },
  spec: {
    lane: 'standard',
    tier: 'paas',
    plans: [
      { name: 'standard', stages: ['production'], protectionLevel: 'high' },
    ],
  },
};

/** Posts what must succeed; the answer. */
export async function postAs(
  portal: TestPortal,
  person: string,
  path: string,
  body?: object,
) {
  const answer = await portal.as(person).post(path, body);
  expect({ path, error: answer.body.error }).toEqual({ path });
  return answer.body;
}

/** As a pipeline of the software provider does it: delivered, asked for and opened. */
export async function openTakeover(
  portal: TestPortal,
  { version, kind = 'patch' }: { version: string; kind?: string },
): Promise<TakeoverDetail> {
  const pipeline = (path: string, body: object) =>
    postAs(portal, 'tobias.lenz', path, body);
  const delivered = await pipeline('/releases', release({ version, kind }));
  const request = await pipeline('/requests', takeoverRequest(version));
  return pipeline('/takeovers', {
    releaseId: delivered.id,
    requestId: request.id,
    testEnvironmentId: 'kfz-test',
    productionEnvironmentId: 'kfz-production',
  });
}

/** Limits for releases of Kfz-Zulassung. */
export function approvalWish(change: object = {}) {
  return {
    serviceRef: 'cloudservice:default/kfz-zulassung',
    kinds: ['patch', 'minor'],
    perWeek: 1,
    until: inDays(30),
    ...change,
  };
}

/** Proposed by the software provider, granted by agency and IT service provider. */
export async function grantApproval(
  portal: TestPortal,
  change: object = {},
): Promise<StandingApproval> {
  const { id } = await postAs(
    portal,
    'tobias.lenz',
    '/standing-approvals',
    approvalWish(change),
  );
  const path = `/standing-approvals/${id}/grant`;
  await postAs(portal, 'miriam.vogt', path);
  return postAs(portal, 'paul.richter', path);
}

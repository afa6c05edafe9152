import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { release, takeoverRequest } from './wishes';

/** As a pipeline of the software provider does it: delivered, asked for and opened. */
export async function openTakeover(
  portal: TestPortal,
  { version, kind = 'patch' }: { version: string; kind?: string },
): Promise<TakeoverDetail> {
  const post = async (path: string, body: object) => {
    const answer = await portal.as('tobias.lenz').post(path, body);
    expect({ path, error: answer.body.error }).toEqual({ path });
    return answer.body;
  };
  const delivered = await post('/releases', release({ version, kind }));
  const request = await post('/requests', takeoverRequest(version));
  return post('/takeovers', {
    releaseId: delivered.id,
    requestId: request.id,
    testEnvironmentId: 'kfz-test',
    productionEnvironmentId: 'kfz-production',
  });
}

import type {
  CloudServicesClient,
  Environment,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import {
  notFound,
  unavailable,
  unprocessable,
} from '@dualcloud/foundation-node';

/** Environments of the cloud services plugin, as the service that we are. */
export class EnvironmentReader {
  private constructor(
    private readonly client: () => Promise<CloudServicesClient>,
  ) {}

  static create(client: () => Promise<CloudServicesClient>): EnvironmentReader {
    return new EnvironmentReader(client);
  }

  /**
   * @throws NotFoundError if there is none
   * @throws Error with 422 where cloud services are not installed, with 503 if they do not answer
   */
  async get(environmentId: string): Promise<Environment> {
    try {
      const client = await this.client();
      const { data } = await client.GET('/environments/{environmentId}', {
        params: { path: { environmentId } },
      });
      if (data) return data;
    } catch (error) {
      if (isNotInstalled(error)) {
        throw unprocessable(
          'environments come from the cloud services plugin, which is not installed here',
        );
      }
      if (statusOf(error) !== 404) {
        throw unavailable(
          'the cloud services plugin does not answer; nothing was stored, try again in a moment',
        );
      }
    }
    throw notFound('environment', environmentId);
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ReleasePapers } from '@dualcloud/backstage-plugin-service-requests-common';
import { type ClientOf, signInAs } from '../exampleData';
import { keyOf } from './keyOf';
import type { ExampleDelivery } from './scenario';

type Complete = NonNullable<ExampleDelivery['complete']>;

const EVIDENCE = 'https://evidence.nordmark.example';

const PAPERS: ReleasePapers = {
  knownErrors: [],
  testEvidence: [{ link: `${EVIDENCE}/tests` }],
  supportContact: 'mailto:support@datenwerft.example',
  thirdLevelHours: { text: 'Monday to Friday, 8 to 16 o’clock' },
  security: { link: `${EVIDENCE}/penetration-test` },
  dataProtection: { link: `${EVIDENCE}/impact-assessment` },
};

/** Delivers releases, and brings their takeovers as far as the scenario tells. */
export class ExampleDeliverer {
  private constructor(
    private readonly deps: { clientOf: ClientOf; discovery: DiscoveryService },
  ) {}

  static create(deps: {
    clientOf: ClientOf;
    discovery: DiscoveryService;
  }): ExampleDeliverer {
    return new ExampleDeliverer(deps);
  }

  async deliver(
    person: string,
    requestId: string,
    { version, kind, notes, complete }: ExampleDelivery,
    name: string,
  ): Promise<void> {
    const client = await this.deps.clientOf(person);
    const { data: release } = await client.POST('/releases', {
      params: { header: keyOf(name, 'deliver') },
      body: {
        requestId,
        version,
        kind,
        notes,
        artefacts: [
          {
            name: `release-${version}.tgz`,
            url: `https://artefacts.nordmark.example/release-${version}.tgz`,
            sha256:
              'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          },
        ],
        ...(complete && { papers: PAPERS }),
      },
    });
    const { data: takeover } = await client.POST('/takeovers', {
      params: { header: keyOf(name, 'open') },
      body: { requestId, releaseId: release!.id },
    });
    const { id } = takeover!;
    if (complete) {
      // The last that is missing: the portal takes it over by itself.
      await this.nameEnvironments(id, complete);
      return;
    }
    await client.POST('/takeovers/{takeoverId}/checks', {
      params: { path: { takeoverId: id }, header: keyOf(name, 'check') },
    });
  }

  /** @throws Error while the environments are not there yet */
  private async nameEnvironments(
    takeoverId: string,
    { testEnvironment, productionEnvironment, namedBy }: Complete,
  ): Promise<void> {
    const { clientOf, discovery } = this.deps;
    const environments = await createCloudServicesClient({
      discoveryApi: discovery,
      getToken: () => signInAs(namedBy, { discovery }),
    });
    const idOf = async (wanted: string) => {
      const { data } = await environments.GET('/environments', {
        params: { query: { text: wanted } },
      });
      const found = data!.items.find(({ name: each }) => each === wanted);
      if (found?.state !== 'ready') {
        throw new Error(`environment ${wanted} is not there yet`);
      }
      return found.id;
    };
    const client = await clientOf(namedBy);
    await client.PUT('/takeovers/{takeoverId}/environments', {
      params: {
        path: { takeoverId },
        header: keyOf(takeoverId, 'environments'),
      },
      body: {
        testEnvironmentId: await idOf(testEnvironment),
        productionEnvironmentId: await idOf(productionEnvironment),
      },
    });
  }
}

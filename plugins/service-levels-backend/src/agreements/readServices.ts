import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CloudServiceEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ServiceFacts } from '../commitments';

/** The cloud services of the catalog; undefined: it does not answer. */
export async function readServices(deps: {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}): Promise<Map<string, ServiceFacts> | undefined> {
  try {
    const { items } = await deps.catalog.getEntities(
      { filter: { kind: 'CloudService' } },
      { credentials: await deps.auth.getOwnServiceCredentials() },
    );
    return new Map(
      (items as CloudServiceEntity[]).map(entity => {
        const serviceRef = stringifyEntityRef(entity);
        const { lane, customers, softwareProvider, system } = entity.spec;
        return [
          serviceRef,
          {
            serviceRef,
            lane: lane === 'individual' ? 'individual' : 'standard',
            customers: customers ?? [],
            softwareProviderRef: softwareProvider,
            systemRef: system,
          },
        ];
      }),
    );
  } catch (error) {
    deps.logger.warn(
      `The catalog does not answer, so commitments stay as they are: ${error}`,
    );
    return undefined;
  }
}

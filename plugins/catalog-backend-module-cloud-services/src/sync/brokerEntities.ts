import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  BROKER_ANNOTATION,
  type CloudServiceEntity,
  isCloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** What the catalog has from a broker, as it was once given. */
export async function readBrokerEntities(options: {
  catalog: Pick<CatalogService, 'queryEntities'>;
  auth: AuthService;
  brokerName: string;
}): Promise<CloudServiceEntity[]> {
  const { catalog, auth, brokerName } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.queryEntities(
    {
      filter: {
        kind: 'CloudService',
        [`metadata.annotations.${BROKER_ANNOTATION}`]: brokerName,
      },
      limit: 1_000,
    },
    { credentials },
  );
  return items.filter(isCloudServiceEntity).map(entity => {
    const { uid: _uid, etag: _etag, ...metadata } = entity.metadata;
    const { apiVersion, kind, spec } = entity;
    return { apiVersion, kind, metadata, spec };
  });
}

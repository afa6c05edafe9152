import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type {
  CloudServicesClient,
  ServiceSchemas,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** Under `ui:options` of a `CloudServicesRemoteSchema` field. @public */
export type RemoteSchemaOptions = {
  serviceRef?: string;
  plan?: string;
  parameters?: JsonObject;
  fixed?: string[];
};

/** Reads the schemas of a service's plans. */
export async function readServiceSchemas(
  client: CloudServicesClient,
  serviceRef: string,
): Promise<{ data?: ServiceSchemas }> {
  const { namespace, name } = parseEntityRef(serviceRef);
  return client.GET('/services/{namespace}/{name}/schema', {
    params: { path: { namespace, name } },
  });
}

import { useApi } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  isCloudServiceEntity,
  type CloudServicePlan,
  type Instance,
  type LocalizedText,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { useLoader } from '@dualcloud/foundation-react';
import { cloudServicesApiRef } from '../../api/cloudServicesApi';

/** A plan that an instance has or may be changed to. */
export type PlanChoice = {
  name: string;
  title?: LocalizedText;
  /** What may be set when changing to, or within, this plan. */
  schema?: unknown;
  isReachable: boolean;
};

/**
 * The plans of an instance's service. Schemas come from the backend, which still
 * has them when the service has left the catalogue; titles from the catalog.
 */
export function usePlans(instance: Instance) {
  const api = useApi(cloudServicesApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useLoader(async (): Promise<PlanChoice[]> => {
    const { namespace, name } = parseEntityRef(instance.serviceRef);
    const client = await api.getClient();
    const [schemas, entity] = await Promise.all([
      client.GET('/services/{namespace}/{name}/schema', {
        params: { path: { namespace, name } },
      }),
      catalogApi.getEntityByRef(instance.serviceRef).catch(() => undefined),
    ]);
    const plans: CloudServicePlan[] =
      entity && isCloudServiceEntity(entity) ? entity.spec.plans ?? [] : [];
    const current = plans.find(plan => plan.name === instance.planName);
    return Object.entries(schemas.data?.plans ?? {}).map(
      ([planName, { create, update }]) => {
        const plan = plans.find(candidate => candidate.name === planName);
        return {
          name: planName,
          title: plan?.title,
          schema: update ?? create,
          isReachable:
            planName === instance.planName ||
            (current?.planUpdateable !== false &&
              (plan?.stages.includes(instance.stage) ?? true)),
        };
      },
    );
  }, instance.id);
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CloudServiceEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useLanguage, useLoader } from '@dualcloud/foundation-react';
import { cloudCostsTranslationRef } from '../translation';
import { isAgreement } from './agreements';

/** Which plan of which service, and of what. */
type PlanOf = { serviceRef?: string; plan?: string; instanceId?: string };

/**
 * What plans are called, as the catalogue has it; until that has answered, and
 * for what it does not know, their names.
 */
export function usePlanTitles(serviceRefs: string[]): (of: PlanOf) => string {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const catalogApi = useApi(catalogApiRef);
  const language = useLanguage();
  const wanted = Array.from(new Set(serviceRefs)).sort();
  const { data } = useLoader(
    async () => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: wanted,
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'spec.plans'],
      });
      return new Map(
        items.flatMap(entity => {
          const service = entity as CloudServiceEntity | undefined;
          return service
            ? [[stringifyEntityRef(service), service.spec?.plans] as const]
            : [];
        }),
      );
    },
    wanted.length > 0 ? wanted.join(' ') : undefined,
  );
  return of => {
    const { serviceRef = '', plan = '' } = of;
    if (isAgreement(of)) return t('general.agreed');
    const known = data?.get(serviceRef)?.find(({ name }) => name === plan);
    return localize(known?.title, language, plan);
  };
}

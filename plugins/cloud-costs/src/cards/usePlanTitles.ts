import { useEntity } from '@backstage/plugin-catalog-react';
import type { CloudServiceEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useLanguage } from '@dualcloud/foundation-react';

/** What the plans of the CloudService at hand are called. */
export function usePlanTitles(): (plan: string) => string {
  const { entity } = useEntity<CloudServiceEntity>();
  const language = useLanguage();
  return name =>
    localize(
      entity.spec.plans?.find(plan => plan.name === name)?.title,
      language,
      name,
    );
}

import type { Instance } from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useLanguage } from '@dualcloud/foundation-react';

/** What an instance's service and plan are called in the reader's language. */
export function useTitles() {
  const language = useLanguage();
  return {
    serviceOf: (instance: Instance) =>
      localize(instance.serviceTitles, language, instance.serviceTitle),
    planOf: (instance: Instance) =>
      localize(
        instance.planTitles,
        language,
        instance.planTitle ?? instance.planName,
      ),
  };
}

import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { TemplateLanguage } from './templates';

/** Once a minute: a broker that was down is back soon, and an equal sync writes nothing. */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 2 },
};

/** Settings under `cloudServices` that the catalog module uses. */
export type CatalogSettings = {
  brokerNames: string[];
  namespace: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  language: TemplateLanguage;
  /** Whether this portal knows costs, so that order forms show them. */
  hasCosts: boolean;
};

export function readConfig(config: RootConfigService): CatalogSettings {
  const catalog = config.getOptionalConfig('cloudServices.catalog');
  const language = catalog?.getOptionalString('templateLanguage') ?? 'en';
  if (language !== 'en' && language !== 'de') {
    throw new InputError(
      `cloudServices.catalog.templateLanguage must be "en" or "de", not "${language}"`,
    );
  }
  return {
    brokerNames:
      config.getOptionalConfig('cloudServices.brokers')?.keys() ?? [],
    namespace: catalog?.getOptionalString('namespace') ?? DEFAULT_NAMESPACE,
    schedule: catalog?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          catalog.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    language,
    hasCosts: config.has('cloudCosts'),
  };
}

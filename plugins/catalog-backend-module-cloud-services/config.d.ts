import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  cloudServices?: {
    catalog?: {
      /**
       * How often each broker's catalogue is read; every minute if absent. An
       * unchanged catalogue writes nothing.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** Namespace of the entities of brokers' services, environments and instances; `default` if absent. */
      namespace?: string;
      /**
       * Language of titles and buttons of the generated templates, which
       * Backstage shows as they are; `en` if absent. Form fields follow the
       * reader's language in any case.
       */
      templateLanguage?: 'en' | 'de';
    };
  };
}

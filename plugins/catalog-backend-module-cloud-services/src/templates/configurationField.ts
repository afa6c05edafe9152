import type { JsonObject } from '@backstage/types';
import {
  configurationFormSchema,
  type ConfigurationFormOptions,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { FIELDS } from './orderTemplate';

/** The schema of one service's configuration in a form, in full. */
export function inlineConfiguration(
  options: ConfigurationFormOptions,
): JsonObject {
  return configurationFormSchema(options);
}

/** The same where the form fetches the parameters' schemas by itself. */
export function remoteConfiguration(
  options: ConfigurationFormOptions,
): JsonObject {
  const { serviceRef, plan, plans, parameters, fixed } = options;
  const { dependencies: _, ...schema } = configurationFormSchema({
    ...options,
    plans: plans.map(({ schemas: __, ...rest }) => rest),
  });
  return {
    ...schema,
    'ui:field': FIELDS.remoteSchema,
    'ui:options': JSON.parse(
      JSON.stringify({ serviceRef, plan, parameters, fixed }),
    ),
  };
}

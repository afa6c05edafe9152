import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

/**
 * How often something is indexed anew: every ten minutes unless the configuration
 * says otherwise.
 *
 * @param name - of the collator: `search.collators.<name>.schedule`
 * @public
 */
export function readCollatorSchedule(
  config: RootConfigService,
  name: string,
): SchedulerServiceTaskScheduleDefinition {
  const wanted = config.getOptionalConfig(`search.collators.${name}.schedule`);
  return wanted
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(wanted)
    : {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 10 },
      };
}

import { SERVICE_LEVEL_DOCUMENT_TYPE } from '@dualcloud/backstage-plugin-service-levels-common';

/** Whether a result of the search is one that this plugin knows how to show. */
export function isServiceLevelResult({ type }: { type: string }): boolean {
  return type === SERVICE_LEVEL_DOCUMENT_TYPE;
}

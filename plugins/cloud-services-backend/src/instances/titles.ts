import type {
  CloudServiceSpec,
  LocalizedText,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { fromJson } from '@dualcloud/foundation-node';
import type { InstanceRow } from './InstanceStore';

type Titled = Pick<
  InstanceRow,
  'service_snapshot' | 'service_title' | 'plan_title' | 'plan_name'
>;

/**
 * What service and plan were called when they were ordered, in all languages
 * that they had then: a bill and its order must go on naming the same thing.
 *
 * @param planName - another plan than the instance's own: what a step changes to
 */
export function titlesOf(
  row: Titled,
  planName: string = row.plan_name,
): { serviceTitles: LocalizedText; planTitles: LocalizedText | undefined } {
  const spec = fromJson<Partial<CloudServiceSpec>>(row.service_snapshot);
  const plan = spec.plans?.find(({ name }) => name === planName);
  // A plan that came after the order is not in its snapshot.
  const own = planName === row.plan_name ? { en: row.plan_title } : undefined;
  return {
    serviceTitles: spec.title ?? { en: row.service_title },
    planTitles: plan?.title ?? own,
  };
}

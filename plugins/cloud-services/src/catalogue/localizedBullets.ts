import type { CloudServicePlan } from '@dualcloud/backstage-plugin-cloud-services-common';

/** What a plan offers, point by point, in the person's language. */
export function localizedBullets(
  plan: Pick<CloudServicePlan, 'bullets' | 'bulletsDe'>,
  language: string,
): string[] {
  return (language.startsWith('de') && plan.bulletsDe) || plan.bullets || [];
}

import type {
  CloudServicePlan,
  LocalizedText,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** The text in the person's language, else in English, else the fallback. */
export function localize(
  text: LocalizedText | undefined,
  language: string,
  fallback = '',
): string {
  const chosen = language.startsWith('de') ? text?.de : undefined;
  return chosen ?? text?.en ?? fallback;
}

/** What a plan offers, point by point, in the person's language. */
export function localizedBullets(
  plan: Pick<CloudServicePlan, 'bullets' | 'bulletsDe'>,
  language: string,
): string[] {
  return (language.startsWith('de') && plan.bulletsDe) || plan.bullets || [];
}

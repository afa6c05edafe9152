import type { LocalizedText } from '@dualcloud/backstage-plugin-cloud-services-common';

/** The text in the person's language, else in English, else the fallback. */
export function localize(
  text: LocalizedText | undefined,
  language: string,
  fallback = '',
): string {
  const chosen = language.startsWith('de') ? text?.de : undefined;
  return chosen ?? text?.en ?? fallback;
}

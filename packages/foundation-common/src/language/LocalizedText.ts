/** A text in the portal's languages; English is the one that is always there. @public */
export type LocalizedText = { en: string; de?: string };

/**
 * The text in the person's language, else in English, else the fallback.
 *
 * @param language - as browsers have it, for example `de` or `de-AT`
 * @public
 */
export function localize(
  text: LocalizedText | undefined,
  language: string,
  fallback = '',
): string {
  const chosen = language.startsWith('de') ? text?.de : undefined;
  return chosen ?? text?.en ?? fallback;
}

import german from './de';
import { shellTitleOf } from './shellTitles';

/**
 * A title in a language, for where a portal reads it as a plain string outside of
 * what React draws. One that is not known stays as it is.
 */
export function titleIn(language: string, title: string): string {
  const key = language === 'de' ? shellTitleOf(title) : undefined;
  return key ? german[key] : title;
}

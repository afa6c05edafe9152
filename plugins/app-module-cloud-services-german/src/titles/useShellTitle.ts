import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shellTitleOf, shellTitlesTranslationRef } from './shellTitles';

/**
 * Translates the title of a page or tab into the user's language. A title that
 * is not known stays as it is.
 *
 * @example
 * ```tsx
 * const title = useShellTitle();
 * return <SidebarItem text={title(item.title)} … />;
 * ```
 * @public
 */
export function useShellTitle(): (title: string) => string {
  const { t } = useTranslationRef(shellTitlesTranslationRef);
  return useCallback(
    title => {
      const key = shellTitleOf(title);
      return key ? t(key) : title;
    },
    [t],
  );
}

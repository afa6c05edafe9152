import { useEffect } from 'react';
import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Tells the browser, and with it screen readers, which language is spoken. */
export function DocumentLanguage() {
  const api = useApi(appLanguageApiRef);
  useEffect(() => {
    const subscription = api.language$().subscribe(({ language }) => {
      document.documentElement.lang = language;
    });
    return () => subscription.unsubscribe();
  }, [api]);
  return null;
}

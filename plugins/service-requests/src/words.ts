import { useMemo } from 'react';
import {
  localize,
  useFormat,
  useLanguage,
  type Format,
  type LocalizedText,
} from '@dualcloud/foundation-react';
import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { serviceRequestsTranslationRef } from './translation';

/** Texts of the plugin, and of request types, in the reader's language. */
export type Words = {
  t: TranslationFunction<(typeof serviceRequestsTranslationRef)['T']>;
  language: string;
  format: Format;
  text: (texts: LocalizedText | undefined) => string;
};

/** {@link Words} for the language that the portal is shown in. */
export function useWords(): Words {
  const { t } = useTranslationRef(serviceRequestsTranslationRef);
  const language = useLanguage();
  const format = useFormat();
  return useMemo(
    () => ({
      t,
      language,
      format,
      text: texts => localize(texts, language),
    }),
    [t, language, format],
  );
}

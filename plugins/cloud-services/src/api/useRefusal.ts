import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { translateRefusal } from './translateRefusal';

/** An error of the backend in the reader's language, as far as it has words. */
export function useRefusal(error: Error | undefined): Error | undefined {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  return useMemo(
    () => error && translateRefusal(error, t, format),
    [error, t, format],
  );
}

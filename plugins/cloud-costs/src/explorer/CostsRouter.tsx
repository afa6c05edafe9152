import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudCostsTranslationRef } from '../translation';

/** Everything under `/costs`. */
export function CostsRouter() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return <h1>{t('explorer.title')}</h1>;
}

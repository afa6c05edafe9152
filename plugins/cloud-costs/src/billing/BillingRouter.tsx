import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudCostsTranslationRef } from '../translation';

/** Everything under `/billing`. */
export function BillingRouter() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return <h1>{t('billing.title')}</h1>;
}

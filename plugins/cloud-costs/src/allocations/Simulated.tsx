import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusBadge } from '@dualcloud/foundation-react';
import { cloudCostsTranslationRef } from '../translation';

/** Says of what only pretends to run that it does. */
export function Simulated(props: { allocation: { simulated: boolean } }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  if (!props.allocation.simulated) return null;
  return <StatusBadge tone="info">{t('general.simulated')}</StatusBadge>;
}

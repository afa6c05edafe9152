import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { daysUntil, StatusBadge, useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';

/** An end within so many days is warned of. */
export const WARNING_DAYS = 7;

/** The end date, how far off it is, and a warning when it is near. */
export function Expiry(props: { expiresAt?: string }) {
  const { expiresAt } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  if (!expiresAt) return <>{t('expiry.none')}</>;
  const text = t('expiry.at', {
    date: format.date(expiresAt),
    inDays: format.inDays(expiresAt),
  });
  return daysUntil(expiresAt) <= WARNING_DAYS ? (
    <StatusBadge tone="warning">{text}</StatusBadge>
  ) : (
    <>{text}</>
  );
}

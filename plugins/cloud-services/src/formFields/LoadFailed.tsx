import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudServicesTranslationRef } from '../translation';

/** What a field shows when what it needs cannot be read. */
export function LoadFailed(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <div role="alert">
      <p>{t('form.loadFailed', { message: props.error.message })}</p>
      <Button variant="secondary" onPress={props.onRetry}>
        {t('form.tryAgain')}
      </Button>
    </div>
  );
}

import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { cloudServicesTranslationRef } from '../translation';

/** Tries the failed steps of an order again. */
export function RetryButton(props: { orderId: string; onRetried: () => void }) {
  const { orderId, onRetried } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const wish = useWish((client, id: string, header) =>
    client.POST('/orders/{orderId}/retry', {
      params: { path: { orderId: id }, header },
    }),
  );
  return (
    <Flex direction="column" gap="2">
      <Button
        variant="secondary"
        isDisabled={wish.isPending}
        onPress={async () => {
          if (await wish.submit(orderId)) onRetried();
        }}
      >
        {t('failure.retry')}
      </Button>
      {wish.error && <ErrorNotice error={wish.error} />}
    </Flex>
  );
}

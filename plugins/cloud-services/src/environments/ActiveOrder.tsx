import { useEffect, useRef } from 'react';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { FailureNotice, OrderProgress, RetryButton, useOrder } from '../orders';
import { orderRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';

/**
 * The order that is under way, live; or, after a failure, what failed and the way
 * on. Nothing when the last order went well.
 */
export function ActiveOrder(props: {
  activeOrderId?: string;
  lastOrderId?: string;
  failure?: Failure;
  onChanged: () => void;
}) {
  const { activeOrderId, lastOrderId, failure, onChanged } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const orderPath = useRouteRef(orderRouteRef);
  const orderId = activeOrderId ?? (failure ? lastOrderId : undefined);
  const order = useOrder(orderId);

  // The order is seen to end before what it is about is read again.
  const onChangedRef = useRef(onChanged);
  onChangedRef.current = onChanged;
  const hasEnded = Boolean(activeOrderId && order.data?.finishedAt);
  useEffect(() => {
    if (hasEnded) onChangedRef.current();
  }, [hasEnded]);

  if (!orderId) {
    return failure ? <FailureNotice failure={failure} /> : null;
  }
  const shownFailure = activeOrderId
    ? undefined
    : order.data?.failure ?? failure;

  return (
    <Section
      title={
        order.data
          ? t(`orderType.${order.data.type}`, {
              name: order.data.targetName ?? '',
            })
          : t('order.active')
      }
      actions={<Link href={orderPath({ orderId })}>{t('order.open')}</Link>}
    >
      {order.error && (
        <ErrorNotice error={order.error} onRetry={order.reload} />
      )}
      {shownFailure && (
        <FailureNotice
          failure={shownFailure}
          actions={
            order.data?.canRetry && (
              <RetryButton
                orderId={orderId}
                onRetried={() => {
                  order.reload();
                  onChanged();
                }}
              />
            )
          }
        />
      )}
      {order.data ? <OrderProgress order={order.data} /> : <Loading rows={2} />}
    </Section>
  );
}

// Opened from a notification, a template's result or a journal by whoever ordered:
// how far is it, what exactly was ordered, and if it failed, what now?

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import type { Order } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  PartyLink,
  Section,
  useFormat,
} from '@dualcloud/foundation-react';
import { environmentRouteRef, instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { Journal } from '../journal';
import { Differences } from './Differences';
import { FailureNotice } from './FailureNotice';
import { OrderProgress } from './OrderProgress';
import { RetryButton } from './RetryButton';
import { useOrder } from './useOrder';

function TargetLink(props: { order: Order }) {
  const { order } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const instancePath = useRouteRef(instanceRouteRef);
  const name = order.targetName ?? t('order.target');
  if (order.environmentId) {
    return (
      <Link href={environmentPath({ environmentId: order.environmentId })}>
        {name}
      </Link>
    );
  }
  if (order.instanceId) {
    return (
      <Link href={instancePath({ instanceId: order.instanceId })}>{name}</Link>
    );
  }
  return <>{name}</>;
}

/** One order with its steps and journal. */
export function OrderPage() {
  const { orderId } = useParams<{ orderId: string }>();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const { data: order, error, reload } = useOrder(orderId);

  if (!order) {
    return (
      <Container py="4">
        {error ? <ErrorNotice error={error} onRetry={reload} /> : <Loading />}
      </Container>
    );
  }
  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        <Text
          as="h2"
          variant="title-medium"
          style={{ overflowWrap: 'anywhere' }}
        >
          {t(`orderType.${order.type}`, { name: order.targetName ?? '' })}
        </Text>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {order.failure && (
          <FailureNotice
            failure={order.failure}
            actions={
              order.canRetry && (
                <RetryButton orderId={order.id} onRetried={reload} />
              )
            }
          />
        )}
        {order.state === 'succeeded' && (
          <Alert
            status="success"
            icon
            title={t('order.succeeded')}
            description={
              order.readySeconds === undefined
                ? undefined
                : t('order.readyIn', {
                    time: format.duration(order.readySeconds),
                  })
            }
          />
        )}
        <Facts
          items={[
            { label: t('order.for'), value: <TargetLink order={order} /> },
            {
              label: t('order.requestedBy'),
              value: <PartyLink entityRef={order.requestedBy} />,
            },
            {
              label: t('order.requestedAt'),
              value: format.dateTime(order.requestedAt),
            },
            {
              label: t('environment.system'),
              value: <PartyLink entityRef={order.parties.systemRef} />,
            },
            {
              label: t('filter.stage'),
              value: order.stage && t(`stage.${order.stage}`),
            },
            {
              label: t('environment.expiry'),
              value: order.expiresAt && format.date(order.expiresAt),
            },
          ]}
        />
        {order.changes && order.changes.length > 0 && (
          <Section title={t('change.comparison')}>
            <Differences changes={order.changes} />
          </Section>
        )}
        <Section title={t('order.steps')}>
          <OrderProgress order={order} />
        </Section>
        <Section title={t('journal.title')}>
          <Journal
            subject={{ kind: 'order', id: order.id }}
            version={JSON.stringify([order.state, order.steps])}
          />
        </Section>
      </Flex>
    </Container>
  );
}

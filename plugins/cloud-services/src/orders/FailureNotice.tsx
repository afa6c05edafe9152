import type { ReactNode } from 'react';
import { Alert, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesTranslationRef } from '../translation';

/** What failed, in the broker's own words, and what to do about it. */
export function FailureNotice(props: {
  failure: Failure;
  actions?: ReactNode;
}) {
  const { failure, actions } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        failure.componentName
          ? t('failure.ofComponent', { component: failure.componentName })
          : t('failure.title')
      }
      description={
        <Flex direction="column" gap="1">
          <span>{failure.message}</span>
          {failure.brokerDescription && (
            <span>
              {t('failure.brokerSays', { broker: failure.brokerName ?? '' })}{' '}
              <q>{failure.brokerDescription}</q>
            </span>
          )}
          {failure.cleanedUp !== undefined && (
            <span>
              {t(failure.cleanedUp ? 'failure.cleanedUp' : 'failure.leftOver')}
            </span>
          )}
        </Flex>
      }
      customActions={actions}
    />
  );
}

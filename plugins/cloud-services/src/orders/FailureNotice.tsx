import type { ReactNode } from 'react';
import { Alert, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useFormat } from '@dualcloud/foundation-react';
import { Quotation } from '../journal';
import { cloudServicesTranslationRef } from '../translation';
import { failureText } from './failureText';

/** What failed, in the broker's own words, and what to do about it. */
export function FailureNotice(props: {
  failure: Failure;
  actions?: ReactNode;
}) {
  const { failure, actions } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
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
          <span>{failureText(failure, t, format)}</span>
          {failure.brokerDescription && (
            <span>
              <Quotation
                label={t('failure.brokerSays', {
                  broker: failure.brokerName ?? '',
                })}
                words={failure.brokerDescription}
              />
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

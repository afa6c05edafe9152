import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormat } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';

/** Says which brokers' part of the catalogue may be out of date; silent otherwise. */
export function BrokerWarnings() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const { data } = useQuery(client => client.GET('/brokers'), 'brokers');
  const failing = data?.items.filter(broker => broker.state === 'failing');
  return (
    <>
      {failing?.map(broker => (
        <Alert
          key={broker.name}
          role="status"
          status="warning"
          icon
          title={
            broker.lastSuccessAt
              ? t('broker.staleSince', {
                  broker: broker.title ?? broker.name,
                  since: format.dateTime(broker.lastSuccessAt),
                })
              : t('broker.neverRead', { broker: broker.title ?? broker.name })
          }
          description={broker.message ?? t('broker.meaning')}
        />
      ))}
    </>
  );
}

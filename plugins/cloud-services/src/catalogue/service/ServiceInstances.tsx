// Opened on a service's page by its provider, to see who runs it before changing
// or retiring it, and by a customer, to find the instances of their own.

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, ErrorNotice, Section } from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { InstancesTable } from '../../environments/InstancesTable';
import { cloudServicesTranslationRef } from '../../translation';

/** The live instances of a service that the person may see. */
export function ServiceInstances() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const serviceRef = stringifyEntityRef(entity);
  const instances = useQuery(
    client =>
      client.GET('/instances', {
        params: { query: { serviceRef, limit: 500 } },
      }),
    serviceRef,
  );
  useLiveUpdates({ isActive: false, onChange: instances.reload });

  return (
    <Section title={t('instances.title')} description={t('instances.visible')}>
      {instances.error && (
        <ErrorNotice error={instances.error} onRetry={instances.reload} />
      )}
      <InstancesTable
        label={t('instances.title')}
        instances={instances.data?.items}
        isPending={instances.isPending}
        emptyState={
          <EmptyState
            title={t('instances.empty.title')}
            description={t('instances.empty.ofService')}
          />
        }
      />
    </Section>
  );
}

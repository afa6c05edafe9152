import { ButtonLink, Flex } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { INSTANCE_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { ErrorNotice, Loading, StatusBadge } from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { InstanceFacts } from '../environments/InstancePanel';
import { isUnderWay } from '../environments/states';
import { SubjectFacts } from '../environments/SubjectFacts';
import { instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';

function LiveInstance(props: { instanceId: string }) {
  const { instanceId } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const instancePath = useRouteRef(instanceRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/instances/{instanceId}', {
        params: { path: { instanceId } },
      }),
    instanceId,
  );
  useLiveUpdates({
    ids: [instanceId],
    isActive: Boolean(data && isUnderWay(data.state)),
    progress: data?.state,
    onChange: reload,
  });
  return (
    <EntityInfoCard
      title={t('cards.live')}
      footerActions={
        <ButtonLink variant="secondary" href={instancePath({ instanceId })}>
          {t('cards.openInstance')}
        </ButtonLink>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data && (
        <Flex direction="column" gap="4">
          {data.simulated && (
            <div>
              <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
            </div>
          )}
          <SubjectFacts of={data} />
          <InstanceFacts instance={data} />
        </Flex>
      )}
    </EntityInfoCard>
  );
}

/** The live state of the service instance that a Resource stands for. */
export function InstanceCard() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[INSTANCE_ID_ANNOTATION];
  return id ? <LiveInstance instanceId={id} /> : null;
}

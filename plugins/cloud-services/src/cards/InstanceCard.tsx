import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { INSTANCE_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { StatusBadge } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { InstanceFacts } from '../environments/InstancePanel';
import { SubjectFacts } from '../environments/SubjectFacts';
import { instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { LiveCard } from './LiveCard';

function LiveInstance(props: { instanceId: string }) {
  const { instanceId } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const instancePath = useRouteRef(instanceRouteRef);
  const query = useQuery(
    client =>
      client.GET('/instances/{instanceId}', {
        params: { path: { instanceId } },
      }),
    instanceId,
  );
  return (
    <LiveCard
      id={instanceId}
      query={query}
      open={{
        label: t('cards.openInstance'),
        href: instancePath({ instanceId }),
      }}
    >
      {instance => (
        <>
          {instance.simulated && (
            <div>
              <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
            </div>
          )}
          <SubjectFacts of={instance} />
          <InstanceFacts instance={instance} />
        </>
      )}
    </LiveCard>
  );
}

/** The live state of the service instance that a Resource stands for. */
export function InstanceCard() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[INSTANCE_ID_ANNOTATION];
  return id ? <LiveInstance instanceId={id} /> : null;
}

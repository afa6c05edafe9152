import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useQuery } from '../api/useQuery';
import { SubjectFacts } from '../environments/SubjectFacts';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { LiveCard } from './LiveCard';
import { LiveList } from './LiveList';

function LiveEnvironment(props: { environmentId: string }) {
  const { environmentId } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const query = useQuery(
    client =>
      client.GET('/environments/{environmentId}', {
        params: { path: { environmentId } },
      }),
    environmentId,
  );
  return (
    <LiveCard
      id={environmentId}
      query={query}
      open={{
        label: t('cards.openEnvironment'),
        href: environmentPath({ environmentId }),
      }}
    >
      {environment => (
        <>
          <SubjectFacts of={environment} />
          <LiveList environments={[]} instances={environment.instances} />
        </>
      )}
    </LiveCard>
  );
}

/** The live state of the environment that a Resource stands for. */
export function EnvironmentCard() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
  return id ? <LiveEnvironment environmentId={id} /> : null;
}

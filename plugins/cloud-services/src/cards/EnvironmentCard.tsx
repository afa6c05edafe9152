import { ButtonLink, Flex } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { ErrorNotice, Loading } from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { isUnderWay } from '../environments/states';
import { SubjectFacts } from '../environments/SubjectFacts';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { LiveList } from './LiveList';

function LiveEnvironment(props: { environmentId: string }) {
  const { environmentId } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/environments/{environmentId}', {
        params: { path: { environmentId } },
      }),
    environmentId,
  );
  useLiveUpdates({
    ids: [environmentId],
    isActive: Boolean(data && isUnderWay(data.state)),
    progress: data?.state,
    onChange: reload,
  });
  return (
    <EntityInfoCard
      title={t('cards.live')}
      footerActions={
        <ButtonLink
          variant="secondary"
          href={environmentPath({ environmentId })}
        >
          {t('cards.openEnvironment')}
        </ButtonLink>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data && (
        <Flex direction="column" gap="4">
          <SubjectFacts of={data} />
          <LiveList environments={[]} instances={data.instances} />
        </Flex>
      )}
    </EntityInfoCard>
  );
}

/** The live state of the environment that a Resource stands for. */
export function EnvironmentCard() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
  return id ? <LiveEnvironment environmentId={id} /> : null;
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorNotice, Loading } from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { isUnderWay } from '../environments/states';
import { catalogueRouteRef, environmentsRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { LiveList } from './LiveList';

const SHOWN = 10;

/** What runs for a system: its environments and single instances. */
export function SystemCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentsPath = useRouteRef(environmentsRouteRef);
  const cataloguePath = useRouteRef(catalogueRouteRef);
  const systemRef = stringifyEntityRef(entity);
  const environments = useQuery(
    client =>
      client.GET('/environments', {
        params: { query: { systemRef, limit: SHOWN } },
      }),
    systemRef,
  );
  const instances = useQuery(
    client =>
      client.GET('/instances', {
        params: { query: { systemRef, standalone: true, limit: SHOWN } },
      }),
    systemRef,
  );
  const reload = () => {
    environments.reload();
    instances.reload();
  };
  const error = environments.error ?? instances.error;
  const items = [
    ...(environments.data?.items ?? []),
    ...(instances.data?.items ?? []),
  ];
  useLiveUpdates({
    isActive: items.some(item => isUnderWay(item.state)),
    onChange: reload,
  });
  const total =
    (environments.data?.totalItems ?? 0) + (instances.data?.totalItems ?? 0);
  const allHref = `${environmentsPath()}?scope=all&system=${encodeURIComponent(
    systemRef,
  )}`;

  return (
    <EntityInfoCard
      title={t('cards.system')}
      footerActions={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {total > 0 && (
            <ButtonLink variant="secondary" href={allHref}>
              {t('cards.showAll', { total: String(total) })}
            </ButtonLink>
          )}
          <ButtonLink variant="secondary" href={cataloguePath()}>
            {t('environments.order')}
          </ButtonLink>
        </Flex>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!error && (environments.isPending || instances.isPending) && (
        <Loading rows={2} />
      )}
      {environments.data && instances.data && items.length === 0 && (
        <Text as="p">{t('cards.systemEmpty')}</Text>
      )}
      <LiveList
        environments={environments.data?.items ?? []}
        instances={instances.data?.items ?? []}
      />
    </EntityInfoCard>
  );
}

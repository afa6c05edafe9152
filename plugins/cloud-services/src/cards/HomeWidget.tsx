// On the home page of a developer: which environments are mine, and does one end soon?

import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  daysUntil,
  EmptyState,
  ErrorNotice,
  Loading,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { WARNING_DAYS } from '../environments/Expiry';
import { isUnderWay } from '../environments/states';
import { catalogueRouteRef, environmentsRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { LiveList } from './LiveList';

const SHOWN = 6;

/** My environments, those that end first on top. */
export function HomeWidget() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentsPath = useRouteRef(environmentsRouteRef);
  const cataloguePath = useRouteRef(catalogueRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/environments', {
        params: { query: { scope: 'mine', limit: 100 } },
      }),
    'mine',
  );
  const items = [...(data?.items ?? [])].sort((a, b) =>
    (a.expiresAt ?? '9').localeCompare(b.expiresAt ?? '9'),
  );
  useLiveUpdates({
    isActive: items.some(item => isUnderWay(item.state)),
    onChange: reload,
  });
  const endingSoon = items.filter(
    item => item.expiresAt && daysUntil(item.expiresAt) <= WARNING_DAYS,
  ).length;

  return (
    <Flex direction="column" gap="3">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={3} />}
      {data && items.length === 0 && (
        <EmptyState
          title={t('environments.empty.mine')}
          description={t('environments.empty.description')}
          action={
            <ButtonLink href={cataloguePath()} variant="primary">
              {t('environments.order')}
            </ButtonLink>
          }
        />
      )}
      {endingSoon > 0 && (
        <Text as="p">
          {t('cards.endingSoon', {
            count: endingSoon,
            days: String(WARNING_DAYS),
          })}
        </Text>
      )}
      <LiveList environments={items.slice(0, SHOWN)} instances={[]} />
      {items.length > 0 && (
        <ButtonLink href={environmentsPath()} variant="secondary">
          {t('cards.showAll', { total: String(data?.totalItems ?? '') })}
        </ButtonLink>
      )}
    </Flex>
  );
}

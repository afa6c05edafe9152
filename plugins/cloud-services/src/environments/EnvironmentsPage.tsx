// Opened by a software provider's developer or lead, to find an environment, see
// whether it is ready and when it ends; by an agency's service owner, to see what
// runs for their systems; by the provider, to see all of it and how fast it delivers.

import {
  Button,
  ButtonLink,
  Container,
  Flex,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  deliveryTimeReadPermission,
  type EnvironmentState,
  type Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  EmptyState,
  ErrorNotice,
  Section,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { catalogueRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { DeliveryTimes } from './DeliveryTimes';
import { EnvironmentFilters } from './EnvironmentFilters';
import { EnvironmentsTable } from './EnvironmentsTable';
import { InstancesTable } from './InstancesTable';
import { isUnderWay } from './states';
import { usePages } from './usePages';

const PAGE_SIZE = 100;
const STAGES: readonly Stage[] = ['development', 'test', 'production'];
const STATES: readonly EnvironmentState[] = [
  'provisioning',
  'ready',
  'updating',
  'failed',
  'terminating',
  'terminated',
];
const SCOPES = ['mine', 'organisation', 'all'] as const;

function oneOf<T extends string>(
  values: readonly T[],
  value: string | undefined,
): T | undefined {
  return values.find(candidate => candidate === value);
}

function EnvironmentList() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const url = useUrlFilter();
  const cataloguePath = useRouteRef(catalogueRouteRef);
  const state = oneOf(STATES, url.get('state'));
  const scope = oneOf(SCOPES, url.get('scope')) ?? 'mine';
  const text = url.get('text') ?? '';
  const filter = {
    scope,
    stage: oneOf(STAGES, url.get('stage')),
    systemRef: url.get('system'),
  };

  const environments = usePages(
    (client, cursor) =>
      client.GET('/environments', {
        params: {
          query: {
            ...filter,
            state,
            text: text || undefined,
            includeTerminated: state === 'terminated' ? true : undefined,
            limit: PAGE_SIZE,
            cursor,
          },
        },
      }),
    JSON.stringify([filter, state, text]),
  );
  const instances = usePages(
    (client, cursor) =>
      client.GET('/instances', {
        params: {
          query: { ...filter, standalone: true, limit: PAGE_SIZE, cursor },
        },
      }),
    JSON.stringify(filter),
  );
  useLiveUpdates({
    isActive: Boolean(
      environments.items?.some(item => isUnderWay(item.state)) ||
        instances.items?.some(item => isUnderWay(item.state)),
    ),
    onChange: () => {
      environments.reload();
      instances.reload();
    },
  });

  const isFiltered = Boolean(text || state || filter.stage || filter.systemRef);
  const clear = () => url.clear(['text', 'state', 'stage', 'system']);
  const orderLink = (
    <ButtonLink href={cataloguePath()} variant="primary">
      {t('environments.order')}
    </ButtonLink>
  );

  return (
    <Flex direction="column" gap="6" py="4">
      <EnvironmentFilters
        url={url}
        scope={scope}
        stages={STAGES}
        states={STATES}
        seenSystems={[
          ...(environments.items ?? []),
          ...(instances.items ?? []),
        ].map(item => item.parties.systemRef)}
      />
      {environments.error && (
        <ErrorNotice
          error={environments.error}
          title={t('environments.error')}
          onRetry={environments.reload}
        />
      )}
      <Section
        title={t('environments.title', {
          total: String(environments.totalItems ?? ''),
        })}
        actions={orderLink}
      >
        <EnvironmentsTable
          label={t('environments.table')}
          environments={environments.items}
          isPending={environments.isPending}
          emptyState={
            isFiltered ? (
              <EmptyState
                title={t('environments.noMatch.title')}
                description={t('environments.noMatch.description')}
                action={
                  <Button variant="secondary" onPress={clear}>
                    {t('filter.clear')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={t(`environments.empty.${scope}`)}
                description={t('environments.empty.description')}
                action={orderLink}
              />
            )
          }
        />
        {environments.loadMore && (
          <Button
            variant="secondary"
            isPending={environments.isLoadingMore}
            onPress={environments.loadMore}
          >
            {t('action.loadMore')}
          </Button>
        )}
      </Section>
      <Section
        title={t('instances.standalone')}
        description={t('instances.standaloneMeaning')}
      >
        {instances.error && (
          <ErrorNotice error={instances.error} onRetry={instances.reload} />
        )}
        <InstancesTable
          label={t('instances.standalone')}
          instances={instances.items?.filter(
            item =>
              item.name
                .toLocaleLowerCase()
                .includes(text.toLocaleLowerCase()) &&
              (!state || item.state === state),
          )}
          isPending={instances.isPending}
          emptyState={
            <EmptyState
              title={t('instances.empty.title')}
              description={t('instances.empty.standalone')}
            />
          }
        />
        {instances.loadMore && (
          <Button
            variant="secondary"
            isPending={instances.isLoadingMore}
            onPress={instances.loadMore}
          >
            {t('action.loadMore')}
          </Button>
        )}
      </Section>
    </Flex>
  );
}

/** Environments and single instances; for the provider its delivery times too. */
export function EnvironmentsPage() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const url = useUrlFilter();
  const { allowed: maySeeDeliveryTimes } = usePermission({
    permission: deliveryTimeReadPermission,
  });

  if (!maySeeDeliveryTimes) {
    return (
      <Container>
        <EnvironmentList />
      </Container>
    );
  }
  return (
    <Container>
      <Tabs
        selectedKey={
          url.get('view') === 'delivery-times' ? 'delivery-times' : 'list'
        }
        onSelectionChange={key =>
          url.set('view', key === 'list' ? undefined : String(key))
        }
      >
        <TabList aria-label={t('environments.views')}>
          <Tab id="list">{t('environments.list')}</Tab>
          <Tab id="delivery-times">{t('deliveryTimes.title')}</Tab>
        </TabList>
        <TabPanel id="list">
          <EnvironmentList />
        </TabPanel>
        <TabPanel id="delivery-times">
          <DeliveryTimes />
        </TabPanel>
      </Tabs>
    </Container>
  );
}

import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  EmptyState,
  ErrorNotice,
  isRefusal,
  Loading,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { LevelList } from '../levels/LevelItem';
import { serviceLevelsRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';

type Scope = { subject?: string; environment?: string };

const SHOWN = 5;
const SHOWN_AT_HOME = 3;

function useLevels(scope: Scope, limit: number) {
  return useQuery(
    client =>
      client.GET('/service-levels', { params: { query: { ...scope, limit } } }),
    JSON.stringify({ ...scope, limit }),
  );
}

/** What is agreed about something; nothing at all for those who may not see it. */
function LevelsCard(props: { scope: Scope; empty: string }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const levelsPath = useRouteRef(serviceLevelsRouteRef);
  const { data, error, reload } = useLevels(props.scope, SHOWN);
  if (isRefusal(error)) return null;
  return (
    <EntityInfoCard
      title={t('cards.title')}
      footerActions={
        <ButtonLink variant="secondary" href={levelsPath()}>
          {t('cards.open')}
        </ButtonLink>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && <Text as="p">{props.empty}</Text>}
      {data && data.items.length > 0 && (
        <LevelList levels={data.items} label={t('cards.title')} />
      )}
    </EntityInfoCard>
  );
}

/** What is agreed about a service. */
export function ServiceLevelsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <LevelsCard
      scope={{ subject: stringifyEntityRef(entity) }}
      empty={t('cards.empty.service')}
    />
  );
}

/** What is agreed for a system, its environments included. */
export function SystemLevelsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <LevelsCard
      scope={{ subject: stringifyEntityRef(entity) }}
      empty={t('cards.empty.system')}
    />
  );
}

/** What is agreed for an environment. */
export function EnvironmentLevelsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
  if (!id) return null;
  return (
    <LevelsCard
      scope={{ environment: id }}
      empty={t('cards.empty.environment')}
    />
  );
}

/** On the home page: is anything of mine in danger? */
export function HomeWidget() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const levelsPath = useRouteRef(serviceLevelsRouteRef);
  const { data, error, reload } = useLevels({}, SHOWN_AT_HOME);
  if (isRefusal(error)) return <Text as="p">{t('cards.refused')}</Text>;
  return (
    <Flex direction="column" gap="4">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && (
        <EmptyState
          title={t('cards.home.empty.title')}
          description={t('cards.home.empty.description')}
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <LevelList levels={data.items} label={t('cards.home.title')} />
          <div>
            <ButtonLink variant="secondary" href={levelsPath()}>
              {t('cards.open')}
            </ButtonLink>
          </div>
        </>
      )}
    </Flex>
  );
}

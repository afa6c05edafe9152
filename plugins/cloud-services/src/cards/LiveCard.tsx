import type { ReactNode } from 'react';
import { ButtonLink, Flex } from '@backstage/ui';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { ErrorNotice, Loading, type Query } from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { isUnderWay } from '../environments/states';
import { cloudServicesTranslationRef } from '../translation';

/** The live state of one environment or instance, with a way to its page. */
export function LiveCard<T extends Environment | Instance>(props: {
  id: string;
  query: Query<T>;
  open: { label: string; href: string };
  children: (it: T) => ReactNode;
}) {
  const { id, open } = props;
  const { data, error, reload } = props.query;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  useLiveUpdates({
    ids: [id],
    isActive: Boolean(data && isUnderWay(data.state)),
    progress: data?.state,
    onChange: reload,
  });
  return (
    <EntityInfoCard
      title={t('cards.live')}
      footerActions={
        <ButtonLink variant="secondary" href={open.href}>
          {open.label}
        </ButtonLink>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data && (
        <Flex direction="column" gap="4">
          {props.children(data)}
        </Flex>
      )}
    </EntityInfoCard>
  );
}

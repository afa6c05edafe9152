// Opened by the IT service provider's service desk: do the connected ticket systems
// get and tell everything, and where do people have to say whose value counts?

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWords } from '../../words';
import { serviceDeskRouteRef } from '../routes';
import { ConflictList } from './ConflictList';
import { ConnectorView } from './ConnectorView';
import styles from './connectors.module.css';

/** Connected ticket systems, and what both sides have changed. */
export function ConnectorsPage() {
  const { t } = useWords();
  const deskPath = useRouteRef(serviceDeskRouteRef);
  const { connectors, conflicts, reload } = useConnectors();
  const error = connectors.error ?? conflicts.error;
  const isLoaded = connectors.data && conflicts.data;
  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        <Link href={deskPath()}>{t('desk.back')}</Link>
        <div>
          <Text as="h2" variant="title-medium">
            {t('connectors.title')}
          </Text>
          <Text as="p">{t('connectors.introduction')}</Text>
        </div>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!isLoaded && !error && <Loading rows={3} />}
        {connectors.data?.items.length === 0 && (
          <EmptyState
            title={t('connectors.empty.title')}
            description={t('connectors.empty.description')}
          />
        )}
        {connectors.data && connectors.data.items.length > 0 && (
          <>
            <Section title={t('conflicts.title')}>
              {conflicts.data && (
                <ConflictList
                  conflicts={conflicts.data.items}
                  onDone={reload}
                />
              )}
            </Section>
            <Section title={t('connectors.systems')}>
              <ul className={styles.plain}>
                {connectors.data.items.map(connector => (
                  <li key={connector.id}>
                    <ConnectorView connector={connector} />
                  </li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </Flex>
    </Container>
  );
}

/** Both lists; they follow what the systems do by themselves. */
function useConnectors() {
  const connectors = useQuery(client => client.GET('/connectors'), 'all');
  const conflicts = useQuery(
    client => client.GET('/connector-conflicts'),
    'all',
  );
  const reload = () => {
    connectors.reload();
    conflicts.reload();
  };
  useLiveUpdates({
    isActive: connectors.data !== undefined,
    progress: JSON.stringify(connectors.data),
    onChange: reload,
  });
  return { connectors, conflicts, reload };
}

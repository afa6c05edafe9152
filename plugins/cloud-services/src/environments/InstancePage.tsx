// Opened by the developer who ordered a single service, or who works on one service
// of an environment: get its credentials, change its plan, see what happened to it.

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import {
  ErrorNotice,
  Loading,
  Section,
  StatusBadge,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { CredentialsPanel } from '../credentials';
import { Journal } from '../journal';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { ActiveOrder } from './ActiveOrder';
import { InstanceActions, InstanceFacts } from './InstancePanel';
import { isUnderWay } from './states';
import { subjectOfInstance } from './subject';
import { SubjectActions } from './SubjectActions';
import { SubjectFacts } from './SubjectFacts';
import styles from './environments.module.css';

/** One service instance, live. */
export function InstancePage() {
  const { instanceId = '' } = useParams<{ instanceId: string }>();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/instances/{instanceId}', {
        params: { path: { instanceId } },
      }),
    instanceId,
  );
  const version = JSON.stringify([
    data?.state,
    data?.activeOrderId,
    data?.lastOrderId,
    data?.description,
    data?.expiresAt,
    data?.planName,
  ]);
  useLiveUpdates({
    ids: [instanceId, data?.environmentId, data?.activeOrderId],
    isActive: Boolean(data && (data.activeOrderId || isUnderWay(data.state))),
    progress: version,
    onChange: reload,
  });

  if (!data) {
    return (
      <Container py="4">
        {error ? (
          <ErrorNotice
            error={error}
            title={t('instance.error')}
            onRetry={reload}
          />
        ) : (
          <Loading rows={4} rowHeight={80} />
        )}
      </Container>
    );
  }
  const isGone = data.state === 'terminated' || data.state === 'deprovisioning';

  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
          <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
            <Text
              as="h2"
              variant="title-medium"
              style={{ overflowWrap: 'anywhere' }}
            >
              {data.name}
            </Text>
            {data.simulated && (
              <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
            )}
          </Flex>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            {!isGone && (
              <InstanceActions
                instance={data}
                mayChange={data.permissions.update}
                onOrdered={reload}
              />
            )}
            {/* What belongs to an environment is extended and torn down with it. */}
            {!data.environmentId && (
              <SubjectActions
                subject={subjectOfInstance(data)}
                isBusy={Boolean(data.activeOrderId)}
                isGone={isGone}
                onOrdered={reload}
              />
            )}
          </Flex>
        </Flex>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {data.serviceGone && (
          <Alert status="warning" icon title={t('instance.serviceGone')} />
        )}
        <div className={styles.columns}>
          <Flex direction="column" gap="6">
            <ActiveOrder
              activeOrderId={data.activeOrderId}
              lastOrderId={data.lastOrderId}
              failure={data.failure}
              onChanged={reload}
            />
            <Section title={t('instance.configuration')}>
              <InstanceFacts instance={data} />
            </Section>
            {data.permissions.credentials && !isGone && (
              <Section
                title={t('credentials.title')}
                description={t('credentials.meaning')}
              >
                <CredentialsPanel instance={data} />
              </Section>
            )}
          </Flex>
          <Section title={t('instance.about')}>
            <SubjectFacts
              of={data}
              more={[
                {
                  label: t('instance.environment'),
                  value: data.environmentId && (
                    <Link
                      href={environmentPath({
                        environmentId: data.environmentId,
                      })}
                    >
                      {t('instance.openEnvironment')}
                    </Link>
                  ),
                },
              ]}
            />
          </Section>
        </div>
        <Section title={t('journal.title')}>
          <Journal
            subject={{ kind: 'instance', id: data.id }}
            version={version}
          />
        </Section>
      </Flex>
    </Container>
  );
}

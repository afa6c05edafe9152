// Opened right after an order, or from the list: by the developer who waits for it,
// connects to it, extends it and tears it down; by the lead who checks what it holds
// and until when; by the provider who helps when something failed.

import { Container, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import {
  ErrorNotice,
  Loading,
  PartyLink,
  Section,
  useFormat,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { Journal } from '../journal';
import { cloudServicesTranslationRef } from '../translation';
import { ActiveOrder } from './ActiveOrder';
import { InstancePanel } from './InstancePanel';
import { isUnderWay } from './states';
import { subjectOfEnvironment } from './subject';
import { SubjectActions } from './SubjectActions';
import { SubjectFacts } from './SubjectFacts';
import styles from './environments.module.css';

/** One environment, live. */
export function EnvironmentPage() {
  const { environmentId = '' } = useParams<{ environmentId: string }>();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const environment = useQuery(
    client =>
      client.GET('/environments/{environmentId}', {
        params: { path: { environmentId } },
      }),
    environmentId,
  );
  const { data, error, reload } = environment;
  const version = JSON.stringify([
    data?.state,
    data?.activeOrderId,
    data?.lastOrderId,
    data?.expiresAt,
    data?.instances.map(({ state, description }) => [state, description]),
  ]);
  useLiveUpdates({
    ids: [environmentId, data?.activeOrderId],
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
            title={t('environment.error')}
            onRetry={reload}
          />
        ) : (
          <Loading rows={4} rowHeight={80} />
        )}
      </Container>
    );
  }
  const live = data.instances.filter(
    instance => instance.state !== 'terminated' || data.state === 'terminated',
  );

  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
          <div>
            <Text
              as="h2"
              variant="title-medium"
              style={{ overflowWrap: 'anywhere' }}
            >
              {data.name}
            </Text>
            {data.description && (
              <Text as="p" color="secondary">
                {data.description}
              </Text>
            )}
          </div>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <SubjectActions
              subject={subjectOfEnvironment(data)}
              isBusy={Boolean(data.activeOrderId)}
              isGone={
                data.state === 'terminated' || data.state === 'terminating'
              }
              onOrdered={reload}
            />
          </Flex>
        </Flex>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        <div className={styles.columns}>
          <Flex direction="column" gap="6">
            <ActiveOrder
              activeOrderId={data.activeOrderId}
              lastOrderId={data.lastOrderId}
              failure={data.failure}
              onChanged={reload}
            />
            <Section title={t('environment.instances')}>
              <ul className={styles.stack}>
                {live.map(instance => (
                  <li key={instance.id}>
                    <InstancePanel
                      instance={instance}
                      mayChange={data.permissions.update}
                      onOrdered={reload}
                    />
                  </li>
                ))}
              </ul>
            </Section>
          </Flex>
          <Section title={t('environment.about')}>
            <SubjectFacts
              of={data}
              more={[
                {
                  label: t('environment.blueprint'),
                  value: data.blueprintRef && (
                    <PartyLink entityRef={data.blueprintRef} />
                  ),
                },
                {
                  label: t('environment.orderedBy'),
                  value: <PartyLink entityRef={data.createdBy} />,
                },
                {
                  label: t('environment.readyIn'),
                  value:
                    data.readySeconds === undefined
                      ? undefined
                      : format.duration(data.readySeconds),
                },
              ]}
            />
          </Section>
        </div>
        <Section title={t('journal.title')}>
          <Journal
            subject={{ kind: 'environment', id: data.id }}
            version={version}
          />
        </Section>
      </Flex>
    </Container>
  );
}

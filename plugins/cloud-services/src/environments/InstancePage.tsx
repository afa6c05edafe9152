// Opened by the developer who ordered a single service, or who works on one service
// of an environment: get its credentials, change its plan, see what happened to it.

import { Alert, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Instance } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useParams } from 'react-router-dom';
import { Section, StatusBadge } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { CredentialsPanel } from '../credentials';
import { environmentRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { InstanceActions, InstanceFacts } from './InstancePanel';
import { subjectOfInstance } from './subject';
import { SubjectActions } from './SubjectActions';
import { SubjectPage } from './SubjectPage';

function isGone(instance: Instance): boolean {
  return instance.state === 'terminated' || instance.state === 'deprovisioning';
}

function Actions(props: { instance: Instance; onOrdered: () => void }) {
  const { instance, onOrdered } = props;
  return (
    <>
      {!isGone(instance) && (
        <InstanceActions
          instance={instance}
          mayChange={instance.permissions.update}
          onOrdered={onOrdered}
        />
      )}
      {/* What belongs to an environment is extended and torn down with it. */}
      {!instance.environmentId && (
        <SubjectActions
          subject={subjectOfInstance(instance)}
          isBusy={Boolean(instance.activeOrderId)}
          isGone={isGone(instance)}
          onOrdered={onOrdered}
        />
      )}
    </>
  );
}

/** One service instance, live. */
export function InstancePage() {
  const { instanceId = '' } = useParams<{ instanceId: string }>();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const query = useQuery(
    client =>
      client.GET('/instances/{instanceId}', {
        params: { path: { instanceId } },
      }),
    instanceId,
  );
  const { data, reload } = query;
  const version = JSON.stringify([
    data?.state,
    data?.activeOrderId,
    data?.lastOrderId,
    data?.description,
    data?.expiresAt,
    data?.planName,
  ]);

  return (
    <SubjectPage
      kind="instance"
      query={query}
      ids={[instanceId, data?.environmentId]}
      version={version}
    >
      {instance => ({
        badge: instance.simulated && (
          <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
        ),
        actions: <Actions instance={instance} onOrdered={reload} />,
        notice: instance.serviceGone && (
          <Alert status="warning" icon title={t('instance.serviceGone')} />
        ),
        content: (
          <>
            <Section title={t('instance.configuration')}>
              <InstanceFacts instance={instance} />
            </Section>
            {instance.permissions.credentials && !isGone(instance) && (
              <Section
                title={t('credentials.title')}
                description={t('credentials.meaning')}
              >
                <CredentialsPanel instance={instance} />
              </Section>
            )}
          </>
        ),
        facts: [
          {
            label: t('instance.environment'),
            value: instance.environmentId && (
              <Link
                href={environmentPath({
                  environmentId: instance.environmentId,
                })}
              >
                {t('instance.openEnvironment')}
              </Link>
            ),
          },
        ],
      })}
    </SubjectPage>
  );
}

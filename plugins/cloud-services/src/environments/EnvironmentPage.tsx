// Opened right after an order, or from the list: by the developer who waits for it,
// connects to it, extends it and tears it down; by the lead who checks what it holds
// and until when; by the provider who helps when something failed.

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Environment } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useParams } from 'react-router-dom';
import { PartyLink, Section, useFormat } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';
import { InstancePanel } from './InstancePanel';
import { subjectOfEnvironment } from './subject';
import { SubjectActions } from './SubjectActions';
import { SubjectPage } from './SubjectPage';
import styles from './environments.module.css';

function InstancesSection(props: {
  environment: Environment;
  onOrdered: () => void;
}) {
  const { environment, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const live = environment.instances.filter(
    instance =>
      instance.state !== 'terminated' || environment.state === 'terminated',
  );
  return (
    <Section title={t('environment.instances')}>
      <ul className={styles.stack}>
        {live.map(instance => (
          <li key={instance.id}>
            <InstancePanel
              instance={instance}
              mayChange={environment.permissions.update}
              onOrdered={onOrdered}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One environment, live. */
export function EnvironmentPage() {
  const { environmentId = '' } = useParams<{ environmentId: string }>();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const query = useQuery(
    client =>
      client.GET('/environments/{environmentId}', {
        params: { path: { environmentId } },
      }),
    environmentId,
  );
  const { data, reload } = query;
  const version = JSON.stringify([
    data?.state,
    data?.activeOrderId,
    data?.lastOrderId,
    data?.expiresAt,
    data?.instances.map(({ state, description }) => [state, description]),
  ]);

  return (
    <SubjectPage
      kind="environment"
      query={query}
      ids={[environmentId]}
      version={version}
    >
      {environment => ({
        description: environment.description,
        actions: (
          <SubjectActions
            subject={subjectOfEnvironment(environment)}
            isBusy={Boolean(environment.activeOrderId)}
            isGone={
              environment.state === 'terminated' ||
              environment.state === 'terminating'
            }
            onOrdered={reload}
          />
        ),
        content: (
          <InstancesSection environment={environment} onOrdered={reload} />
        ),
        facts: [
          {
            label: t('environment.blueprint'),
            value: environment.blueprintRef && (
              <PartyLink entityRef={environment.blueprintRef} />
            ),
          },
          {
            label: t('environment.orderedBy'),
            value: <PartyLink entityRef={environment.createdBy} />,
          },
          {
            label: t('environment.readyIn'),
            value:
              environment.readySeconds === undefined
                ? undefined
                : format.duration(environment.readySeconds),
          },
        ],
      })}
    </SubjectPage>
  );
}

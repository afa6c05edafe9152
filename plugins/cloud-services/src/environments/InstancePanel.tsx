import { useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Instance } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  Facts,
  PartyLink,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { CredentialsPanel } from '../credentials';
import { Quotation } from '../journal';
import { failureText } from '../orders';
import { instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import { ChangeDialog } from './change/ChangeDialog';
import { StateBadge } from './states';
import { useTitles } from './useTitles';
import styles from './environments.module.css';

export function Parameters(props: { parameters?: Record<string, unknown> }) {
  const entries = Object.entries(props.parameters ?? {});
  if (entries.length === 0) return <>–</>;
  return (
    <ul className={styles.plain}>
      {entries.map(([name, value]) => (
        <li key={name}>
          {name}:{' '}
          <code className={styles.code}>
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </code>
        </li>
      ))}
    </ul>
  );
}

function safeUrl(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

/** What an instance is: service, plan, parameters, version. */
export function InstanceFacts(props: { instance: Instance }) {
  const { instance } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const { planOf } = useTitles();
  return (
    <Facts
      items={[
        {
          label: t('instance.service'),
          value: <PartyLink entityRef={instance.serviceRef} />,
        },
        {
          label: t('instance.plan'),
          value: planOf(instance),
        },
        {
          label: t('instance.parameters'),
          value: <Parameters parameters={instance.parameters} />,
        },
        { label: t('service.version'), value: instance.version },
        {
          label: t('instance.dependsOn'),
          value: instance.dependsOn?.join(', '),
        },
        { label: t('parties.broker'), value: instance.brokerName },
        {
          label: t('instance.brokerSays'),
          value: instance.environmentId && instance.description && (
            <Quotation words={instance.description} />
          ),
        },
      ]}
    />
  );
}

/** Change button with its dialog, and the broker's own console if it has one. */
export function InstanceActions(props: {
  instance: Instance;
  mayChange: boolean;
  onOrdered: () => void;
}) {
  const { instance, mayChange, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [isChanging, setChanging] = useState(false);
  const dashboard = safeUrl(instance.dashboardUrl);
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      {dashboard && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={dashboard}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('instance.dashboard')}
        </ButtonLink>
      )}
      {mayChange && (
        <Button
          size="small"
          variant="secondary"
          isDisabled={
            instance.state !== 'ready' || Boolean(instance.activeOrderId)
          }
          aria-label={t('change.label', {
            name: instance.componentName ?? instance.name,
          })}
          onPress={() => setChanging(true)}
        >
          {t('change.button')}
        </Button>
      )}
      {isChanging && (
        <ChangeDialog
          instance={instance}
          onClose={() => setChanging(false)}
          onOrdered={() => {
            setChanging(false);
            onOrdered();
          }}
        />
      )}
    </Flex>
  );
}

/** One instance of an environment, with its credentials. */
export function InstancePanel(props: {
  instance: Instance;
  /** Whether the environment may be changed: an instance in it changes with it. */
  mayChange: boolean;
  onOrdered: () => void;
}) {
  const { instance, mayChange, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const instancePath = useRouteRef(instanceRouteRef);
  const { serviceOf } = useTitles();
  const name = instance.componentName ?? instance.name;

  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
          <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
            <Text as="h3" variant="title-x-small">
              <Link href={instancePath({ instanceId: instance.id })}>
                {t('instance.heading', {
                  name,
                  service: serviceOf(instance),
                })}
              </Link>
            </Text>
            <StateBadge state={instance.state} />
            {instance.simulated && (
              <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
            )}
          </Flex>
          <InstanceActions
            instance={instance}
            mayChange={mayChange}
            onOrdered={onOrdered}
          />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          {instance.serviceGone && (
            <Alert status="warning" icon title={t('instance.serviceGone')} />
          )}
          {instance.failure && (
            <Text as="p">{failureText(instance.failure, t, format)}</Text>
          )}
          <InstanceFacts instance={instance} />
          {instance.permissions.credentials &&
            instance.bindable &&
            instance.state !== 'terminated' && (
              <Accordion>
                <AccordionTrigger title={t('credentials.titleFor', { name })} />
                <AccordionPanel>
                  <CredentialsPanel instance={instance} />
                </AccordionPanel>
              </Accordion>
            )}
        </Flex>
      </CardBody>
    </Card>
  );
}

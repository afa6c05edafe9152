import { ButtonLink, Flex, Text } from '@backstage/ui';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { ErrorNotice, isRefusal, Loading } from '@dualcloud/foundation-react';
import { useEntities } from '../../pickers';
import { useWords } from '../../words';
import { reportTicketRouteRef, serviceDeskRouteRef } from '../routes';
import { TicketList } from '../TicketList';
import { useOpenTickets, type TicketSubject } from '../useOpenTickets';

/** What is open about something, and a way to report more; nothing for those who may not see it. */
function TicketsCard(props: {
  subject: TicketSubject;
  /** What the form is pre-filled with. */
  report?: Record<string, string>;
}) {
  const { subject, report } = props;
  const { t } = useWords();
  const deskPath = useRouteRef(serviceDeskRouteRef);
  const reportPath = useRouteRef(reportTicketRouteRef);
  const { data, error, reload } = useOpenTickets(subject);
  if (isRefusal(error)) return null;
  const { service, system } = subject;
  const filter = new URLSearchParams({
    ...(service && { service }),
    ...(system && { system }),
  });
  const form = new URLSearchParams({ kind: 'incident', ...report });
  return (
    <EntityInfoCard
      title={t('desk.card.title')}
      footerActions={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ButtonLink variant="secondary" href={`${reportPath()}?${form}`}>
            {t('desk.report.incident')}
          </ButtonLink>
          <ButtonLink variant="tertiary" href={`${deskPath()}?${filter}`}>
            {t('desk.title')}
          </ButtonLink>
        </Flex>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && <Text as="p">{t('desk.card.empty')}</Text>}
      {data && data.items.length > 0 && (
        <TicketList tickets={data.items} label={t('desk.card.title')} />
      )}
    </EntityInfoCard>
  );
}

/** On a CloudService's page. */
export function ServiceTicketsCard() {
  const { entity } = useEntity();
  const service = stringifyEntityRef(entity);
  return <TicketsCard subject={{ service }} report={{ service }} />;
}

/** On a System's page. */
export function SystemTicketsCard() {
  const { entity } = useEntity();
  const system = stringifyEntityRef(entity);
  return <TicketsCard subject={{ system }} report={{ system }} />;
}

/** On an environment's page. */
export function EnvironmentTicketsCard() {
  const { entity } = useEntity();
  const environment = environmentIdOf(entity);
  if (!environment) return null;
  return <TicketsCard subject={{ environment }} report={{ environment }} />;
}

/** On a service instance's page; it may stand in an environment or alone. */
export function InstanceTicketsCard() {
  const { entity } = useEntity();
  const instance = entity.metadata.annotations?.[INSTANCE_ID_ANNOTATION];
  const { instanceOf, environment, serves } = entity.spec ?? {};
  const environments = useEntities(
    environment ? byRef(String(environment)) : undefined,
  );
  const environmentId = environmentIdOf(environments.data?.[0]);
  if (!instance) return null;
  return (
    <TicketsCard
      subject={{ instance }}
      report={{
        service: String(instanceOf),
        ...(environmentId
          ? { environment: environmentId, instance }
          : { system: String(serves) }),
      }}
    />
  );
}

function environmentIdOf(entity: Entity | undefined): string | undefined {
  return entity?.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
}

function byRef(ref: string) {
  const { kind, namespace, name } = parseEntityRef(ref);
  return { kind, 'metadata.namespace': namespace, 'metadata.name': name };
}

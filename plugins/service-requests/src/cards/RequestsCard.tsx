import { ButtonLink, Text } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ErrorNotice, isRefusal, Loading } from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { RequestList } from '../requests';
import { serviceRequestsRouteRef } from '../routes';
import { useWords } from '../words';

type Scope = {
  system?: string;
  service?: string;
  customer?: string;
  'software-provider'?: string;
};

const SHOWN = 5;

/** Open requests about something. */
export function useOpenRequests(scope: Scope) {
  const query = { ...scope, open: true, limit: SHOWN };
  const requests = useQuery(
    client => client.GET('/requests', { params: { query } }),
    JSON.stringify(query),
  );
  useLiveUpdates({ isActive: false, onChange: requests.reload });
  return requests;
}

/** What is open about something; nothing at all for those who may not see it. */
function RequestsCard(props: { scope: Scope; empty: string }) {
  const { t } = useWords();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const { data, error, reload } = useOpenRequests(props.scope);
  if (isRefusal(error)) return null;
  const { system, customer } = props.scope;
  const filter = new URLSearchParams({
    scope: 'all',
    ...(system && { system }),
    ...(customer && { customer }),
  });
  return (
    <EntityInfoCard
      title={t('cards.title')}
      footerActions={
        <ButtonLink variant="secondary" href={`${requestsPath()}?${filter}`}>
          {t('cards.open')}
        </ButtonLink>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && <Text as="p">{props.empty}</Text>}
      {data && data.items.length > 0 && (
        <RequestList requests={data.items} label={t('cards.title')} />
      )}
    </EntityInfoCard>
  );
}

/** On a System's page. */
export function SystemRequestsCard() {
  const { entity } = useEntity();
  const { t } = useWords();
  return (
    <RequestsCard
      scope={{ system: stringifyEntityRef(entity) }}
      empty={t('cards.empty.system')}
    />
  );
}

/** On the page of an agency or a software provider. */
export function GroupRequestsCard() {
  const { entity } = useEntity();
  const { t } = useWords();
  const ref = stringifyEntityRef(entity);
  const isAgency = entity.spec?.type === 'agency';
  return (
    <RequestsCard
      scope={isAgency ? { customer: ref } : { 'software-provider': ref }}
      empty={t('cards.empty.group')}
    />
  );
}

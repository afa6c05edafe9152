import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  isRefusal,
  Loading,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';
import { RequestList } from '../requests';
import { serviceRequestsRouteRef } from '../routes';
import { useWords } from '../words';

const SHOWN = 3;

/** On the home page: in what is it my turn? */
export function HomeWidget() {
  const { t } = useWords();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/requests', {
        params: { query: { scope: 'waiting-for-me', limit: SHOWN } },
      }),
    'mine',
  );
  useLiveUpdates({ isActive: false, onChange: reload });
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
        <RequestList requests={data.items} label={t('cards.title')} />
      )}
      <div>
        <ButtonLink variant="secondary" href={requestsPath()}>
          {t('cards.open')}
        </ButtonLink>
      </div>
    </Flex>
  );
}

// Opened by the software provider to hand a release over, or to complete its papers.

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useNavigate, useParams } from 'react-router-dom';
import { useQuery } from '../../api/useQuery';
import { serviceRequestRouteRef } from '../../routes';
import { useWords } from '../../words';
import { DeliveryForm } from './DeliveryForm';
import { PapersForm } from './PapersForm';

/** Delivers a release for a request; `?release=…` completes the papers of one. */
export function ReleasePage() {
  const { t } = useWords();
  const { requestId = '' } = useParams();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const releaseId = useUrlFilter().get('release');
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/requests/{requestId}', { params: { path: { requestId } } }),
    requestId,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={requestPath({ requestId })}>{t('form.toRequest')}</Link>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={4} />}
        {data &&
          (releaseId ? (
            <Papers requestId={data.id} releaseId={releaseId} />
          ) : (
            <Delivery request={data} />
          ))}
      </Flex>
    </Container>
  );
}

/** Back to the request, which shows what was delivered. */
function useReturn(requestId: string) {
  const navigate = useNavigate();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  return () => navigate(requestPath({ requestId }));
}

function Delivery({ request }: { request: ServiceRequestDetail }) {
  const { t } = useWords();
  const leave = useReturn(request.id);
  return (
    <>
      <Text as="h2" variant="title-medium">
        {t('delivery.title', { request: `${request.number} ${request.title}` })}
      </Text>
      {request.mayDeliver ? (
        <DeliveryForm request={request} onLeave={leave} />
      ) : (
        <Alert status="info" icon title={t('delivery.notYours')} />
      )}
    </>
  );
}

function Papers(props: { requestId: string; releaseId: string }) {
  const { requestId, releaseId } = props;
  const { t } = useWords();
  const leave = useReturn(requestId);
  // Read once: what others change meanwhile must not overwrite what is being typed.
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/releases/{releaseId}', { params: { path: { releaseId } } }),
    releaseId,
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Loading rows={4} />;
  return (
    <>
      <Text as="h2" variant="title-medium">
        {t('delivery.papers.title', { version: data.version })}
      </Text>
      {data.mayDeliver ? (
        <PapersForm release={data} onLeave={leave} />
      ) : (
        <Alert status="info" icon title={t('delivery.notYours')} />
      )}
    </>
  );
}

// Opened by the IT service provider to answer a request with an offer.

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../../api/useQuery';
import { refsOf, useEntities } from '../../pickers';
import { serviceRequestRouteRef } from '../../routes';
import { useWords } from '../../words';
import { OfferForm } from './OfferForm';
import { templateFor } from './template';

/**
 * Draws up an offer: anew, `?offer=…` from a draft that is gone on with, or
 * `?from=…` from an earlier version.
 */
export function OfferDraftPage() {
  const { t } = useWords();
  const { requestId = '' } = useParams();
  const requestPath = useRouteRef(serviceRequestRouteRef);
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
        {data && (
          <Text as="h2" variant="title-medium">
            {t('offer.draft.title', {
              request: `${data.number} ${data.title}`,
            })}
          </Text>
        )}
        {data?.mayOffer === false && (
          <Alert status="info" icon title={t('offer.draft.notYours')} />
        )}
        {data?.mayOffer && <Beginning request={data} />}
      </Flex>
    </Container>
  );
}

/** Waits for everything that the form begins with. */
function Beginning({ request }: { request: ServiceRequestDetail }) {
  const url = useUrlFilter();
  const draftId = url.get('offer');
  const offerId = draftId ?? url.get('from');
  const earlier = useQuery(
    client =>
      client.GET('/offers/{offerId}', {
        params: { path: { offerId: offerId ?? '' } },
      }),
    offerId,
  );
  const calendars = useEntities({ kind: 'ServiceCalendar' });
  const services = useEntities(
    request.serviceRef
      ? {
          kind: 'CloudService',
          'metadata.name': parseEntityRef(request.serviceRef).name,
        }
      : undefined,
  );
  if (earlier.error) {
    return <ErrorNotice error={earlier.error} onRetry={earlier.reload} />;
  }
  const error = calendars.error ?? services.error;
  if (error) return <ErrorNotice error={error} onRetry={calendars.reload} />;
  const isLoading =
    !calendars.data ||
    (offerId && !earlier.data) ||
    (request.serviceRef && !services.data);
  if (isLoading) return <Loading rows={6} />;
  const calendarRefs = refsOf(calendars.data);
  return (
    <OfferForm
      requestId={request.id}
      draftId={draftId}
      calendarRefs={calendarRefs}
      isNameFixed={request.serviceRef !== undefined}
      initial={
        earlier.data ??
        templateFor(request, services.data?.[0], calendarRefs[0], Date.now())
      }
    />
  );
}

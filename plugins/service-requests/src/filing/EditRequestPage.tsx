// Opened to go on with a draft, or to answer questions by completing the form.

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ServiceRequestDetail,
  ServiceRequestDraft,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import type { JsonObject } from '@backstage/types';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useQuery } from '../api/useQuery';
import { useWish } from '../api/useWish';
import { serviceRequestRouteRef } from '../routes';
import { useWords } from '../words';
import { RequestForm } from './RequestForm';
import type { RequestWish } from './wish';

/** What was filled in, to be changed as long as it is the requester's turn. */
export function EditRequestPage() {
  const { t, text } = useWords();
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
          <Text as="p" variant="title-medium">
            {data.number} · {text(data.typeTitles)}
          </Text>
        )}
        {data?.mayEdit === false && (
          <Alert status="info" icon title={t('form.notNow')} />
        )}
        {data?.mayEdit && <EditForm request={data} />}
      </Flex>
    </Container>
  );
}

/** Kept first, then sent on: what was kept stays, even where the form is not complete. */
function useSending(request: ServiceRequestDetail) {
  const { requestId } = { requestId: request.id };
  const [revision, setRevision] = useState(request.revision);
  const save = useWish((client, body: ServiceRequestDraft, header) =>
    client.PUT('/requests/{requestId}', {
      params: { path: { requestId }, header },
      body,
    }),
  );
  const fire = useWish(
    (client, body: { event: string; revision: number }, header) =>
      client.POST('/requests/{requestId}/events', {
        params: { path: { requestId }, header },
        body,
      }),
  );
  const keep = async (said: RequestWish) => {
    fire.clearError();
    const kept = await save.submit({
      title: said.title,
      form: said.form,
      systemRef: said.systemRef,
      softwareProviderRef: said.softwareProviderRef,
      revision,
    });
    if (kept) setRevision(kept.revision);
    return kept;
  };
  return { keep, save, fire };
}

function EditForm({ request }: { request: ServiceRequestDetail }) {
  const { t, text } = useWords();
  const url = useUrlFilter();
  const navigate = useNavigate();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const { keep, save, fire } = useSending(request);
  const onward = request.possible.find(({ needs }) => needs.includes('form'));
  return (
    <RequestForm
      type={request.type}
      asked={{
        about: request.serviceRef ? 'service' : 'nothing',
        isFiled: true,
      }}
      form={request.pages}
      isSaved={url.get('saved') !== undefined}
      initial={{
        title: request.title,
        systemRef: request.systemRef,
        serviceRef: request.serviceRef,
        customerRef: request.customerRef,
        softwareProviderRef: request.softwareProviderRef,
        form: request.form as JsonObject,
      }}
      sending={{
        save: async said => {
          url.set('saved', undefined);
          if (await keep(said)) url.set('saved', '1');
        },
        submit: async said => {
          const kept = await keep(said);
          if (!kept) return;
          const { id, revision } = kept;
          if (
            onward &&
            !(await fire.submit({ event: onward.event, revision }))
          ) {
            return;
          }
          navigate(requestPath({ requestId: id }));
        },
        submitLabel: onward ? text(onward.titles) : t('form.save'),
        isPending: save.isPending || fire.isPending,
        error: save.error ?? fire.error,
      }}
    />
  );
}

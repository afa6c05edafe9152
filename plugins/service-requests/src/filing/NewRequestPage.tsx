// Opened by somebody who needs something that cannot be ordered by button.

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { RequestType } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import { useWish } from '../api/useWish';
import {
  editRequestRouteRef,
  newRequestRouteRef,
  serviceRequestRouteRef,
  serviceRequestsRouteRef,
} from '../routes';
import { useWords } from '../words';
import { RequestForm } from './RequestForm';
import { TypeChoice } from './TypeChoice';
import { useRequestTypes } from './useRequestTypes';
import type { RequestWish } from './wish';

/** Choosing a type, and filling in its form; the address may say some of it. */
export function NewRequestPage() {
  const { t, text } = useWords();
  const url = useUrlFilter();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const newPath = useRouteRef(newRequestRouteRef);
  const types = useRequestTypes();
  const type = types.data?.find(
    one => one.name === url.get('type') && one.mayOpen,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={type ? newPath() : requestsPath()}>
          {t(type ? 'form.otherType' : 'general.back')}
        </Link>
        {type && (
          <div>
            <Text as="p" variant="title-medium">
              {text(type.titles)}
            </Text>
            <Text as="p" color="secondary">
              {text(type.descriptions)}
            </Text>
          </div>
        )}
        {types.error && (
          <ErrorNotice error={types.error} onRetry={types.reload} />
        )}
        {!types.data && !types.error && <Loading rows={4} />}
        {types.data && !type && <TypeChoice types={types.data} />}
        {type && <NewForm key={type.name} type={type} />}
      </Flex>
    </Container>
  );
}

function NewForm({ type }: { type: RequestType }) {
  const { t } = useWords();
  const url = useUrlFilter();
  const navigate = useNavigate();
  const editPath = useRouteRef(editRequestRouteRef);
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const wish = useWish(
    (client, body: RequestWish & { submit?: boolean }, header) =>
      client.POST('/requests', {
        params: { header },
        body: { ...body, type: type.name },
      }),
  );
  const isAboutService = type.about === 'service';
  return (
    <RequestForm
      type={type.name}
      asked={{ about: type.about, isFiled: false }}
      form={type.form}
      initial={{
        title: url.get('title') ?? '',
        customerRef: url.get('customer'),
        systemRef: isAboutService ? undefined : url.get('system'),
        serviceRef: isAboutService ? url.get('service') : undefined,
        form: {},
      }}
      sending={{
        save: async said => {
          const filed = await wish.submit(said);
          if (!filed) return;
          const path = editPath({ requestId: filed.id });
          navigate(`${path}?page=${url.get('page') ?? 1}&saved=1`, {
            replace: true,
          });
        },
        submit: async said => {
          const filed = await wish.submit({ ...said, submit: true });
          if (filed) navigate(requestPath({ requestId: filed.id }));
        },
        submitLabel: t('form.submit'),
        isPending: wish.isPending,
        error: wish.error,
      }}
    />
  );
}

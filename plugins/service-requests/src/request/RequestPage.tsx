// Opened from a notification or the list: where does it stand, whose turn is it,
// what can I do, and what has been said and agreed so far?

import { ButtonLink, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  ServiceRequestDetail,
  ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { FilledIn } from '../filing/FilledIn';
import { OfferSection } from '../offers';
import { editRequestRouteRef, serviceRequestsRouteRef } from '../routes';
import { isTakenOver, TakeoverSection } from '../takeover';
import { useWords } from '../words';
import { AssignmentSection } from './assignment';
import { AttachmentSection } from './attachments';
import { ChecklistSection } from './checklist';
import { ConversationSection } from './conversation';
import { DataRecordSection } from './dataRecord';
import { EventActions } from './events';
import { HistorySection } from './history';
import { LinkSection } from './links';
import { Progress } from './progress';
import { Standing } from './Standing';
import { useRequest } from './useRequest';
import styles from './request.module.css';

/** One request, with everything that belongs to it. */
export function RequestPage() {
  const { t } = useWords();
  const { requestId = '' } = useParams();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const { request, history, reload } = useRequest(requestId);
  const { data, error } = request;
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={requestsPath()}>{t('general.back')}</Link>
        {error && (
          <ErrorNotice
            error={error}
            missing={t('request.notThere')}
            onRetry={request.reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && (
          <Detail
            request={data}
            steps={history.data?.items ?? []}
            onChange={reload}
          />
        )}
      </Flex>
    </Container>
  );
}

type DetailProps = {
  request: ServiceRequestDetail;
  steps: readonly ServiceRequestEvent[];
  onChange: () => void;
};

function Detail(props: DetailProps) {
  const { request, steps } = props;
  const { text } = useWords();
  return (
    <Flex direction="column" gap="6">
      <div>
        <Text as="p" color="secondary">
          {request.number} · {text(request.typeTitles)}
        </Text>
        <Text as="h2" variant="title-medium" className={styles.title}>
          {request.title}
        </Text>
      </div>
      <Standing request={request} />
      <EventActions request={request} onDone={props.onChange} />
      <Progress request={request} steps={steps} />
      <div className={styles.columns}>
        <Content {...props} />
        <Beside {...props} />
      </div>
    </Flex>
  );
}

/** What is taken over, what is offered, what it is about, and what is said. */
function Content({ request, onChange }: DetailProps) {
  const { t } = useWords();
  const editPath = useRouteRef(editRequestRouteRef);
  return (
    <Flex direction="column" gap="8">
      {isTakenOver(request) && (
        <TakeoverSection request={request} onDone={onChange} />
      )}
      {request.offers && !request.recorded && (
        <OfferSection request={request} onDone={onChange} />
      )}
      <Section
        title={t('request.filledIn')}
        actions={
          request.mayEdit && (
            <ButtonLink
              variant="secondary"
              href={editPath({ requestId: request.id })}
            >
              {t('request.edit')}
            </ButtonLink>
          )
        }
      >
        <FilledIn form={request.pages} value={request.form as JsonObject} />
      </Section>
      <ConversationSection request={request} />
      <AttachmentSection request={request} />
    </Flex>
  );
}

/** Who and what belongs to it, and what was done. */
function Beside({ request, steps, onChange }: DetailProps) {
  return (
    <Flex direction="column" gap="8">
      <LinkSection request={request} onDone={onChange} />
      <ChecklistSection request={request} onDone={onChange} />
      <DataRecordSection request={request} onDone={onChange} />
      <AssignmentSection request={request} onDone={onChange} />
      <HistorySection request={request} steps={steps} />
    </Flex>
  );
}

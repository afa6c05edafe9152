// Opened from a notification or the list: does it work again, how do I get on
// meanwhile, who works on it and until when, and what can I do?

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  TicketDetail,
  TicketEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import styles from '../../request/request.module.css';
import { useWords } from '../../words';
import { ConflictHint } from '../connectors';
import { serviceDeskRouteRef } from '../routes';
import { TicketActions } from './events';
import { TicketLinks } from './links';
import { Standing } from './Standing';
import { TicketConversation } from './TicketConversation';
import { TicketFacts } from './TicketFacts';
import { TicketHistory } from './TicketHistory';
import { useTicket } from './useTicket';

/** One incident, problem or change, with everything that belongs to it. */
export function TicketPage() {
  const { t } = useWords();
  const { ticketId = '' } = useParams();
  const deskPath = useRouteRef(serviceDeskRouteRef);
  const { ticket, history, reload } = useTicket(ticketId);
  const { data, error } = ticket;
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={deskPath()}>{t('desk.back')}</Link>
        {error && (
          <ErrorNotice
            error={error}
            missing={t('desk.notThere')}
            onRetry={ticket.reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && (
          <Detail
            ticket={data}
            steps={history.data?.items ?? []}
            onDone={reload}
          />
        )}
      </Flex>
    </Container>
  );
}

function Detail(props: {
  ticket: TicketDetail;
  steps: readonly TicketEvent[];
  onDone: () => void;
}) {
  const { ticket, steps, onDone } = props;
  const { t } = useWords();
  return (
    <Flex direction="column" gap="6">
      <div>
        <Text as="p" color="secondary">
          {ticket.number} · {t(`desk.kind.${ticket.kind}`)}
        </Text>
        <Text as="h2" variant="title-medium" className={styles.title}>
          {ticket.title}
        </Text>
      </div>
      <Standing ticket={ticket} />
      <ConflictHint ticket={ticket} />
      <TicketActions ticket={ticket} onDone={onDone} />
      <div className={styles.columns}>
        <Flex direction="column" gap="8">
          <Section title={t('desk.description')}>
            <p className={styles.text}>{ticket.description}</p>
          </Section>
          <TicketConversation ticket={ticket} />
        </Flex>
        <Flex direction="column" gap="8">
          <TicketFacts ticket={ticket} onDone={onDone} />
          <TicketLinks ticket={ticket} onDone={onDone} />
          <TicketHistory ticket={ticket} steps={steps} />
        </Flex>
      </div>
    </Flex>
  );
}

import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import {
  TICKET_PROCESSES,
  type TicketDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import styles from '../../../request/request.module.css';
import { useWords } from '../../../words';
import { useTicketEvent } from '../useTicket';
import { TicketEventDialog } from './TicketEventDialog';

type Possible = TicketDetail['possible'][number];

/** Whether nothing follows, for which one asks first. */
function isEnd({ kind }: TicketDetail, { to }: Possible): boolean {
  return !TICKET_PROCESSES[kind].events.some(({ from }) => from.includes(to));
}

/** What the reader can make happen. */
export function TicketActions(props: {
  ticket: TicketDetail;
  onDone: () => void;
}) {
  const { ticket, onDone } = props;
  const { t, text } = useWords();
  const [asked, setAsked] = useState<Possible>();
  const wish = useTicketEvent(ticket, onDone);
  if (ticket.possible.length === 0) return null;
  const ordered = [...ticket.possible].sort(
    (a, b) => Number(isEnd(ticket, a)) - Number(isEnd(ticket, b)),
  );
  return (
    <section aria-label={t('request.actions')}>
      <Flex direction="column" gap="3">
        <Flex gap="2" className={styles.actions}>
          {ordered.map((event, index) => (
            <Button
              key={event.event}
              variant={
                index === 0 && !isEnd(ticket, event) ? 'primary' : 'secondary'
              }
              isDisabled={wish.isPending}
              onPress={() =>
                event.needs.length > 0 || isEnd(ticket, event)
                  ? setAsked(event)
                  : wish.submit({ event: event.event })
              }
            >
              {text(event.titles)}
            </Button>
          ))}
        </Flex>
        {wish.error && !asked && <ErrorNotice error={wish.error} />}
      </Flex>
      {asked && (
        <TicketEventDialog
          ticket={ticket}
          event={asked}
          isEnd={isEnd(ticket, asked)}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            onDone();
          }}
        />
      )}
    </section>
  );
}

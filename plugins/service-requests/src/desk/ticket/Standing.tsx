import { Alert, Flex } from '@backstage/ui';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { AgreedTimes } from '../levels/AgreedTimes';
import { TicketBadge } from '../TicketBadge';
import { usePeriod } from '../usePeriod';
import { useTurn } from '../useTurn';
import { useNextStep } from './useNextStep';

/** Where the ticket stands: what happens next, how to get on meanwhile, who, and until when. */
export function Standing({ ticket }: { ticket: TicketDetail }) {
  const { t, format } = useWords();
  const turn = useTurn([ticket])(ticket);
  const next = useNextStep(ticket, turn?.who);
  const periodOf = usePeriod();
  const { workaround, resolution, plannedFrom, plannedTo } = ticket;
  return (
    <Flex direction="column" gap="3">
      <Alert
        status={turn?.isMine ? 'warning' : 'info'}
        icon
        title={t(turn?.isMine ? 'request.yourTurn' : 'request.next')}
        description={next}
      />
      {workaround && (
        <Alert
          status="info"
          icon
          title={t('desk.workaround')}
          description={workaround}
        />
      )}
      {resolution && (
        <Alert
          status="success"
          icon
          title={t('desk.resolution')}
          description={resolution}
        />
      )}
      <Facts
        items={[
          {
            label: t('desk.column.state'),
            value: <TicketBadge ticket={ticket} isMine={turn?.isMine} />,
          },
          {
            label: t('desk.column.class'),
            value:
              ticket.incidentClass && t(`desk.class.${ticket.incidentClass}`),
          },
          {
            label: t('desk.assigned'),
            value: (
              <>
                <PartyLink entityRef={ticket.assigned.ref} />{' '}
                {t(`desk.why.${ticket.assigned.why}`, {
                  part: ticket.assigned.part ?? '',
                })}
              </>
            ),
          },
          {
            label: t('desk.window'),
            value: plannedFrom && plannedTo && periodOf(plannedFrom, plannedTo),
          },
          {
            label: t('desk.column.reported'),
            value: (
              <time dateTime={ticket.reportedAt}>
                {format.dateTime(ticket.reportedAt)}
              </time>
            ),
          },
          {
            label: t('desk.faultSince'),
            value: ticket.faultSince && (
              <time dateTime={ticket.faultSince}>
                {format.dateTime(ticket.faultSince)}
              </time>
            ),
          },
          {
            label: t('desk.outageFrom'),
            value: ticket.outageFrom && (
              <time dateTime={ticket.outageFrom}>
                {format.dateTime(ticket.outageFrom)}
              </time>
            ),
          },
          {
            label: t('desk.times'),
            value:
              ticket.kind === 'incident' ? (
                <AgreedTimes ticket={ticket} />
              ) : undefined,
          },
        ]}
      />
    </Flex>
  );
}

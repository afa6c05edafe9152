import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import styles from '../requests/requests.module.css';
import { useWords } from '../words';
import { ticketRouteRef } from './routes';
import { TicketBadge } from './TicketBadge';
import { useTurn } from './useTurn';

/** A few tickets where there is little room, as on cards. */
export function TicketList(props: {
  label: string;
  tickets: readonly Ticket[];
}) {
  const { t } = useWords();
  const ticketPath = useRouteRef(ticketRouteRef);
  const turnOf = useTurn(props.tickets);
  return (
    <ul className={styles.plain} aria-label={props.label}>
      {props.tickets.map(ticket => (
        <li key={ticket.id} className={styles.item}>
          <div>
            <Link href={ticketPath({ ticketId: ticket.id })}>
              {ticket.title}
            </Link>
            <div className={styles.small}>
              {ticket.number} · {t(`desk.kind.${ticket.kind}`)}
            </div>
            {ticket.workaround && (
              <div className={styles.small}>
                {t('desk.workaround')}: {ticket.workaround}
              </div>
            )}
          </div>
          <TicketBadge ticket={ticket} isMine={turnOf(ticket)?.isMine} />
        </li>
      ))}
    </ul>
  );
}

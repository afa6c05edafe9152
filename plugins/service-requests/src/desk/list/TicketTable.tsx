import { useState } from 'react';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import { ScrollTable, useEntityTitles } from '@dualcloud/foundation-react';
import styles from '../../requests/requests.module.css';
import { NEWEST_FIRST, sortRows, type Sorting } from '../../requests/sorting';
import { SortHeader } from '../../requests/SortHeader';
import { useWords } from '../../words';
import { ticketRouteRef } from '../routes';
import { TicketBadge } from '../TicketBadge';
import { useTurn } from '../useTurn';

const COLUMNS = [
  { id: 'number', sort: 'number' },
  { id: 'title', sort: 'title' },
  { id: 'service' },
  { id: 'state' },
  { id: 'turn' },
  { id: 'class' },
  { id: 'reported', sort: 'reportedAt' },
  { id: 'updated', sort: 'updatedAt' },
] as const;

type SortColumn = 'number' | 'title' | 'reportedAt' | 'updatedAt';

/** The list, in the order that its headers are pressed into once all of it is there. */
export function TicketTable(props: {
  tickets: readonly Ticket[];
  isWhole: boolean;
}) {
  const { tickets, isWhole } = props;
  const { t } = useWords();
  const [chosen, setSorting] = useState<Sorting<SortColumn>>(NEWEST_FIRST);
  const sorting = isWhole ? chosen : NEWEST_FIRST;
  const titleOf = useEntityTitles(tickets.map(({ serviceRef }) => serviceRef));
  const turnOf = useTurn(tickets);
  return (
    <ScrollTable label={t('desk.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(column => (
              <SortHeader
                key={column.id}
                label={t(`desk.column.${column.id}`)}
                sort={isWhole && 'sort' in column ? column.sort : undefined}
                sorting={sorting}
                onSort={setSorting}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(tickets, sorting).map(ticket => (
            <Row
              key={ticket.id}
              ticket={ticket}
              service={titleOf(ticket.serviceRef)}
              turn={turnOf(ticket)}
            />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function Row(props: {
  ticket: Ticket;
  service: string;
  turn: { who: string; isMine: boolean } | undefined;
}) {
  const { ticket, service, turn } = props;
  const { t, format } = useWords();
  const ticketPath = useRouteRef(ticketRouteRef);
  return (
    <tr>
      <td className={styles.number}>{ticket.number}</td>
      <th scope="row">
        <Link href={ticketPath({ ticketId: ticket.id })}>{ticket.title}</Link>
        <div className={styles.small}>{t(`desk.kind.${ticket.kind}`)}</div>
      </th>
      <td>{service}</td>
      <td>
        <TicketBadge ticket={ticket} isMine={turn?.isMine} />
      </td>
      <td>
        {turn?.isMine ? (
          <strong>{t('requests.turn.mine')}</strong>
        ) : (
          turn?.who ?? t('requests.turn.none')
        )}
      </td>
      <td>{ticket.incidentClass && t(`desk.class.${ticket.incidentClass}`)}</td>
      <td>
        <time dateTime={ticket.reportedAt}>
          {format.dateTime(ticket.reportedAt)}
        </time>
      </td>
      <td>
        <time dateTime={ticket.updatedAt}>
          {format.dateTime(ticket.updatedAt)}
        </time>
      </td>
    </tr>
  );
}

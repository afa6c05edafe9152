import type { ReactNode } from 'react';
import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Connector } from '@dualcloud/backstage-plugin-service-requests-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import tables from '../../requests/requests.module.css';
import { useWords } from '../../words';
import { ticketRouteRef } from '../routes';

/** Tickets of which the system was told in vain. */
export function StuckTable({ stuck }: { stuck: Connector['stuck'] }) {
  const { t, format } = useWords();
  const ticketPath = useRouteRef(ticketRouteRef);
  return (
    <Lines
      title={t('connectors.stuck')}
      description={t('connectors.stuck.means')}
      columns={[
        t('connectors.column.ticket'),
        t('connectors.column.problem'),
        t('connectors.column.attempts'),
        t('connectors.column.next'),
      ]}
    >
      {stuck.map(({ ticketId, number, title, problem, attempts, nextAt }) => (
        <tr key={ticketId}>
          <th scope="row">
            <Link href={ticketPath({ ticketId })}>
              {number} · {title}
            </Link>
          </th>
          <td>{problem}</td>
          <td>{format.number(attempts)}</td>
          <td>
            <time dateTime={nextAt}>{format.instant(nextAt)}</time>
          </td>
        </tr>
      ))}
    </Lines>
  );
}

/** Tickets of the system that the desk did not take in. */
export function RefusedTable({ refused }: { refused: Connector['refused'] }) {
  const { t, format } = useWords();
  return (
    <Lines
      title={t('connectors.refused')}
      description={t('connectors.refused.means')}
      columns={[
        t('connectors.column.theirs'),
        t('connectors.column.reason'),
        t('connectors.column.at'),
      ]}
    >
      {refused.map(({ externalId, reason, at }) => (
        <tr key={externalId}>
          <th scope="row">{externalId}</th>
          <td>{reason}</td>
          <td>
            <time dateTime={at}>{format.instant(at)}</time>
          </td>
        </tr>
      ))}
    </Lines>
  );
}

function Lines(props: {
  title: string;
  description: string;
  columns: string[];
  children: ReactNode;
}) {
  const { title, description, columns, children } = props;
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {title}
      </Text>
      <Text as="p" color="secondary">
        {description}
      </Text>
      <ScrollTable label={title}>
        <table className={tables.table}>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </ScrollTable>
    </div>
  );
}

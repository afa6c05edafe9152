import { useState } from 'react';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';
import { ScrollTable, useEntityTitles } from '@dualcloud/foundation-react';
import { serviceRequestRouteRef } from '../routes';
import { useWords } from '../words';
import { DueDate, StateBadge, Turn } from './RequestState';
import { NEWEST_FIRST, sortRows, type Sorting } from './sorting';
import { SortHeader } from './SortHeader';
import styles from './requests.module.css';

const COLUMNS = [
  { id: 'number', sort: 'number' },
  { id: 'title', sort: 'title' },
  { id: 'customer' },
  { id: 'state' },
  { id: 'turn' },
  { id: 'due', sort: 'dueAt' },
  { id: 'updated', sort: 'updatedAt' },
] as const;

/** The list, in the order that its headers are pressed into once all of it is there. */
export function RequestTable(props: {
  requests: readonly ServiceRequest[];
  isWhole: boolean;
}) {
  const { requests, isWhole } = props;
  const { t, text, format } = useWords();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const titleOf = useEntityTitles(
    requests.map(({ customerRef }) => customerRef),
  );
  const [chosen, setSorting] = useState<Sorting>(NEWEST_FIRST);
  const sorting = isWhole ? chosen : NEWEST_FIRST;
  return (
    <ScrollTable label={t('general.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(column => (
              <SortHeader
                key={column.id}
                label={t(`requests.${column.id}`)}
                sort={isWhole && 'sort' in column ? column.sort : undefined}
                sorting={sorting}
                onSort={setSorting}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(requests, sorting).map(request => (
            <tr key={request.id}>
              <td className={styles.number}>{request.number}</td>
              <th scope="row">
                <Link href={requestPath({ requestId: request.id })}>
                  {request.title}
                </Link>
                <div className={styles.small}>{text(request.typeTitles)}</div>
              </th>
              <td>{titleOf(request.customerRef)}</td>
              <td>
                <StateBadge request={request} />
              </td>
              <td>
                <Turn request={request} />
              </td>
              <td>
                <DueDate request={request} />
              </td>
              <td>
                <time dateTime={request.updatedAt}>
                  {format.dateTime(request.updatedAt)}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

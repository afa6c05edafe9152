import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';
import { serviceRequestRouteRef } from '../routes';
import { useWords } from '../words';
import { DueDate, StateBadge } from './RequestState';
import styles from './requests.module.css';

/** A few requests where there is little room, as on cards. */
export function RequestList(props: {
  label: string;
  requests: readonly ServiceRequest[];
}) {
  const { t, text } = useWords();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  return (
    <ul className={styles.plain} aria-label={props.label}>
      {props.requests.map(request => (
        <li key={request.id} className={styles.item}>
          <div>
            <Link href={requestPath({ requestId: request.id })}>
              {request.title}
            </Link>
            <div className={styles.small}>
              {request.number} · {text(request.typeTitles)}
            </div>
            {request.waitsForMe && (
              <div className={styles.small}>{text(request.next)}</div>
            )}
          </div>
          <div>
            <StateBadge request={request} />
            {request.dueAt && (
              <div className={styles.small}>
                {t('requests.due')}: <DueDate request={request} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

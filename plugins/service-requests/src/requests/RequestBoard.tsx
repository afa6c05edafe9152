import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import { PHASES } from '../phases';
import { serviceRequestRouteRef } from '../routes';
import { useWords } from '../words';
import { DueDate, StateBadge, Turn } from './RequestState';
import styles from './requests.module.css';

/** A column for each phase; what has to be done is on the card. */
export function RequestBoard(props: { requests: readonly ServiceRequest[] }) {
  const { t } = useWords();
  const titleOf = useEntityTitles(
    props.requests.map(({ customerRef }) => customerRef),
  );
  return (
    <div
      className={styles.board}
      role="region"
      aria-label={t('requests.view.board')}
      tabIndex={0}
    >
      {PHASES.map(phase => {
        const here = props.requests.filter(one => one.phase === phase);
        return (
          <section key={phase} aria-labelledby={`phase-${phase}`}>
            <Text
              as="h2"
              variant="title-x-small"
              id={`phase-${phase}`}
              className={styles.column}
            >
              {t(`phase.${phase}`)} ({here.length})
            </Text>
            <ul className={styles.cards}>
              {here.map(request => (
                <li key={request.id}>
                  <BoardCard
                    request={request}
                    customer={titleOf(request.customerRef)}
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function BoardCard(props: { request: ServiceRequest; customer: string }) {
  const { request, customer } = props;
  const { t, text } = useWords();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  return (
    <article className={styles.card} data-mine={request.waitsForMe}>
      <span className={styles.small}>{request.number}</span>
      <Link href={requestPath({ requestId: request.id })}>{request.title}</Link>
      <span className={styles.small}>
        {text(request.typeTitles)} · {customer}
      </span>
      <div>
        <StateBadge request={request} />
      </div>
      {request.waitsFor && (
        <span className={styles.small}>
          {t('requests.turn')}: <Turn request={request} />
        </span>
      )}
      {request.dueAt && (
        <span className={styles.small}>
          {t('requests.due')}: <DueDate request={request} />
        </span>
      )}
    </article>
  );
}

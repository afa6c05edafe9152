import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import styles from './requests.module.css';

function toneOf(request: ServiceRequest): Tone {
  if (request.overdue) return 'bad';
  if (request.waitsForMe) return 'warning';
  if (request.ended) return 'quiet';
  return request.phase === 'operation' ? 'good' : 'busy';
}

/** The state of a request; its sign says whether it needs the reader. */
export function StateBadge({ request }: { request: ServiceRequest }) {
  const { text } = useWords();
  return (
    <StatusBadge tone={toneOf(request)}>
      {text(request.stateTitles)}
    </StatusBadge>
  );
}

/** Whose turn it is, in words. */
export function Turn({ request }: { request: ServiceRequest }) {
  const { t } = useWords();
  if (request.waitsForMe) return <strong>{t('requests.turn.mine')}</strong>;
  return (
    <>
      {t(request.waitsFor ? `role.${request.waitsFor}` : 'requests.turn.none')}
    </>
  );
}

/** Until when, and that it is too late. */
export function DueDate({ request }: { request: ServiceRequest }) {
  const { t, format } = useWords();
  if (!request.dueAt) return null;
  return (
    <>
      <time dateTime={request.dueAt}>{format.dateTime(request.dueAt)}</time>
      {request.overdue && (
        <strong className={styles.late}> {t('requests.overdue')}</strong>
      )}
    </>
  );
}

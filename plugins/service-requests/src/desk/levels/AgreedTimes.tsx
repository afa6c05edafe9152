import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Incident } from '@dualcloud/backstage-plugin-service-levels-common';
import { useLevelsQuery } from '../../api/serviceLevelsApi';
import styles from '../../request/request.module.css';
import { useWords } from '../../words';

type AgreedTime = Incident['times'][number];

/** What is told of tickets of this plugin bears its name. */
const SOURCE = 'service-requests';
const DAY_MS = 86_400_000;

/**
 * Until when somebody has to respond and it has to work again, counted in service
 * hours; service levels know it, where they are installed and something is agreed.
 */
export function AgreedTimes({ ticket }: { ticket: Ticket }) {
  const { t } = useWords();
  const reported = Date.parse(ticket.reportedAt);
  const query = {
    subject: ticket.serviceRef,
    from: new Date(reported - DAY_MS).toISOString(),
    to: new Date(reported + DAY_MS).toISOString(),
    limit: 200,
  };
  const { data, error } = useLevelsQuery(
    client => client.GET('/incidents', { params: { query } }),
    `${ticket.id} ${ticket.revision}`,
  );
  const incident = data?.items.find(
    ({ source, id }) => source === SOURCE && id === ticket.id,
  );
  if (error) return <>{t('desk.times.unknown')}</>;
  if (!data) return <>…</>;
  if (!incident || incident.times.length === 0) {
    return <>{t('desk.times.none')}</>;
  }
  return (
    <ul className={styles.plain}>
      {incident.times.map(time => (
        <Time key={`${time.commitmentId} ${time.objective}`} time={time} />
      ))}
    </ul>
  );
}

function Time({ time }: { time: AgreedTime }) {
  const { t, format } = useWords();
  const isLate = time.met === false || time.seconds > time.withinSeconds;
  return (
    <li>
      {t(`desk.times.${time.type}`, {
        within: format.duration(time.withinSeconds),
      })}
      {': '}
      {time.running && !isLate
        ? t('desk.times.left', {
            left: format.duration(time.withinSeconds - time.seconds),
          })
        : t(isLate ? 'desk.times.late' : 'desk.times.met', {
            after: format.duration(time.seconds),
          })}
    </li>
  );
}

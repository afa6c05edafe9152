import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Cause,
  OutageEvent,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { PartyLink, ScrollTable } from '@dualcloud/foundation-react';
import type { ZonedFormat } from '../clock';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { CAUSES } from './OutageFilters';

type Noted = OutageEvent['before'];

function causeIn(noted: Noted): Cause | undefined {
  return CAUSES.find(cause => cause === noted?.cause);
}

/** What was changed into what: the cause, or the times. */
function Change(props: { event: OutageEvent; zoned: ZonedFormat }) {
  const { event, zoned } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const wordsOf = (noted: Noted) => {
    const cause = causeIn(noted);
    if (cause) return t(`general.cause.${cause}`);
    const { from, to } = noted ?? {};
    if (typeof from !== 'string') return undefined;
    return typeof to === 'string'
      ? zoned.range(from, to)
      : `${zoned.moment(from)} – …`;
  };
  const before = wordsOf(event.before);
  const after = wordsOf(event.after);
  if (!before || !after || before === after) return null;
  return (
    <div className={styles.small}>
      {t('outage.history.change', { before, after })}
    </div>
  );
}

/** Everything that was done with an outage, oldest first. */
export function History(props: {
  events: readonly OutageEvent[];
  zoned: ZonedFormat;
}) {
  const { events, zoned } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <ScrollTable label={t('outage.history')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['when', 'who', 'what'] as const).map(id => (
              <th key={id} scope="col" className={styles.words}>
                {t(`outage.history.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(event => (
            <tr key={event.id}>
              <td className={styles.words}>{zoned.moment(event.at)}</td>
              <td className={styles.words}>
                {/^(user|group):/.test(event.by) ? (
                  <PartyLink entityRef={event.by} />
                ) : (
                  event.by
                )}
              </td>
              <td className={styles.words}>
                {t(`outage.action.${event.action}`)}
                {event.reason && <div>{event.reason}</div>}
                <Change event={event} zoned={zoned} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

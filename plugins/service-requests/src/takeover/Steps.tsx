import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import styles from './takeover.module.css';

/** Who did what, newest first; folded away, as one seldom asks. */
export function Steps({ takeover }: { takeover: TakeoverDetail }) {
  const { t, text, format } = useWords();
  return (
    <details className={styles.details}>
      <summary>
        {t('takeover.steps', { number: String(takeover.events.length) })}
      </summary>
      <ol className={styles.plain} reversed>
        {[...takeover.events].reverse().map(step => (
          <li key={step.id} className={styles.entry}>
            <strong>{text(step.titles)}</strong>
            <div className={`${styles.small} ${styles.people}`}>
              {/^[a-z]+:/.test(step.by) ? (
                <PartyLink entityRef={step.by} />
              ) : (
                step.by
              )}
              , <time dateTime={step.at}>{format.dateTime(step.at)}</time>
            </div>
            {step.reason && <p className={styles.text}>{step.reason}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

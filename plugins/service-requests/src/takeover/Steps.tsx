import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { StepList } from '../request/history';
import { useWords } from '../words';
import styles from './takeover.module.css';

/** Who did what, newest first; folded away, as one seldom asks. */
export function Steps({ takeover }: { takeover: TakeoverDetail }) {
  const { t, text } = useWords();
  return (
    <details className={styles.details}>
      <summary>
        {t('takeover.steps', { number: String(takeover.events.length) })}
      </summary>
      <div className={styles.people}>
        <StepList
          steps={takeover.events.map(step => ({
            ...step,
            key: step.id,
            name: text(step.titles),
          }))}
        />
      </div>
    </details>
  );
}

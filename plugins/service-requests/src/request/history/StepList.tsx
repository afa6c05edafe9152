import { useWords } from '../../words';
import { Actor } from '../Actor';
import styles from '../request.module.css';

/** A step on record, in words. */
export type ShownStep = {
  key: string;
  name: string;
  /** State that it led to; absent: it led to none. */
  to?: string;
  by: string;
  at: string;
  reason?: string;
};

/** Who did what, newest first. */
export function StepList({ steps }: { steps: readonly ShownStep[] }) {
  const { format } = useWords();
  return (
    <ol className={styles.plain} reversed>
      {[...steps].reverse().map(step => (
        <li key={step.key} className={styles.entry}>
          <strong>{step.name}</strong>
          {step.to && <span> → {step.to}</span>}
          <div className={styles.small}>
            <Actor actor={step.by} />,{' '}
            <time dateTime={step.at}>{format.dateTime(step.at)}</time>
          </div>
          {step.reason && <p className={styles.text}>{step.reason}</p>}
        </li>
      ))}
    </ol>
  );
}

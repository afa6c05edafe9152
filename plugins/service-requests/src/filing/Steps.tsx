import { useWords } from '../words';
import styles from './filing.module.css';

/** Where one is in the form; back is always possible, ahead by going on. */
export function Steps(props: {
  titles: readonly string[];
  at: number;
  onGoTo: (page: number) => void;
}) {
  const { titles, at, onGoTo } = props;
  const { t } = useWords();
  return (
    <nav aria-label={t('form.steps')}>
      <ol className={styles.steps}>
        {titles.map((title, index) => (
          <li
            key={title}
            aria-current={index === at ? 'step' : undefined}
            data-done={index < at}
          >
            {index < at ? (
              <button type="button" onClick={() => onGoTo(index)}>
                {title}
              </button>
            ) : (
              <span>{title}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

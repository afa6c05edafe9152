import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { foundationTranslationRef } from '../translation';
import styles from './ScrollTable.module.css';

/**
 * Lets a wide table scroll inside itself at 400 % zoom, by keyboard too.
 * @public
 */
export function ScrollTable(props: {
  label: string;
  /** For few columns, as beside other tables: it takes the room that there is. */
  isNarrow?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(foundationTranslationRef);
  return (
    <div
      className={props.isNarrow ? styles.scroll : styles.wide}
      role="region"
      aria-label={t('state.table', { name: props.label })}
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}

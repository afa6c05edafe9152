import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { foundationTranslationRef } from '../translation';
import styles from './ScrollTable.module.css';

/**
 * Lets a wide table scroll inside itself at 400 % zoom, by keyboard too.
 * @public
 */
export function ScrollTable(props: { label: string; children: ReactNode }) {
  const { t } = useTranslationRef(foundationTranslationRef);
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={t('state.table', { name: props.label })}
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}

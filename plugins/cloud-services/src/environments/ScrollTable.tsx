import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudServicesTranslationRef } from '../translation';
import styles from './environments.module.css';

/**
 * Lets a wide table scroll inside itself at 400 % zoom, by keyboard too.
 */
export function ScrollTable(props: { label: string; children: ReactNode }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
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

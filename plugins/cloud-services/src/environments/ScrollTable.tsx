import type { ReactNode } from 'react';
import styles from './environments.module.css';

/**
 * Lets a wide table scroll inside itself at 400 % zoom, by keyboard too.
 */
export function ScrollTable(props: { label: string; children: ReactNode }) {
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={props.label}
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}

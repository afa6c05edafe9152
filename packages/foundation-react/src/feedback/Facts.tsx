import { Fragment, type ReactNode } from 'react';
import styles from './Facts.module.css';

/**
 * Labelled facts as a description list; facts without a value are left out.
 * @public
 */
export function Facts(props: {
  items: Array<{ label: string; value: ReactNode }>;
}) {
  return (
    <dl className={styles.facts}>
      {props.items
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ label, value }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

import { Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './search.module.css';

/** One among the results of a search. */
export function ResultItem(props: {
  icon?: ReactNode;
  title: string;
  location: string;
  /** What it is, and whose. */
  about: string;
}) {
  return (
    <div className={styles.item}>
      <span className={styles.icon}>{props.icon}</span>
      <div>
        <Text as="h3" variant="title-small">
          <Link href={props.location}>{props.title}</Link>
        </Text>
        <Text as="p" color="secondary">
          {props.about}
        </Text>
      </div>
    </div>
  );
}

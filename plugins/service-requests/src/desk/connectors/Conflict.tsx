import { Button, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ConnectorConflict } from '@dualcloud/backstage-plugin-service-requests-common';
import { Actor } from '../../request/Actor';
import { useWords } from '../../words';
import { ticketRouteRef } from '../routes';
import styles from './connectors.module.css';
import { useFieldWords } from './useFieldWords';

/** Whose value both sides get. */
export type Side = 'ours' | 'theirs';

/** A field that both sides have changed: both values beside each other, whose each is, and since when. */
export function Conflict(props: {
  conflict: ConnectorConflict;
  onChoose: (side: Side) => void;
}) {
  const { conflict, onChoose } = props;
  const { t, format } = useWords();
  const { fieldOf, valueOf } = useFieldWords();
  const ticketPath = useRouteRef(ticketRouteRef);
  const { number, title, ticketId, connector, before } = conflict;
  const field = fieldOf(conflict);
  const choose = (side: Side) => (
    <Button
      variant="secondary"
      aria-label={t(`conflicts.choose.${side}.of`, { field, number })}
      onPress={() => onChoose(side)}
    >
      {t(`conflicts.choose.${side}`)}
    </Button>
  );
  return (
    <Flex direction="column" gap="3">
      <h3 className={styles.name}>
        <Link href={ticketPath({ ticketId })}>
          {number} · {title}
        </Link>
      </h3>
      <Text as="p">
        {t('conflicts.field', { field })}
        {before !== undefined && (
          <>
            {' '}
            {t('conflicts.before')} <q>{valueOf(conflict, before)}</q>
          </>
        )}
      </Text>
      <div className={styles.sides}>
        <section className={styles.side}>
          <h4 className={styles.label}>{t('conflicts.ours')}</h4>
          <p className={styles.value}>{valueOf(conflict, conflict.ours)}</p>
          <div className={styles.small}>
            <Actor actor={conflict.oursBy} />,{' '}
            <time dateTime={conflict.oursAt}>
              {format.dateTime(conflict.oursAt)}
            </time>
          </div>
          <div>{choose('ours')}</div>
        </section>
        <section className={styles.side}>
          <h4 className={styles.label}>
            {t('conflicts.theirs', { connector })}
          </h4>
          <p className={styles.value}>{valueOf(conflict, conflict.theirs)}</p>
          <div className={styles.small}>
            {t('conflicts.heard')}{' '}
            <time dateTime={conflict.at}>{format.dateTime(conflict.at)}</time>
          </div>
          <div>{choose('theirs')}</div>
        </section>
      </div>
    </Flex>
  );
}

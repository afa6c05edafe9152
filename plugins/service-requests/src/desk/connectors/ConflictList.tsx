import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { ConnectorConflict } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';
import { Conflict, type Side } from './Conflict';
import styles from './connectors.module.css';
import { SettleDialog } from './SettleDialog';

/** What both sides have changed, oldest first. */
export function ConflictList(props: {
  conflicts: readonly ConnectorConflict[];
  onDone: () => void;
}) {
  const { conflicts, onDone } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState<{
    conflict: ConnectorConflict;
    side: Side;
  }>();
  return (
    <>
      {conflicts.length === 0 && (
        <Text as="p" color="secondary">
          {t('conflicts.empty')}
        </Text>
      )}
      <ul className={styles.plain}>
        {conflicts.map(conflict => (
          <li key={conflict.id} className={styles.entry}>
            <Conflict
              conflict={conflict}
              onChoose={side => setChosen({ conflict, side })}
            />
          </li>
        ))}
      </ul>
      {chosen && (
        <SettleDialog
          {...chosen}
          onClose={() => setChosen(undefined)}
          onDone={() => {
            setChosen(undefined);
            onDone();
          }}
        />
      )}
    </>
  );
}

import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { RejectDialog } from './RejectDialog';
import { RollBackDialog } from './RollBackDialog';

/** How a takeover ends otherwise than by being accepted, or is undone. */
export function Decisions(props: {
  takeover: TakeoverDetail;
  onDone: () => void;
}) {
  const { takeover, onDone } = props;
  const { t } = useWords();
  const [asked, setAsked] = useState<'reject' | 'rollBack'>();
  if (!takeover.mayReject && !takeover.mayRollBack) return null;
  const dialog = {
    takeover,
    onClose: () => setAsked(undefined),
    onDone: () => {
      setAsked(undefined);
      onDone();
    },
  };
  return (
    <>
      <Flex gap="2" className={styles.wrap}>
        {takeover.mayReject && (
          <Button variant="secondary" onPress={() => setAsked('reject')}>
            {t('decision.reject')}
          </Button>
        )}
        {takeover.mayRollBack && (
          <Button variant="secondary" onPress={() => setAsked('rollBack')}>
            {t('decision.rollBack')}
          </Button>
        )}
      </Flex>
      {asked === 'reject' && <RejectDialog {...dialog} />}
      {asked === 'rollBack' && <RollBackDialog {...dialog} />}
    </>
  );
}

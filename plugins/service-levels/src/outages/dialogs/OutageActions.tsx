import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import { serviceLevelsTranslationRef } from '../../translation';
import { CauseDialog } from './CauseDialog';
import { CommentDialog } from './CommentDialog';
import { CorrectDialog } from './CorrectDialog';
import { DecideDialog } from './DecideDialog';

type Deed = Outage['deeds'][number] | 'reject';

const ORDER: readonly Deed[] = [
  'confirm',
  'reject',
  'settle',
  'dispute',
  'attribute',
  'correct',
  'comment',
];
const URGENT: readonly Deed[] = ['confirm', 'settle'];

/** What the API says that the reader may do with an outage. */
export function OutageActions(props: {
  outage: Outage;
  timeZone: string;
  onDone: () => void;
}) {
  const { outage, timeZone, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [open, setOpen] = useState<Deed>();
  // Whoever may confirm may also say no.
  const allowed = (deed: Deed) =>
    outage.deeds.includes(deed === 'reject' ? 'confirm' : deed);
  const shared = {
    outage,
    onClose: () => setOpen(undefined),
    onDone: () => {
      setOpen(undefined);
      onDone();
    },
  };
  return (
    <>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {ORDER.filter(allowed).map(deed => (
          <Button
            key={deed}
            variant={URGENT.includes(deed) ? 'primary' : 'secondary'}
            onPress={() => setOpen(deed)}
          >
            {t(`outage.do.${deed}`)}
          </Button>
        ))}
      </Flex>
      {(open === 'confirm' || open === 'reject') && (
        <DecideDialog deed={open} {...shared} />
      )}
      {(open === 'attribute' || open === 'dispute' || open === 'settle') && (
        <CauseDialog deed={open} {...shared} />
      )}
      {open === 'correct' && <CorrectDialog timeZone={timeZone} {...shared} />}
      {open === 'comment' && <CommentDialog {...shared} />}
    </>
  );
}

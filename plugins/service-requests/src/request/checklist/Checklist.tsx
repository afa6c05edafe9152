import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { RiCheckboxBlankLine, RiCheckboxLine } from '@remixicon/react';
import type { ChecklistItem } from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { ItemDialog, type SendItem } from './ItemDialog';

/** What has to be seen to, by whom, with evidence. */
export function Checklist(props: {
  items: readonly ChecklistItem[];
  /** How what is said of an item is sent. */
  sendFor: (itemId: string) => SendItem;
  onDone: () => void;
}) {
  const { items, sendFor, onDone } = props;
  const [chosen, setChosen] = useState<ChecklistItem>();
  return (
    <>
      <ul className={styles.plain}>
        {items.map(item => (
          <Item key={item.id} item={item} onChoose={() => setChosen(item)} />
        ))}
      </ul>
      {chosen && (
        <ItemDialog
          item={chosen}
          send={sendFor(chosen.id)}
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

function Item(props: { item: ChecklistItem; onChoose: () => void }) {
  const { item, onChoose } = props;
  const { t, text, format } = useWords();
  const Sign = item.fulfilled ? RiCheckboxLine : RiCheckboxBlankLine;
  const title = text(item.titles);
  return (
    <li className={styles.entry}>
      <Flex justify="between" align="start" className={styles.actions}>
        <div className={styles.words}>
          <Sign size={18} className={styles.sign} aria-hidden="true" />{' '}
          <strong>{title}</strong>
          <div className={styles.small}>
            {t(item.fulfilled ? 'checklist.fulfilled' : 'checklist.open')} ·{' '}
            {t(`role.${item.responsible}`)}
            {!item.required && <> · {t('picker.optional')}</>}
          </div>
          {item.fulfilled && item.by && item.at && (
            <div className={styles.small}>
              <PartyLink entityRef={item.by} />, {format.dateTime(item.at)}
            </div>
          )}
          {item.evidenceGiven && <Evidence item={item} />}
        </div>
        {item.mayFulfil && (
          <Button
            size="small"
            variant="secondary"
            aria-label={`${t(
              item.fulfilled ? 'checklist.reopen' : 'checklist.fulfil',
            )}: ${title}`}
            onPress={onChoose}
          >
            {t(item.fulfilled ? 'checklist.reopen' : 'checklist.fulfil')}
          </Button>
        )}
      </Flex>
    </li>
  );
}

function Evidence({ item }: { item: ChecklistItem }) {
  const evidence = item.evidenceGiven ?? '';
  const isLink = item.evidence === 'link' && /^https?:\/\//.test(evidence);
  return (
    <div className={styles.text}>
      {isLink ? (
        <a href={evidence} target="_blank" rel="noopener noreferrer">
          {evidence}
        </a>
      ) : (
        evidence
      )}
    </div>
  );
}

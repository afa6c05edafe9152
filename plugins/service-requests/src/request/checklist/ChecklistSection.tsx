import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { RiCheckboxBlankLine, RiCheckboxLine } from '@remixicon/react';
import type {
  ChecklistItem,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink, Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { ItemDialog } from './ItemDialog';

/** What has to be seen to, by whom, with evidence. */
export function ChecklistSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState<ChecklistItem>();
  if (request.checklist.length === 0) return null;
  return (
    <Section title={t('checklist.title')}>
      <ul className={styles.plain}>
        {request.checklist.map(item => (
          <Item key={item.id} item={item} onChoose={() => setChosen(item)} />
        ))}
      </ul>
      {chosen && (
        <ItemDialog
          requestId={request.id}
          item={chosen}
          onClose={() => setChosen(undefined)}
          onDone={() => {
            setChosen(undefined);
            onDone();
          }}
        />
      )}
    </Section>
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

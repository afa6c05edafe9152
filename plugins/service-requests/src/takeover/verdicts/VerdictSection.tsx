import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverVerdict,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink, Section, StatusBadge } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { isInOrder } from '../progress';
import styles from '../takeover.module.css';
import { VerdictDialog } from './VerdictDialog';

/** What the parties have to declare, and who has. */
export function VerdictSection(props: {
  takeover: TakeoverDetail;
  onDone: () => void;
}) {
  const { takeover, onDone } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState<TakeoverVerdict>();
  return (
    <Section
      level="h3"
      title={t('verdicts.title')}
      description={takeover.state === 'open' ? t('verdicts.means') : undefined}
    >
      <ul className={styles.plain}>
        {takeover.verdicts.map(verdict => (
          <Verdict
            key={verdict.verdict}
            verdict={verdict}
            // The agency may accept before; operation begins with what is in order.
            isEarly={verdict.verdict !== 'acceptance' && !isInOrder(takeover)}
            onChoose={() => setChosen(verdict)}
          />
        ))}
      </ul>
      {chosen && (
        <VerdictDialog
          takeover={takeover}
          verdict={chosen}
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

function Verdict(props: {
  verdict: TakeoverVerdict;
  isEarly: boolean;
  onChoose: () => void;
}) {
  const { verdict, isEarly, onChoose } = props;
  const { t, text, format } = useWords();
  const title = text(verdict.titles);
  return (
    <li className={styles.entry}>
      <Flex justify="between" align="start" gap="3" className={styles.wrap}>
        <div className={styles.words}>
          <Flex gap="3" align="center" className={styles.wrap}>
            <strong>{title}</strong>
            <StatusBadge tone={verdict.given ? 'good' : 'quiet'}>
              {t(verdict.given ? 'verdicts.given' : 'verdicts.open')}
            </StatusBadge>
          </Flex>
          <div className={`${styles.small} ${styles.people}`}>
            {t(`role.${verdict.role}`)}
            {verdict.by && verdict.at && (
              <>
                : <PartyLink entityRef={verdict.by} />,{' '}
                {format.dateTime(verdict.at)}
              </>
            )}
          </div>
          {verdict.note && <p className={styles.text}>{verdict.note}</p>}
          {verdict.mayGive && isEarly && (
            <div className={styles.small}>{t('verdicts.notYet')}</div>
          )}
        </div>
        {verdict.mayGive && (
          <Button
            size="small"
            variant={isEarly ? 'secondary' : 'primary'}
            isDisabled={isEarly}
            aria-label={t('verdicts.giveOne', { title })}
            onPress={onChoose}
          >
            {t('verdicts.give')}
          </Button>
        )}
      </Flex>
    </li>
  );
}

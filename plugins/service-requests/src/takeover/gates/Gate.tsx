import { Button, Flex } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverException,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink, StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { Mending } from './Mending';

type State = TakeoverGateStanding['state'] | 'excepted';

const TONES: Record<State, Tone> = {
  passed: 'good',
  excepted: 'info',
  failed: 'bad',
  unknown: 'warning',
};

function stateOf({ state, excepted }: TakeoverGateStanding): State {
  return state !== 'passed' && excepted ? 'excepted' : state;
}

/** One gate, in words: its state, what was found, where one mends it, and exceptions. */
export function Gate(props: {
  takeover: TakeoverDetail;
  gate: TakeoverGateStanding;
  onExcept: () => void;
  onConfirm: (exception: TakeoverException) => void;
  onEnvironments: () => void;
}) {
  const { takeover, gate, onExcept, onConfirm, onEnvironments } = props;
  const { t, text } = useWords();
  const title = text(gate.titles);
  const state = stateOf(gate);
  const exceptions = takeover.exceptions.filter(one => one.gate === gate.id);
  const isAsked = exceptions.some(one => one.state === 'asked');
  return (
    <li className={styles.entry}>
      <Flex direction="column" gap="2" align="start">
        <Flex gap="3" align="center" className={styles.wrap}>
          <strong>{title}</strong>
          <StatusBadge tone={TONES[state]}>
            {t(`gates.state.${state}`)}
          </StatusBadge>
        </Flex>
        <Findings gate={gate} />
        {exceptions.map(exception => (
          <Exception
            key={exception.id}
            exception={exception}
            title={title}
            onConfirm={() => onConfirm(exception)}
          />
        ))}
        {takeover.state === 'open' && gate.state !== 'passed' && (
          <Flex gap="3" align="center" className={styles.wrap}>
            <Mending
              takeover={takeover}
              gate={gate}
              onEnvironments={onEnvironments}
            />
            {takeover.mayAskException && !gate.clear && !isAsked && (
              <Button
                size="small"
                variant="secondary"
                aria-label={t('gates.exception.askFor', { title })}
                onPress={onExcept}
              >
                {t('gates.exception.ask')}
              </Button>
            )}
          </Flex>
        )}
      </Flex>
    </li>
  );
}

/** What was found, a sentence each. */
function Findings({ gate: { findings } }: { gate: TakeoverGateStanding }) {
  const { text } = useWords();
  if (findings.length === 1) {
    return <p className={styles.text}>{text(findings[0])}</p>;
  }
  return (
    <ul className={styles.inner}>
      {findings.map(finding => (
        <li key={finding.en}>{text(finding)}</li>
      ))}
    </ul>
  );
}

/** Why the gate need not be passed, who says so, and until when. */
function Exception(props: {
  exception: TakeoverException;
  title: string;
  onConfirm: () => void;
}) {
  const { exception, title, onConfirm } = props;
  const { t, format } = useWords();
  const until = format.date(`${exception.until}T12:00:00`);
  return (
    <div className={styles.exception}>
      <strong>{t(`gates.exception.state.${exception.state}`)}</strong>,{' '}
      {t('gates.exception.lasts', { until })}
      <p className={styles.text}>{exception.reason}</p>
      <div className={`${styles.small} ${styles.people}`}>
        {t('gates.exception.askedBy')}{' '}
        <PartyLink entityRef={exception.askedBy} />
        {exception.confirmedBy && (
          <>
            , {t('gates.exception.confirmedBy')}{' '}
            <PartyLink entityRef={exception.confirmedBy} />
          </>
        )}
      </div>
      {exception.mayConfirm && (
        <Button
          size="small"
          variant="primary"
          aria-label={t('gates.exception.confirmFor', { title })}
          onPress={onConfirm}
        >
          {t('gates.exception.confirm')}
        </Button>
      )}
    </div>
  );
}

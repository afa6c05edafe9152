import { useId } from 'react';
import { Alert, Flex, Text } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverState,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  Facts,
  PartyLink,
  StatusBadge,
  type Tone,
} from '@dualcloud/foundation-react';
import { useWords } from '../words';
import { EnvironmentFacts } from './environments';
import { isInOrder, progressOf } from './progress';
import styles from './takeover.module.css';

const TONES: Record<TakeoverState, Tone> = {
  open: 'busy',
  accepted: 'good',
  rejected: 'bad',
  'rolled-back': 'bad',
};

/** How far a takeover is, for what, and what the reader can do now. */
export function TakeoverStanding(props: {
  takeover: TakeoverDetail;
  onDone: () => void;
}) {
  const { takeover, onDone } = props;
  const { t, format } = useWords();
  return (
    <Flex direction="column" gap="4">
      <Facts
        items={[
          {
            label: t('takeover.state'),
            value: (
              <StatusBadge tone={TONES[takeover.state]}>
                {t(`takeover.state.${takeover.state}`)}
              </StatusBadge>
            ),
          },
          { label: t('takeover.number'), value: takeover.number },
          {
            label: t('release.version'),
            value: `${takeover.version} (${t(
              `release.kind.${takeover.kind}`,
            )})`,
          },
          {
            label: t('takeover.opened'),
            value: (
              <span className={styles.people}>
                {t('takeover.byWhom', {
                  at: format.dateTime(takeover.openedAt),
                })}{' '}
                <PartyLink entityRef={takeover.openedBy} />
              </span>
            ),
          },
          {
            label: t('takeover.decided'),
            value: takeover.decidedAt && format.dateTime(takeover.decidedAt),
          },
          { label: t('takeover.reason'), value: takeover.reason },
        ]}
      />
      <EnvironmentFacts takeover={takeover} onDone={onDone} />
      {takeover.state === 'open' && <Progress takeover={takeover} />}
      <StandingApprovalNotice takeover={takeover} />
      <Yours takeover={takeover} />
    </Flex>
  );
}

function Progress({ takeover }: { takeover: TakeoverDetail }) {
  const { t } = useWords();
  const id = useId();
  const { done, all, gates, items, verdicts } = progressOf(takeover);
  const count = t('takeover.progress.count', {
    done: String(done),
    all: String(all),
  });
  return (
    <div className={styles.progress}>
      <label htmlFor={id}>
        {t('takeover.progress')}: <strong>{count}</strong>
      </label>
      <progress id={id} value={done} max={all} />
      <Text as="p">
        {done === all
          ? t('takeover.progress.nothing')
          : t('takeover.progress.missing', {
              gates: String(gates),
              items: String(items),
              verdicts: String(verdicts),
            })}
      </Text>
    </div>
  );
}

/** Whether agency and provider have granted it already. */
function StandingApprovalNotice({ takeover }: { takeover: TakeoverDetail }) {
  const { t, text } = useWords();
  const { standingApproval, standingApprovalId } = takeover;
  if (standingApprovalId) {
    return (
      <Alert
        status="success"
        icon
        title={t('takeover.standing.used')}
        description={t('takeover.standing.used.means')}
      />
    );
  }
  if (!standingApproval) return null;
  return (
    <Alert
      status="info"
      icon
      title={t(
        standingApproval.applies
          ? 'takeover.standing.applies'
          : 'takeover.standing.against',
      )}
      description={
        standingApproval.applies
          ? t('takeover.standing.applies.means')
          : standingApproval.against.map(text).join(' ')
      }
    />
  );
}

/** The reader's own part, in a few words; all of it can be done further down. */
function Yours({ takeover }: { takeover: TakeoverDetail }) {
  const { t, text } = useWords();
  const isReady = isInOrder(takeover);
  const deeds = [
    ...takeover.exceptions
      .filter(({ mayConfirm }) => mayConfirm)
      .map(({ gate }) =>
        t('takeover.yours.exception', {
          title: text(takeover.gates.find(({ id }) => id === gate)?.titles),
        }),
      ),
    ...takeover.checklist
      .filter(one => one.mayFulfil && one.required && !one.fulfilled)
      .map(({ titles }) => t('takeover.yours.item', { title: text(titles) })),
    ...takeover.verdicts
      .filter(({ mayGive, verdict }) =>
        verdict === 'acceptance' ? mayGive : mayGive && isReady,
      )
      .map(({ titles }) =>
        t('takeover.yours.verdict', { title: text(titles) }),
      ),
  ];
  if (deeds.length === 0) return null;
  return (
    <Alert
      status="info"
      icon
      title={t('takeover.yours')}
      description={
        <ul className={styles.inner}>
          {deeds.map(deed => (
            <li key={deed}>{deed}</li>
          ))}
        </ul>
      }
    />
  );
}

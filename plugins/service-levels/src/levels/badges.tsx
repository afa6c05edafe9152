import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Availability,
  Condition,
  ObjectiveResult,
  ObjectiveState,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './levels.module.css';

const STATE_TONES: Record<ObjectiveState, Tone> = {
  met: 'good',
  open: 'good',
  'at-risk': 'warning',
  missed: 'bad',
  'no-data': 'quiet',
};

const CONDITION_TONES: Record<Condition, Tone> = {
  up: 'good',
  down: 'bad',
  degraded: 'warning',
  maintenance: 'info',
  unknown: 'quiet',
};

/** How an objective stands, or the worst of several. */
export function StateBadge(props: {
  state: ObjectiveState;
  /** What it judges: while nothing of it is measured, nothing is on course. */
  of?: readonly Pick<ObjectiveResult, 'actual'>[];
}) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const isUnmeasured = props.of?.every(({ actual }) => actual === undefined);
  if (props.state === 'open' && isUnmeasured) {
    return <StatusBadge tone="quiet">{t('levels.state.not-yet')}</StatusBadge>;
  }
  return (
    <StatusBadge tone={STATE_TONES[props.state]}>
      {t(`levels.state.${props.state}`)}
    </StatusBadge>
  );
}

/** How it is now. */
export function ConditionBadge(props: { condition: Condition }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <StatusBadge tone={CONDITION_TONES[props.condition]}>
      {t(`levels.condition.${props.condition}`)}
    </StatusBadge>
  );
}

/** How much of the error budget is used; full when it is overspent. */
export function BudgetBar(props: { availability: Availability }) {
  const { countedSeconds, budgetSeconds } = props.availability;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  if (budgetSeconds === 0 && countedSeconds === 0) return null;
  const used = budgetSeconds > 0 ? countedSeconds / budgetSeconds : Infinity;
  const label = t('levels.used', {
    percent: used === Infinity ? '∞' : format.share(used),
  });
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={label}
      title={label}
      data-level={levelOf(used)}
    >
      <div style={{ width: `${Math.min(used, 1) * 100}%` }} />
    </div>
  );
}

function levelOf(used: number): 'spent' | 'near' | 'fine' {
  if (used > 1) return 'spent';
  return used >= 0.8 ? 'near' : 'fine';
}

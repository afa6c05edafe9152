import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { StatusBadge } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { barParts, STANDING_TONES, standingOf } from './standing';
import styles from './budgets.module.css';

/** How a budget stands, in a word. */
export function StandingBadge(props: { budget: Budget }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const standing = standingOf(props.budget);
  return (
    <StatusBadge tone={STANDING_TONES[standing]}>
      {t(`budget.standing.${standing}`)}
    </StatusBadge>
  );
}

/** What is spent, set aside and expected of a budget: drawn, and in words. */
export function BudgetBar(props: { budget: Budget }) {
  const { budget } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const parts = barParts(budget);
  const money = (micros: string) => format.money(micros, budget.currency);
  const amount = BigInt(budget.amount);
  const percent = (micros: string) =>
    format.share(BigInt(micros), amount) ?? '–';
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        <span className={styles.spent} style={{ width: `${parts.spent}%` }} />
        <span
          className={styles.reserved}
          style={{ width: `${parts.reserved}%` }}
        />
        <span
          className={styles.expected}
          style={{ width: `${parts.expected}%` }}
        />
        {parts.thresholds.map(({ percent: threshold, at }) => (
          <span
            key={threshold}
            className={styles.threshold}
            style={{ insetInlineStart: `${at}%` }}
          />
        ))}
        <span
          className={styles.limit}
          style={{ insetInlineStart: `${parts.limit}%` }}
        />
      </div>
      <Text as="p" variant="body-small">
        {t('budget.spentOf', {
          spent: money(budget.spent),
          percent: percent(budget.spent),
          amount: money(budget.amount),
        })}
        {budget.reserved !== '0' &&
          ` ${t('budget.reserved', { reserved: money(budget.reserved) })}`}{' '}
        {t('budget.expected', {
          expected: money(budget.forecast.expected),
          percent: percent(budget.forecast.expected),
          day: format.day(budget.periodEnd),
        })}
      </Text>
      {budget.thresholds.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('budget.marks', {
            thresholds: budget.thresholds
              .map(threshold => format.share(BigInt(threshold), 100n))
              .join(', '),
          })}
        </Text>
      )}
    </div>
  );
}

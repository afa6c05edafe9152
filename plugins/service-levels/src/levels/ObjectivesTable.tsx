import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevel } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable, useFormat } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { explanationRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { StateBadge } from './badges';
import styles from './levels.module.css';
import { useWords } from './useWords';

/** Every objective with what is agreed, what is, and the way to why. */
export function ObjectivesTable(props: { level: ServiceLevel }) {
  const { level } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { nameOf, actualOf, targetOf } = useWords();
  const format = useLevelFormat();
  const { moneyMicros } = useFormat();
  const explanationPath = useRouteRef(explanationRouteRef);
  const hasPenalty = level.objectives.some(({ penalty }) => penalty);
  return (
    <ScrollTable label={t('level.objectives')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('level.objective')}
            </th>
            <th scope="col" className={styles.words}>
              {t('level.period')}
            </th>
            <th scope="col">{t('levels.agreed')}</th>
            <th scope="col">{t('levels.actual')}</th>
            <th scope="col" className={styles.words}>
              {t('levels.state')}
            </th>
            {hasPenalty && <th scope="col">{t('level.penalty')}</th>}
            <th scope="col" className={styles.words}>
              {t('level.explain')}
            </th>
          </tr>
        </thead>
        <tbody>
          {level.objectives.map(result => (
            <tr key={result.objective}>
              <th scope="row" className={styles.words}>
                {nameOf(result)}
                {result.clause && (
                  <div className={styles.small}>{result.clause}</div>
                )}
              </th>
              <td className={styles.words}>{format.period(result.period)}</td>
              <td>{targetOf(result)}</td>
              <td>
                {actualOf(result)}
                {result.total !== undefined && (
                  <div className={styles.small}>
                    {t('levels.good', {
                      good: format.number(result.good ?? 0),
                      total: format.number(result.total),
                    })}
                  </div>
                )}
              </td>
              <td className={styles.words}>
                <StateBadge state={result.state} of={[result]} />
              </td>
              {hasPenalty && (
                <td>
                  {result.penalty &&
                    result.penalty.amountMicros !== '0' &&
                    t('level.penalty.expected', {
                      percent: format.percent(result.penalty.cappedPercent),
                      amount: moneyMicros(
                        result.penalty.amountMicros,
                        result.penalty.currency,
                      ),
                    })}
                </td>
              )}
              <td className={styles.words}>
                <Link
                  href={`${explanationPath({
                    commitmentId: level.id,
                    objective: result.objective,
                  })}?period=${level.period}`}
                  aria-label={t('level.explainOf', {
                    objective: nameOf(result),
                  })}
                >
                  {t('level.explain')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

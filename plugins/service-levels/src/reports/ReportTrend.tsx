import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportTrend as Trend } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable, Section } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { StateBadge } from '../levels/badges';
import styles from '../levels/levels.module.css';
import { TrendPlot } from '../levels/TrendPlot';
import { serviceLevelsTranslationRef } from '../translation';

/** An objective over the last periods, as a plot and as a table. */
export function ReportTrend(props: { trend: Trend; name: string }) {
  const { trend, name } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const valueOf = (value: string) => {
    if (trend.unit === 'percent') return format.percent(value);
    return trend.unit === 'seconds'
      ? format.time(Number(value))
      : format.number(Number(value));
  };
  const title = name;
  return (
    <Section title={title} level="h3">
      <TrendPlot points={trend.points} unit={trend.unit} />
      <details>
        <summary>{t('report.trend.table')}</summary>
        <ScrollTable label={title} isNarrow>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.words}>
                  {t('level.period')}
                </th>
                <th scope="col">{t('report.target')}</th>
                <th scope="col">{t('levels.actual')}</th>
                <th scope="col" className={styles.words}>
                  {t('reports.result')}
                </th>
              </tr>
            </thead>
            <tbody>
              {trend.points.map(point => (
                <tr key={point.period}>
                  <th scope="row" className={styles.words}>
                    {format.period(point.period)}
                  </th>
                  <td>{valueOf(point.target)}</td>
                  <td>
                    {point.actual === undefined
                      ? t('levels.nothing')
                      : valueOf(point.actual)}
                  </td>
                  <td className={styles.words}>
                    <StateBadge state={point.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      </details>
    </Section>
  );
}

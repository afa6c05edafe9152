import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportTrend as Trend } from '@dualcloud/backstage-plugin-service-levels-common';
import { Section } from '@dualcloud/foundation-react';
import { serviceLevelsTranslationRef } from '../translation';
import { ReportTrend } from './ReportTrend';
import styles from './reports.module.css';

/** A plot says something from as many measured periods on. */
const LEAST_POINTS = 2;

/** How objectives went over the last periods, side by side. */
export function ReportTrends(props: {
  trends: readonly Trend[];
  nameOf: (objective: string) => string;
}) {
  const { trends, nameOf } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const isPlotted = ({ points }: Trend) =>
    points.filter(({ actual }) => actual !== undefined).length >= LEAST_POINTS;
  const others = trends
    .filter(one => !isPlotted(one))
    .map(({ objective }) => nameOf(objective));
  if (trends.length === 0) return null;
  return (
    <Section title={t('report.trend')} description={t('report.trend.means')}>
      <div className={styles.trends}>
        {trends.filter(isPlotted).map(trend => (
          <ReportTrend
            key={trend.objective}
            trend={trend}
            name={nameOf(trend.objective)}
          />
        ))}
      </div>
      {others.length > 0 && (
        <Text as="p">
          {t('report.trend.none', { objectives: others.join(', ') })}
        </Text>
      )}
    </Section>
  );
}

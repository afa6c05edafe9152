import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportTrend as Trend } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable, Section } from '@dualcloud/foundation-react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { useLevelFormat } from '../format';
import { StateBadge } from '../levels/badges';
import styles from '../levels/levels.module.css';
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
  // In minutes, so that the axis has round ones, and written in little room.
  const scale = trend.unit === 'seconds' ? 60 : 1;
  const tickOf = (value: number) =>
    scale === 1 ? valueOf(String(value)) : format.clock(value * scale);
  const data = trend.points.map(({ period, target, actual }) => ({
    period,
    target: Number(target) / scale,
    actual: actual === undefined ? undefined : Number(actual) / scale,
  }));
  const title = name;
  return (
    <Section title={title} level="h3">
      <div className={styles.plot} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={data} margin={{ left: 8, right: 8, top: 8 }}>
            <CartesianGrid
              vertical={false}
              stroke="var(--bui-border-2)"
              strokeOpacity={0.3}
            />
            <XAxis
              dataKey="period"
              minTickGap={24}
              tickFormatter={period => format.shortPeriod(period)}
              stroke="var(--bui-fg-secondary)"
            />
            <YAxis
              width={72}
              domain={
                trend.unit === 'percent'
                  ? [
                      (lowest: number) => Math.max(0, Math.floor(lowest - 0.5)),
                      100,
                    ]
                  : [0, 'auto']
              }
              stroke="var(--bui-fg-secondary)"
              allowDecimals={trend.unit === 'percent'}
              tickFormatter={value => tickOf(Number(value))}
            />
            <Line
              dataKey="target"
              className={styles.limit}
              stroke="currentColor"
              strokeDasharray="6 4"
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="actual"
              className={styles.line}
              stroke="currentColor"
              strokeWidth={2}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
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

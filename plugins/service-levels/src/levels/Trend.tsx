import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ObjectiveResult,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ErrorNotice, Loading, ScrollTable } from '@dualcloud/foundation-react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { useQuery } from '../api/useQuery';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import { StateBadge } from './badges';
import styles from './levels.module.css';
import { useWords } from './useWords';

/** Figures of the periods as a line; a period in which nothing was measured is a gap. */
function TrendPlot(props: { results: readonly ObjectiveResult[] }) {
  const { results } = props;
  const format = useLevelFormat();
  const data = results.map(({ period, actual, target }) => ({
    period,
    actual: actual === undefined ? undefined : Number(actual),
    target: Number(target),
  }));
  const lowest = Math.min(
    ...data.map(({ actual, target }) => Math.min(actual ?? target, target)),
  );
  return (
    <div className={styles.plot} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={data} margin={{ left: 8, right: 24, top: 8 }}>
          <CartesianGrid
            vertical={false}
            stroke="var(--bui-border-2)"
            strokeOpacity={0.3}
          />
          <XAxis
            dataKey="period"
            tickFormatter={format.shortPeriod}
            minTickGap={12}
            stroke="var(--bui-fg-secondary)"
          />
          <YAxis
            width={72}
            domain={[Math.floor(lowest * 10 - 1) / 10, 100]}
            tickFormatter={value => format.percent(String(value))}
            stroke="var(--bui-fg-secondary)"
          />
          <Line
            dataKey="target"
            type="stepAfter"
            className={styles.limit}
            stroke="currentColor"
            strokeDasharray="4 4"
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
  );
}

function TrendTable(props: { results: readonly ObjectiveResult[] }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { actualOf, targetOf } = useWords();
  const format = useLevelFormat();
  return (
    <ScrollTable label={t('level.trend')} isNarrow>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('level.period')}
            </th>
            <th scope="col">{t('levels.agreed')}</th>
            <th scope="col">{t('levels.actual')}</th>
            <th scope="col" className={styles.words}>
              {t('levels.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...props.results].reverse().map(result => (
            <tr key={result.period}>
              <th scope="row" className={styles.words}>
                {format.period(result.period)}
              </th>
              <td>{targetOf(result)}</td>
              <td>{actualOf(result)}</td>
              <td className={styles.words}>
                <StateBadge state={result.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** How the availability was in the last twelve of its periods, and its target. */
export function Trend(props: { level: ServiceLevel; objective: string }) {
  const { level, objective } = props;
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/service-levels/{commitmentId}/trend', {
        params: { path: { commitmentId: level.id }, query: { objective } },
      }),
    `${level.id} ${objective}`,
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Loading rows={2} rowHeight={80} />;
  if (data.items.length === 0) return null;
  return (
    <div className={styles.columns}>
      <TrendPlot results={data.items} />
      <TrendTable results={data.items} />
    </div>
  );
}

import type { ObjectiveResult } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { useLevelFormat } from '../format';
import styles from './levels.module.css';

type TrendPoint = { period: string; target: string; actual?: string };

/**
 * Figures of periods as a line, their target dashed; a period in which nothing was
 * measured is a gap. A table beside it says the same to those who do not see it.
 */
export function TrendPlot(props: {
  points: readonly TrendPoint[];
  unit: ObjectiveResult['unit'];
}) {
  const { points, unit } = props;
  const format = useLevelFormat();
  const isPercent = unit === 'percent';
  // In minutes, so that the axis has round ones, and written in little room.
  const scale = unit === 'seconds' ? 60 : 1;
  const tickOf = (value: number) => {
    if (isPercent) return format.percent(String(value));
    return unit === 'seconds'
      ? format.clock(value * scale)
      : format.number(value);
  };
  const data = points.map(({ period, actual, target }) => ({
    period,
    actual: actual === undefined ? undefined : Number(actual) / scale,
    target: Number(target) / scale,
  }));
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
            domain={
              isPercent
                ? [
                    (lowest: number) => Math.max(0, Math.floor(lowest - 0.5)),
                    100,
                  ]
                : [0, 'auto']
            }
            allowDecimals={isPercent}
            tickFormatter={value => tickOf(Number(value))}
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

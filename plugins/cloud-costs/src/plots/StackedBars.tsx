import { useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { CostFormat } from '../format';
import { LookPattern, Swatch } from './Look';
import { coordinate, type DrawnSeries } from './series';
import styles from './plots.module.css';

const NARROW_TICKS = 24;

export type StackedBarsProps = {
  label: string;
  totalLabel: string;
  intervals: string[];
  series: DrawnSeries[];
  currency: string;
  format: CostFormat;
};

function added(series: DrawnSeries[], index: number): bigint {
  return series.reduce(
    (sum, { amounts }) => sum + BigInt(amounts[index] ?? 0),
    0n,
  );
}

/** What an interval is made of, in exact words. */
function IntervalTip(props: StackedBarsProps & { index: number }) {
  const { index, series, intervals, format, currency } = props;
  return (
    <div className={styles.tooltip}>
      <strong>{format.interval(intervals[index])}</strong>
      <table>
        <tbody>
          {series
            .filter(({ amounts }) => BigInt(amounts[index] ?? 0) !== 0n)
            .map(({ key, label, look, amounts }) => (
              <tr key={key}>
                <th scope="row">
                  <Swatch look={look} /> {label}
                </th>
                <td>{format.money(amounts[index], currency)}</td>
              </tr>
            ))}
          {series.length > 1 && (
            <tr>
              <th scope="row">{props.totalLabel}</th>
              <td>{format.money(added(series, index), currency)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Bars that stand on each other; arrow keys go from one to the next. */
export default function StackedBars(props: StackedBarsProps) {
  const { label, intervals, series, currency, format } = props;
  const id = `plot${useId().replace(/:/g, '')}`;
  const rows = intervals.map((interval, index) => ({
    interval,
    index,
    values: series.map(({ amounts }) => coordinate(amounts[index] ?? '0')),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows}
        stackOffset="sign"
        accessibilityLayer
        title={label}
        margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
      >
        <defs>
          {series.map(({ look }, index) => (
            <LookPattern key={index} id={`${id}-${index}`} look={look} />
          ))}
        </defs>
        <CartesianGrid
          vertical={false}
          stroke="var(--bui-border-2)"
          strokeOpacity={0.3}
        />
        <XAxis
          dataKey="interval"
          tickFormatter={format.interval}
          interval="equidistantPreserveStart"
          minTickGap={NARROW_TICKS}
          stroke="var(--bui-fg-secondary)"
        />
        <YAxis
          tickFormatter={value => format.roughMoney(value, currency)}
          width={72}
          stroke="var(--bui-fg-secondary)"
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--bui-bg-neutral-2)' }}
          content={({ active, payload }) => {
            const index: unknown = payload?.[0]?.payload?.index;
            return active && typeof index === 'number' ? (
              <IntervalTip {...props} index={index} />
            ) : null;
          }}
        />
        {series.map(({ key, label: name }, index) => (
          <Bar
            key={key}
            name={name}
            dataKey={row => row.values[index]}
            stackId="costs"
            fill={`url(#${id}-${index})`}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BurnDownPoint } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable, useFormat } from '@dualcloud/foundation-react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './levels.module.css';

/** The topmost label may need two lines. */
const MARGIN = { left: 8, right: 8, top: 20 };

/** What is left of the error budget from day to day, as a plot and as a table. */
export function BurnDown(props: { points: readonly BurnDownPoint[] }) {
  const { points } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { date } = useFormat();
  const dayOf = (day: string) => date(`${day}T12:00:00Z`);
  const data = points.map((point, index) => ({
    day: point.day,
    left: point.expected ? undefined : point.remainingSeconds / 60,
    expected:
      point.expected || points[index + 1]?.expected
        ? point.remainingSeconds / 60
        : undefined,
    ideal: point.idealSeconds / 60,
  }));
  return (
    <>
      <div className={styles.plot} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={data} margin={MARGIN}>
            <CartesianGrid
              vertical={false}
              stroke="var(--bui-border-2)"
              strokeOpacity={0.3}
            />
            <XAxis
              dataKey="day"
              tickFormatter={day => String(Number(day.slice(8)))}
              minTickGap={12}
              stroke="var(--bui-fg-secondary)"
            />
            <YAxis
              width={90}
              stroke="var(--bui-fg-secondary)"
              tickFormatter={minutes =>
                `${minutes < 0 ? '−' : ''}${format.time(Number(minutes) * 60)}`
              }
            />
            <ReferenceLine
              y={0}
              className={styles.limit}
              stroke="currentColor"
            />
            <Line
              dataKey="ideal"
              stroke="var(--bui-fg-secondary)"
              strokeDasharray="4 4"
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="left"
              className={styles.line}
              stroke="currentColor"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="expected"
              className={styles.line}
              stroke="currentColor"
              strokeDasharray="2 3"
              dot={false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
      <details>
        <summary>{t('level.timeline.table')}</summary>
        <ScrollTable label={t('level.burnDown')} isNarrow>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.words}>
                  {t('level.day')}
                </th>
                <th scope="col">{t('level.burnDown.left')}</th>
                <th scope="col">{t('level.burnDown.ideal')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(point => (
                <tr key={point.day}>
                  <th scope="row" className={styles.words}>
                    {dayOf(point.day)}
                    {point.expected && ` (${t('level.burnDown.expected')})`}
                  </th>
                  <td>{format.clock(point.remainingSeconds)}</td>
                  <td>{format.clock(point.idealSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      </details>
    </>
  );
}

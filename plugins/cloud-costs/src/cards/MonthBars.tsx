import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';
import styles from './cards.module.css';

const STEP = 20;
const BAR = 14;
const HEIGHT = 60;

/** The share of the highest bar; only the drawing is a float. */
function heights(points: bigint[]): number[] {
  const highest = points.reduce((a, b) => (b > a ? b : a), 1n);
  return points.map(point =>
    point <= 0n ? 0 : Number((point * 1000n) / highest) / 1000,
  );
}

/** The months as small bars, the running one lighter, and the same as a table for who does not see them. */
export function MonthBars(props: { report: CostReport; label: string }) {
  const { report, label } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const { currency, intervals } = report;
  const points = (report.points ?? []).map(BigInt);
  const last = points.length - 1;
  if (last < 1) return null;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.months}
        viewBox={`0 0 ${points.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {heights(points).map((height, index) => (
          <rect
            key={intervals[index]}
            className={index === last ? styles.running : undefined}
            x={index * STEP + (STEP - BAR) / 2}
            y={HEIGHT - height * HEIGHT}
            width={BAR}
            height={height * HEIGHT}
          >
            <title>
              {`${format.month(intervals[index])}: ${format.money(
                points[index],
                currency,
              )}`}
            </title>
          </rect>
        ))}
      </svg>
      <figcaption className={styles.axis}>
        <span>{format.interval(intervals[0])}</span>
        <span>{format.interval(intervals[last])}</span>
      </figcaption>
      <VisuallyHidden>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cards.month')}</th>
              <th scope="col">{t('cards.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point, index) => (
              <tr key={intervals[index]}>
                <th scope="row">{format.month(intervals[index])}</th>
                <td>{format.money(point, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}

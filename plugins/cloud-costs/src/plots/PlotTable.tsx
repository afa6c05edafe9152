import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScrollTable } from '@dualcloud/foundation-react';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';
import type { PlotSeries } from './series';
import styles from './plots.module.css';

/** The figures of a plot. */
export function PlotTable(props: {
  label: string;
  totalLabel: string;
  intervals: string[];
  series: PlotSeries[];
  currency: string;
}) {
  const { label, totalLabel, intervals, series, currency } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const hasTotal = series.length > 1;
  return (
    <ScrollTable label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('plot.interval')}</th>
            {series.map(({ key, label: name }) => (
              <th scope="col" key={key}>
                {name}
              </th>
            ))}
            {hasTotal && <th scope="col">{totalLabel}</th>}
          </tr>
        </thead>
        <tbody>
          {intervals.map((interval, index) => (
            <tr key={interval}>
              <th scope="row">{format.interval(interval)}</th>
              {series.map(({ key, amounts }) => (
                <td key={key}>
                  {format.money(amounts[index] ?? '0', currency)}
                </td>
              ))}
              {hasTotal && (
                <td>
                  {format.money(
                    series.reduce(
                      (sum, { amounts }) => sum + BigInt(amounts[index] ?? 0),
                      0n,
                    ),
                    currency,
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

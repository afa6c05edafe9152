import { lazy, Suspense, useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Skeleton,
  ToggleButton,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';
import { Swatch } from './Look';
import { PlotTable } from './PlotTable';
import type { DrawnSeries } from './series';
import styles from './plots.module.css';

// Recharts is large; a page shows its figures while the plot is on its way.
const StackedBars = lazy(() => import('./StackedBars'));

/**
 * Amounts over time, stacked by group. The legend switches groups off and on;
 * a table holds the same figures.
 */
export function CostPlot(props: {
  label: string;
  intervals: string[];
  series: DrawnSeries[];
  currency: string;
}) {
  const { label, intervals, series, currency } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const shown = series.filter(({ key }) => !off.has(key));
  const toggle = (key: string, isOn: boolean) =>
    setOff(previous => {
      const next = new Set(previous);
      if (isOn) next.delete(key);
      else next.add(key);
      return next;
    });
  const totalLabel = t('plot.total');

  return (
    <figure className={styles.figure} aria-label={label}>
      <div className={styles.plot}>
        <Suspense fallback={<Skeleton width="100%" height="100%" />}>
          <StackedBars
            label={label}
            totalLabel={totalLabel}
            intervals={intervals}
            series={shown}
            currency={currency}
            format={format}
          />
        </Suspense>
      </div>
      {series.length > 1 && (
        <div
          role="group"
          aria-label={t('plot.legend')}
          className={styles.legend}
        >
          {series.map(one => (
            <ToggleButton
              key={one.key}
              size="small"
              isSelected={!off.has(one.key)}
              onChange={isOn => toggle(one.key, isOn)}
              iconStart={<Swatch look={one.look} />}
            >
              <span className={off.has(one.key) ? styles.off : undefined}>
                {one.label}
              </span>
            </ToggleButton>
          ))}
        </div>
      )}
      <Accordion>
        <AccordionTrigger title={t('plot.table')} />
        <AccordionPanel>
          <PlotTable
            label={label}
            totalLabel={totalLabel}
            intervals={intervals}
            series={series}
            currency={currency}
          />
        </AccordionPanel>
      </Accordion>
    </figure>
  );
}

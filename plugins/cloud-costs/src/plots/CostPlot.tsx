import { lazy, Suspense, useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  Skeleton,
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
  const toggle = (key: string) =>
    setOff(previous => {
      const next = new Set(previous);
      if (!next.delete(key)) next.add(key);
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
            <Button
              key={one.key}
              size="small"
              variant="tertiary"
              aria-pressed={!off.has(one.key)}
              onPress={() => toggle(one.key)}
              iconStart={<Swatch look={one.look} isOff={off.has(one.key)} />}
            >
              <span className={off.has(one.key) ? styles.off : undefined}>
                {one.label}
              </span>
            </Button>
          ))}
        </div>
      )}
      <Accordion className={styles.asTable}>
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

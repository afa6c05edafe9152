import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostExplanation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ScrollTable, useFormat } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { CostPlot } from '../../plots';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../explorer.module.css';

/** How the line spreads over its days. */
export function LineDays(props: {
  explanation: CostExplanation;
  label: string;
}) {
  const { line, days } = props.explanation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <>
      {days.length > 1 && (
        <CostPlot
          label={t('explorer.days.plot', { name: props.label })}
          intervals={days.map(({ day }) => day)}
          series={[
            {
              key: 'line',
              label: props.label,
              amounts: days.map(({ amount }) => amount),
              look: 0,
            },
          ]}
          currency={line.currency}
        />
      )}
      <Accordion defaultExpanded={days.length <= 1}>
        <AccordionTrigger title={t('explorer.days.title')} />
        <AccordionPanel>
          <ScrollTable label={t('explorer.days.title')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('explorer.days.day')}</th>
                  <th scope="col">{t('explorer.lines.quantity')}</th>
                  <th scope="col">{t('explorer.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ day, quantity, amount }) => (
                  <tr key={day}>
                    <th scope="row">{format.day(day)}</th>
                    <td>{format.measured(quantity, line.unit)}</td>
                    <td>{format.exactMoney(amount, line.currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        </AccordionPanel>
      </Accordion>
    </>
  );
}

/** What was measured in each hour. */
export function LineHours(props: { explanation: CostExplanation }) {
  const { line, hours = [] } = props.explanation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  const costs = useCostFormat();
  if (hours.length === 0) return null;
  return (
    <Accordion>
      <AccordionTrigger
        title={t('explorer.hours.title', { count: hours.length })}
      />
      <AccordionPanel>
        <div className={styles.tall}>
          <ScrollTable label={t('explorer.hours.table')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('explorer.hours.hour')}</th>
                  <th scope="col">{t('explorer.lines.quantity')}</th>
                </tr>
              </thead>
              <tbody>
                {hours.map(({ hour, quantity }) => (
                  <tr key={hour}>
                    <th scope="row">{format.dateTime(hour)}</th>
                    <td>{costs.measured(quantity, line.unit)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}

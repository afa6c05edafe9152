import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostExplanation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { useStepText } from './useStepText';
import styles from '../explorer.module.css';

function sum(amounts: string[]): bigint {
  return amounts.reduce((all, amount) => all + BigInt(amount), 0n);
}

/**
 * The month's amount step by step. What of it was billed in other months is taken
 * off at the end, so that the last figure is that of the line.
 */
export function Steps(props: { explanation: CostExplanation }) {
  const { line, steps, adjustments = [] } = props.explanation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const textOf = useStepText(line.currency);
  const money = (micros: string | bigint) =>
    format.exactMoney(micros, line.currency);
  if (steps.length === 0) {
    return <Text as="p">{t('explorer.steps.hidden')}</Text>;
  }
  return (
    <ScrollTable label={t('explorer.steps.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('explorer.steps.rule')}</th>
            <th scope="col">{t('explorer.steps.calculation')}</th>
            <th scope="col">{t('explorer.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => {
            const { rule, calculation } = textOf(step);
            return (
              <tr key={index}>
                <th scope="row">{rule}</th>
                <td>{calculation}</td>
                <td>{BigInt(step.amount) === 0n ? '' : money(step.amount)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          {adjustments.length > 0 && (
            <>
              <tr>
                <th scope="row">{t('explorer.steps.month')}</th>
                <td />
                <td>{money(sum(steps.map(step => step.amount)))}</td>
              </tr>
              {adjustments.map(({ billedMonth, amount, reason }) => (
                <tr key={billedMonth}>
                  <th scope="row">
                    {t('explorer.steps.elsewhere', {
                      month: format.month(billedMonth),
                    })}
                    {reason && <div className={styles.small}>{reason}</div>}
                  </th>
                  <td />
                  <td>{money(-BigInt(amount))}</td>
                </tr>
              ))}
            </>
          )}
          <tr>
            <th scope="row">{t('explorer.steps.line')}</th>
            <td />
            <td>{money(line.amount)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );
}

import type { StandardSavings } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';
import styles from './standardisation.module.css';

/** What a standard service would save, with what each figure was measured on. */
export function Savings({ savings }: { savings: StandardSavings }) {
  const { t, format } = useWords();
  const { requestsPerYear, waiting, setup } = savings;
  const money = (amount: string) =>
    format.money(Number(amount), setup?.currency ?? '');
  return (
    <ul className={styles.savings}>
      <li>
        {t('standard.perYear', { perYear: format.number(requestsPerYear) })}
      </li>
      <li>
        {waiting
          ? t('standard.waiting', {
              days: format.number(waiting.days),
              daysPerYear: format.number(waiting.daysPerYear),
              measured: String(waiting.measured),
            })
          : t('standard.waiting.none')}
      </li>
      <li>
        {setup
          ? t('standard.setup', {
              amount: money(setup.amount),
              amountPerYear: money(setup.amountPerYear),
              measured: String(setup.measured),
            })
          : t('standard.setup.none')}
      </li>
    </ul>
  );
}

import type { StandardSavings } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';
import styles from './standardisation.module.css';

/** What a standard service would save, with what each figure was measured on. */
export function Savings({ savings }: { savings: StandardSavings }) {
  const { t, format } = useWords();
  const { requestsPerYear, waiting, setup } = savings;
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
        <Setup setup={setup} />
      </li>
    </ul>
  );
}

function Setup({ setup }: Pick<StandardSavings, 'setup'>) {
  const { t, format } = useWords();
  if (!setup) return <>{t('standard.setup.none')}</>;
  const measured = String(setup.measured);
  if (Number(setup.amount) === 0) {
    return <>{t('standard.setup.zero', { measured })}</>;
  }
  const money = (amount: string) =>
    format.money(Number(amount), setup.currency);
  return (
    <>
      {t('standard.setup', {
        amount: money(setup.amount),
        amountPerYear: money(setup.amountPerYear),
        measured,
      })}
    </>
  );
}

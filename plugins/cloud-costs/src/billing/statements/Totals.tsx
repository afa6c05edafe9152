import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Statement } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ScrollTable,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';

const BY = ['bySystem', 'byEnvironment', 'byService', 'byStage'] as const;

/** The same amount, added up by system, environment, cloud service and stage. */
export function Totals(props: { statement: Statement }) {
  const { totals, summary } = props.statement;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const titleOf = useEntityTitles(
    [...totals.bySystem, ...totals.byService]
      .map(({ key }) => key)
      .filter(key => key.includes(':')),
  );
  const nameOf = (
    by: (typeof BY)[number],
    total: { key: string; title?: string },
  ) => {
    const { key, title } = total;
    if (!key) {
      return by === 'byEnvironment'
        ? t('general.noEnvironment')
        : t('statement.totals.none');
    }
    if (by === 'byStage') {
      return key === 'development' || key === 'test' || key === 'production'
        ? t(`general.stage.${key}`)
        : key;
    }
    return key.includes(':') ? titleOf(key) : title ?? key;
  };
  return (
    <Section title={t('statement.totals')}>
      <div className={styles.columns}>
        {BY.map(by => (
          <ScrollTable key={by} label={t(`statement.totals.${by}`)} isNarrow>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t(`statement.totals.${by}`)}</th>
                  <th scope="col">{t('billing.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {totals[by].map(total => (
                  <tr key={total.key}>
                    <th scope="row">{nameOf(by, total)}</th>
                    <td>{format.exactMoney(total.amount, summary.currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        ))}
      </div>
    </Section>
  );
}

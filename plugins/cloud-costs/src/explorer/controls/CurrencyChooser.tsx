import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { cloudCostsTranslationRef } from '../../translation';
import { withParameter, type CostViewControl } from '../view';
import styles from './controls.module.css';

/**
 * In which currency figures are. Nothing is converted, so amounts of several
 * currencies are never added up; where there is only one, there is no choice.
 */
export function CurrencyChooser(props: {
  report: CostReport;
  control: CostViewControl;
}) {
  const { report, control } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const currencies = Array.from(
    new Set([...report.currencies, report.currency]),
  );
  if (currencies.length < 2) return null;
  return (
    <div className={styles.chips}>
      <ToggleButtonGroup
        aria-label={t('explorer.currency')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[report.currency]}
        onSelectionChange={keys =>
          control.change(withParameter('currency', String([...keys][0])))
        }
      >
        {currencies.map(currency => (
          <ToggleButton key={currency} id={currency}>
            {currency}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Text as="p">{t('explorer.currencies')}</Text>
    </div>
  );
}

import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PlanPrices as PlanPricesOf,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { localize, ScrollTable } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { usePriceText } from './usePriceText';

/** A document as the backend hands it out; it has checked it before it stored it. */
export function readSpec(document: Record<string, unknown>): PriceListSpec {
  return document as PriceListSpec;
}

/** What a plan costs, one component a row, in words rather than in the list's notation. */
export function PlanPrices(props: {
  plan: PlanPricesOf;
  title: string;
  currency: string;
}) {
  const { plan, title, currency } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { language } = useCostFormat();
  const textOf = usePriceText(currency);
  return (
    <div>
      <Text as="p" weight="bold">
        {title}
      </Text>
      <ScrollTable label={t('price.table', { plan: title })}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('price.component')}</th>
              <th scope="col" className={styles.words}>
                {t('price.price')}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.components.map(component => {
              const { price, notes } = textOf(component);
              return (
                <tr key={component.id}>
                  <th scope="row">
                    {localize(component.titles, language, component.id)}
                  </th>
                  <td className={styles.words}>
                    {price}
                    {notes.map(note => (
                      <div key={note} className={styles.small}>
                        {note}
                      </div>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollTable>
    </div>
  );
}

import type {
  Offer,
  OfferContent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ScrollTable, type LocalizedText } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import styles from './offers.module.css';

type Component = {
  id?: string;
  titles?: LocalizedText;
  type?: string;
  price?: string;
  pricePerHour?: string;
  period?: string;
  unit?: string;
};

const KINDS = [
  'one-time',
  'recurring.day',
  'recurring.month',
  'recurring.year',
  'allocation',
  'usage',
  'plan-change',
] as const;

/** What it costs, component by component, and what that comes to. */
export function PriceTable(props: {
  prices: OfferContent['prices'];
  totals: Offer['totals'];
}) {
  const { prices, totals } = props;
  const { t, text, format } = useWords();
  const kindOf = ({ type, period }: Component) => {
    const key = period ? `${type}.${period}` : type;
    const kind = KINDS.find(one => one === key);
    return kind ? t(`offer.kind.${kind}`) : key;
  };
  const money = (amount: string) =>
    format.money(Number(amount), prices.currency);
  return (
    <ScrollTable label={t('offer.prices')} isNarrow>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('offer.component')}</th>
            <th scope="col">{t('offer.kind')}</th>
            <th scope="col" className={styles.amount}>
              {t('offer.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(prices.components as Component[]).map(component => {
            const amount = component.price ?? component.pricePerHour;
            return (
              <tr key={component.id}>
                <th scope="row">{text(component.titles) || component.id}</th>
                <td>{kindOf(component)}</td>
                <td className={styles.amount}>
                  {amount === undefined ? t('offer.byTiers') : money(amount)}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          {(['oneTime', 'monthly', 'firstYear'] as const).map(sum => (
            <tr key={sum}>
              <th scope="row" colSpan={2}>
                {t(`offer.total.${sum}`)}
              </th>
              <td className={styles.amount}>{money(totals[sum])}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </ScrollTable>
  );
}

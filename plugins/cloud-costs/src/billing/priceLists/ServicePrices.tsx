import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PlanPrices,
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { localize, ScrollTable } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { usePriceText, type PriceText } from './usePriceText';

/** A document as the backend hands it out; it has checked it before it stored it. */
export function readSpec(document: Record<string, unknown>): PriceListSpec {
  return document as PriceListSpec;
}

/** The components of all plans, those of the first plan first; each once. */
function componentsOf(plans: PlanPrices[]): PriceComponent[] {
  const all = new Map<string, PriceComponent>();
  for (const { components } of plans) {
    for (const component of components) {
      if (!all.has(component.id)) all.set(component.id, component);
    }
  }
  return [...all.values()];
}

function PriceCell(props: { text: PriceText | undefined }) {
  const { text } = props;
  return (
    <td className={styles.words}>
      {text?.price ?? '–'}
      {text?.notes.map(note => (
        <div key={note} className={styles.small}>
          {note}
        </div>
      ))}
    </td>
  );
}

/** What the plans of a service cost, side by side, in words rather than in the list's notation. */
export function ServicePrices(props: {
  label: string;
  plans: PlanPrices[];
  titleOf: (plan: string) => string;
  currency: string;
}) {
  const { label, plans, titleOf, currency } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { language } = useCostFormat();
  const textOf = usePriceText(currency);
  return (
    <ScrollTable label={label} isNarrow={plans.length < 2}>
      <table className={styles.prices}>
        <thead>
          <tr>
            <th scope="col">{t('price.component')}</th>
            {plans.map(({ plan }) => (
              <th key={plan} scope="col" className={styles.words}>
                {titleOf(plan)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {componentsOf(plans).map(({ id, titles }) => (
            <tr key={id}>
              <th scope="row">{localize(titles, language, id)}</th>
              {plans.map(({ plan, components }) => {
                const component = components.find(one => one.id === id);
                return (
                  <PriceCell key={plan} text={component && textOf(component)} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  isRefusal,
  localize,
  type PlanPriceProps,
  useFormat,
} from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { costsMore, planPriceParts } from './planPriceParts';
import { pricesInForce } from './pricesInForce';
import styles from '../quote.module.css';

function PriceInForce(props: {
  components: PriceComponent[];
  currency: string;
}) {
  const { components, currency } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { list } = useFormat();
  const format = useCostFormat();
  const { fixed, oneTime, byUse } = planPriceParts(components);
  const price = fixed
    .map(one =>
      t(`price.per.${one.period}`, {
        price: format.price(one.price, currency),
      }),
    )
    .join(' + ');
  const names = byUse.map(({ id, titles }) =>
    localize(titles, format.language, id),
  );
  const uses = { names: list(names) };
  const notes = [
    price && names.length > 0 && t('quote.plan.plusUse', uses),
    oneTime && t('quote.plan.once', { price: format.price(oneTime, currency) }),
  ].filter(Boolean);
  const unfixed =
    names.length > 0 ? t('quote.plan.byUse', uses) : t('quote.plan.free');
  return (
    <>
      <p className={styles.planPrice}>
        {!price && unfixed}
        {price &&
          (costsMore(components) ? t('quote.plan.from', { price }) : price)}
      </p>
      {notes.map(note => (
        <p key={String(note)} className={styles.planNote}>
          {note}
        </p>
      ))}
    </>
  );
}

/** What a plan costs by the price list in force, else what is known otherwise. */
export function PlanPrice(props: PlanPriceProps) {
  const { serviceRef, plan, fallback } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { data, error, isPending } = useQuery(
    async client => ({ data: await pricesInForce(client, serviceRef) }),
    serviceRef || undefined,
  );
  if (isPending)
    return <p className={styles.planNote}>{t('quote.plan.pending')}</p>;
  if (error && !isRefusal(error))
    return <p className={styles.planNote}>{t('quote.plan.failed')}</p>;
  const prices = data?.plans.find(one => one.plan === plan);
  return data && prices ? (
    <PriceInForce components={prices.components} currency={data.currency} />
  ) : (
    <>{fallback}</>
  );
}

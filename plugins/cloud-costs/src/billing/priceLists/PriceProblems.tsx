import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UsageProblems } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  PartyLink,
  ScrollTable,
  Section,
  useFormat,
} from '@dualcloud/foundation-react';
import { usePlanTitles } from '../../allocations';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { ProblemList } from './ProblemList';

/** Why a document in the catalog is no price list. */
export function RefusedDocument(props: {
  refused: UsageProblems['priceLists'][0];
}) {
  const { entityRef, foundAt, problems } = props.refused;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  return (
    <Alert
      role="status"
      status="danger"
      icon
      title={t('priceProblem.refused', { time: format.dateTime(foundAt) })}
      description={
        <>
          <PartyLink entityRef={entityRef} />
          <ProblemList problems={problems} />
        </>
      }
    />
  );
}

/** Usage that is not charged for, as no list has a price for it. */
export function UnpricedUsage(props: { unpriced: UsageProblems['unpriced'] }) {
  const { unpriced } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const planOf = usePlanTitles(unpriced.map(({ serviceRef }) => serviceRef));
  return (
    <Section
      title={t('priceProblem.unpriced')}
      description={t('priceProblem.unpricedMeaning')}
    >
      <ScrollTable label={t('priceProblem.unpriced')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('priceProblem.service')}</th>
              <th scope="col" className={styles.words}>
                {t('priceProblem.plan')}
              </th>
              <th scope="col" className={styles.words}>
                {t('priceProblem.meter')}
              </th>
              <th scope="col">{t('priceProblem.instances')}</th>
            </tr>
          </thead>
          <tbody>
            {unpriced.map(({ serviceRef, plan, meter, allocations }) => (
              <tr key={`${serviceRef} ${plan} ${meter}`}>
                <th scope="row">
                  <PartyLink entityRef={serviceRef} />
                </th>
                <td className={styles.words}>{planOf({ serviceRef, plan })}</td>
                <td className={styles.words}>
                  <code>{meter}</code>
                </td>
                <td>{allocations}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </Section>
  );
}

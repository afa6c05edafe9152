import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UsageProblems } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  PartyLink,
  ScrollTable,
  Section,
  useFormat,
} from '@dualcloud/foundation-react';
import { usePlanTitles } from '../../allocations';
import { useQuery } from '../../api/useQuery';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { ProblemList } from './ProblemList';

function RefusedDocument(props: { refused: UsageProblems['priceLists'][0] }) {
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

function Unpriced(props: { unpriced: UsageProblems['unpriced'] }) {
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

/** What keeps usage from being charged for; nothing where all is well. For the IT service provider. */
export function PriceProblems() {
  const { data, error, reload } = useQuery(
    client => client.GET('/usage-problems'),
    'usage-problems',
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return null;
  return (
    <>
      {data.priceLists.map(refused => (
        <RefusedDocument key={refused.entityRef} refused={refused} />
      ))}
      {data.unpriced.length > 0 && <Unpriced unpriced={data.unpriced} />}
    </>
  );
}

// Opened by a software provider's lead: which of our environments cost money
// although nobody uses them, and how much would go away with them?

import { Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UnusedAllocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  FilterSelect,
  Loading,
  PartyLink,
  ScrollTable,
  Section,
  useFormat,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import {
  AllocationName,
  usePlanTitles,
  useShownElsewhere,
} from '../../allocations';
import styles from '../explorer.module.css';

const DAYS = ['3', '14', '30', '90'];
const USUAL_DAYS = 7;

function UnusedRow(props: {
  item: UnusedAllocation;
  href: string | undefined;
  planTitle: string;
}) {
  const { allocation, lastUsedAt, monthlyAmount, currency } = props.item;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const costs = useCostFormat();
  const format = useFormat();
  return (
    <tr>
      <th scope="row">
        <AllocationName allocation={allocation} href={props.href} />
      </th>
      <td className={styles.words}>
        {allocation.systemRef && <PartyLink entityRef={allocation.systemRef} />}
      </td>
      <td className={styles.words}>
        <PartyLink entityRef={allocation.serviceRef} />
        <div className={styles.small}>{props.planTitle}</div>
      </td>
      <td className={styles.words}>{t(`general.stage.${allocation.stage}`)}</td>
      <td className={styles.words}>
        {lastUsedAt ? format.date(lastUsedAt) : t('explorer.unused.never')}
      </td>
      <td>{costs.money(monthlyAmount, currency)}</td>
    </tr>
  );
}

function UnusedTable(props: { items: UnusedAllocation[] }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const items = [...props.items].sort((a, b) =>
    BigInt(a.monthlyAmount) < BigInt(b.monthlyAmount) ? 1 : -1,
  );
  const allocations = items.map(({ allocation }) => allocation);
  const hrefOf = useShownElsewhere(allocations);
  const planOf = usePlanTitles(allocations.map(({ serviceRef }) => serviceRef));
  const columns = ['what', 'system', 'service', 'stage', 'lastUsed'] as const;
  return (
    <ScrollTable label={t('explorer.unused.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col" key={column} className={styles.words}>
                {t(`explorer.unused.${column}`)}
              </th>
            ))}
            <th scope="col">{t('explorer.unused.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <UnusedRow
              key={item.allocation.id}
              item={item}
              href={hrefOf(item.allocation)}
              planTitle={planOf(item.allocation)}
            />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** What runs but is not used. */
export function UnusedTab() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const url = useUrlFilter();
  const chosen = url.get('days');
  const days = DAYS.includes(chosen ?? '') ? Number(chosen) : USUAL_DAYS;
  const { data, error, reload } = useQuery(
    client => client.GET('/costs/unused', { params: { query: { days } } }),
    String(days),
  );
  return (
    <Flex direction="column" gap="5" py="4">
      <Section
        title={t('explorer.unused.title')}
        description={t('explorer.unused.meaning')}
      >
        <div style={{ maxWidth: '16rem' }}>
          <FilterSelect
            label={t('explorer.unused.since')}
            anyLabel={t('explorer.unused.days', { days: String(USUAL_DAYS) })}
            value={days === USUAL_DAYS ? undefined : String(days)}
            onChange={value => url.set('days', value)}
            options={DAYS.map(id => ({
              id,
              label: t('explorer.unused.days', { days: id }),
            }))}
          />
        </div>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading />}
        {data &&
          (data.items.length === 0 ? (
            <EmptyState
              title={t('explorer.unused.empty.title')}
              description={t('explorer.unused.empty.description')}
            />
          ) : (
            <UnusedTable items={data.items} />
          ))}
      </Section>
    </Flex>
  );
}

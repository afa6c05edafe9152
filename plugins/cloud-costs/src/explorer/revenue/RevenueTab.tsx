// Opened by the provider's service manager: what does each service earn, and which
// customer stands out against the period before?

import { Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  PartyLink,
  Section,
  useEntityTitles,
  type Query,
} from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { CurrencyChooser, PeriodChooser } from '../controls';
import controls from '../controls/controls.module.css';
import { ChangeCells, ReportTable, ShareCell } from '../report/GroupsTable';
import { useCostReport } from '../report/useCostReport';
import type { CostViewControl } from '../view';
import styles from '../explorer.module.css';

const MOST_CUSTOMERS = 50;

function RevenueTable(props: {
  label: string;
  dimension: 'service' | 'payer';
  report: CostReport;
}) {
  const { label, dimension, report } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const titleOf = useEntityTitles(
    report.groups.flatMap(({ key, other }) => (key && !other ? [key] : [])),
  );
  return (
    <ReportTable
      label={label}
      dimension={dimension}
      amountTitle={t('explorer.revenue.amount')}
      report={report}
    >
      {report.groups.map(group => (
        <tr key={group.other ? ' other' : group.key}>
          <th scope="row">
            {group.other && t('explorer.other')}
            {!group.other && !group.key && t('explorer.notAssigned')}
            {!group.other && group.key && (
              <PartyLink entityRef={group.key} title={titleOf(group.key)} />
            )}
          </th>
          <td>{format.money(group.amount, report.currency)}</td>
          <ShareCell amount={group.amount} total={report.total} />
          {report.previous && (
            <ChangeCells group={group} currency={report.currency} />
          )}
        </tr>
      ))}
    </ReportTable>
  );
}

/** Revenue by service, and by customer. */
export function RevenueTab(props: {
  control: CostViewControl;
  revenue: Query<CostReport>;
}) {
  const { control, revenue } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const customers = useCostReport({
    ...control.view,
    scope: {},
    groupBy: 'payer',
    compares: true,
    top: MOST_CUSTOMERS,
  });
  const parts = [
    { id: 'service', query: revenue },
    { id: 'payer', query: { ...customers, data: customers.data?.report } },
  ] as const;
  return (
    <Flex direction="column" gap="5" py="4">
      <div
        role="search"
        aria-label={t('explorer.controls')}
        className={controls.row}
      >
        <PeriodChooser control={control} />
      </div>
      {revenue.data && (
        <CurrencyChooser report={revenue.data} control={control} />
      )}
      {parts.map(({ id, query }) => (
        <Section key={id} title={t(`explorer.revenue.${id}`)}>
          {query.error && (
            <ErrorNotice error={query.error} onRetry={query.reload} />
          )}
          {query.isPending && !query.data && <Loading />}
          {query.data?.groups.length === 0 && (
            <EmptyState
              title={t('explorer.empty.title')}
              description={t('explorer.empty.description')}
            />
          )}
          {query.data && query.data.groups.length > 0 && (
            <div
              aria-busy={query.isPending}
              className={query.isPending ? styles.stale : undefined}
            >
              <RevenueTable
                label={t(`explorer.revenue.${id}`)}
                dimension={id}
                report={query.data}
              />
            </div>
          )}
        </Section>
      ))}
    </Flex>
  );
}

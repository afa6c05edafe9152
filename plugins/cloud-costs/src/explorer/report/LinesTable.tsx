import { Button, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  Loading,
  localize,
  PartyLink,
  ScrollTable,
} from '@dualcloud/foundation-react';
import { usePages } from '../../api/usePages';
import { useCostFormat } from '../../format';
import { costLineRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import { Simulated, useInstanceNames, usePlanTitles } from '../../allocations';
import type { CostView } from '../view';
import styles from '../explorer.module.css';

const PAGE_SIZE = 100;

function LineRow(props: {
  line: CostLine;
  instanceName: string;
  planTitle: string;
}) {
  const { line, instanceName, planTitle } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const linePath = useRouteRef(costLineRouteRef);
  const { allocation } = line;
  return (
    <tr>
      <th scope="row">
        <Link href={linePath({ lineId: encodeURIComponent(line.id) })}>
          {localize(line.titles, format.language, line.component)}
        </Link>
        {line.billedMonth !== line.month && (
          <div className={styles.small}>
            {t('explorer.lines.adjustment', {
              month: format.month(line.month),
              billed: format.month(line.billedMonth),
            })}
          </div>
        )}
      </th>
      <td className={styles.words}>
        {instanceName} <Simulated allocation={allocation} />
        {allocation.environmentName && (
          <div className={styles.small}>{allocation.environmentName}</div>
        )}
      </td>
      <td className={styles.words}>
        <PartyLink entityRef={allocation.serviceRef} />
        <div className={styles.small}>{planTitle}</div>
      </td>
      <td className={`${styles.words} ${styles.line}`}>
        {format.month(line.month)}
      </td>
      <td className={styles.line}>
        {format.measured(line.quantity, line.unit)}
      </td>
      <td className={styles.line}>
        {format.money(line.amount, line.currency)}
      </td>
    </tr>
  );
}

/** The lowest level: what each figure is added up from, largest first. */
export function LinesTable(props: { view: CostView }) {
  const { from, to, scope } = props.view;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const query = { ...scope, from, to, limit: PAGE_SIZE };
  const lines = usePages(
    (client, cursor) =>
      client.GET('/costs/lines', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const allocations = lines.items?.map(({ allocation }) => allocation) ?? [];
  const nameOf = useInstanceNames(allocations);
  const planOf = usePlanTitles(allocations.map(({ serviceRef }) => serviceRef));
  const columns = ['component', 'instance', 'service', 'month'] as const;
  return (
    <>
      {lines.error && (
        <ErrorNotice error={lines.error} onRetry={lines.reload} />
      )}
      {!lines.items && !lines.error && <Loading />}
      {lines.items && (
        <ScrollTable label={t('explorer.lines.title')}>
          <table className={styles.table} aria-busy={lines.isPending}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th scope="col" key={column} className={styles.words}>
                    {t(`explorer.lines.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('explorer.lines.quantity')}</th>
                <th scope="col">{t('explorer.amount')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.items.map(line => (
                <LineRow
                  key={line.id}
                  line={line}
                  instanceName={nameOf(line.allocation)}
                  planTitle={planOf(line.allocation)}
                />
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
      {lines.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={lines.isLoadingMore}
            onPress={lines.loadMore}
          >
            {t('general.loadMore')}
          </Button>
        </div>
      )}
    </>
  );
}

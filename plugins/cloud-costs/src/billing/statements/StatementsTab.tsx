import { Button, Flex, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatementSummary } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  FilterSelect,
  Loading,
  PartyLink,
  ScrollTable,
  useUrlFilter,
  type UrlFilter,
} from '@dualcloud/foundation-react';
import { useChanges } from '../../api/useLiveUpdates';
import { usePages } from '../../api/usePages';
import { useCostFormat } from '../../format';
import { statementRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import { recentMonths } from '../months';
import { useChoices, useSeen } from '../useScopes';
import styles from '../billing.module.css';
import { STATES, StateBadge } from './StateBadge';

const PAGE_SIZE = 50;
const CHOSEN_MONTHS = 24;
const FILTERS = ['payer', 'month', 'state'];

function StatementFilters(props: { url: UrlFilter; payers: string[] }) {
  const { url } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const seen = useSeen()('payer').map(({ value }) => value);
  const chosen = url.get('payer');
  const payers = useChoices([
    ...seen,
    ...props.payers,
    ...(chosen ? [chosen] : []),
  ]);
  return (
    <div
      role="search"
      aria-label={t('statement.filter')}
      className={styles.filters}
    >
      <FilterSelect
        label={t('statement.month')}
        anyLabel={t('billing.any')}
        value={url.get('month')}
        onChange={value => url.set('month', value)}
        options={recentMonths(CHOSEN_MONTHS, new Date()).map(id => ({
          id,
          label: format.month(id),
        }))}
      />
      <FilterSelect
        label={t('statement.payer')}
        anyLabel={t('billing.any')}
        value={chosen}
        onChange={value => url.set('payer', value)}
        options={payers}
      />
      <FilterSelect
        label={t('statement.state')}
        anyLabel={t('billing.any')}
        value={url.get('state')}
        onChange={value => url.set('state', value)}
        options={STATES.map(id => ({ id, label: t(`statement.state.${id}`) }))}
      />
      {FILTERS.some(url.get) && (
        <div>
          <Button variant="tertiary" onPress={() => url.clear(FILTERS)}>
            {t('statement.filter.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}

function StatementRow(props: { summary: StatementSummary }) {
  const { id, payerRef, month, state, payable, currency, number } =
    props.summary;
  const format = useCostFormat();
  const statementPath = useRouteRef(statementRouteRef);
  return (
    <tr>
      <th scope="row">
        <Link href={statementPath({ statementId: encodeURIComponent(id) })}>
          {format.month(month)}
        </Link>
        {number && <div className={styles.small}>{number}</div>}
      </th>
      <td className={styles.words}>
        <PartyLink entityRef={payerRef} />
      </td>
      <td className={styles.words}>
        <StateBadge state={state} />
      </td>
      <td>{format.money(payable, currency)}</td>
    </tr>
  );
}

/** The statements that the reader may see, newest first. */
export function StatementsTab() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const url = useUrlFilter();
  const state = STATES.find(one => one === url.get('state'));
  const query = {
    payer: url.get('payer'),
    month: url.get('month'),
    state,
    limit: PAGE_SIZE,
  };
  const pages = usePages(
    (client, cursor) =>
      client.GET('/statements', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const { items, error } = pages;
  // What is not final yet follows the costs.
  useChanges(['costs', 'statements'], pages.reload);
  const columns = ['month', 'payer', 'state'] as const;
  return (
    <Flex direction="column" gap="4">
      <StatementFilters
        url={url}
        payers={items?.map(({ payerRef }) => payerRef) ?? []}
      />
      {error && <ErrorNotice error={error} onRetry={pages.reload} />}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <EmptyState
          title={t('statement.empty.title')}
          description={t(
            FILTERS.some(url.get)
              ? 'statement.empty.filtered'
              : 'statement.empty.description',
          )}
        />
      )}
      {items && items.length > 0 && (
        <ScrollTable label={t('billing.tab.statements')}>
          <table className={styles.table} aria-busy={pages.isPending}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col" className={styles.words}>
                    {t(`statement.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('statement.payable')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(summary => (
                <StatementRow key={summary.id} summary={summary} />
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
      {pages.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={pages.isLoadingMore}
            onPress={pages.loadMore}
          >
            {t('general.loadMore')}
          </Button>
        </div>
      )}
    </Flex>
  );
}

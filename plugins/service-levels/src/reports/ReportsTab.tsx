// Opened by an agency's service owner: which reports are there, and was the month
// good? By the provider: which drafts have to be released?

import { Button, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportSummary } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  EmptyState,
  ErrorNotice,
  FilterSelect,
  Loading,
  ScrollTable,
  StatusBadge,
  useEntityTitles,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { usePages } from '../api/usePages';
import { useLevelFormat } from '../format';
import { StateBadge } from '../levels/badges';
import styles from '../levels/levels.module.css';
import { monthAfter, monthOf } from '../levels/months';
import { reportRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';

const FILTERS = ['month', 'subject', 'customer', 'state'] as const;
const STATES = ['draft', 'released'] as const;
const PAGE_SIZE = 50;
const MONTHS = 13;

/** Monthly service reports that the reader may see, newest first. */
export function ReportsTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const url = useUrlFilter();
  const query = {
    month: url.get('month'),
    subject: url.get('subject'),
    customer: url.get('customer'),
    state: STATES.find(one => one === url.get('state')),
    limit: PAGE_SIZE,
  };
  const reports = usePages(
    (client, cursor) =>
      client.GET('/service-reports', {
        params: { query: { ...query, cursor } },
      }),
    JSON.stringify(query),
  );
  const { items, first, error, reload } = reports;
  const refsOf = (field: 'subjectRef' | 'customerRef', chosen?: string) =>
    [
      ...new Set([
        ...(items ?? []).flatMap(one => one[field] ?? []),
        ...(chosen ? [chosen] : []),
      ]),
    ].sort();
  const subjects = refsOf('subjectRef', url.get('subject'));
  const customers = refsOf('customerRef', url.get('customer'));
  const titleOf = useEntityTitles([...subjects, ...customers]);
  const named = (refs: string[]) =>
    refs.map(id => ({ id, label: titleOf(id) }));
  const months = Array.from({ length: MONTHS }, (_, back) =>
    monthAfter(monthOf(new Date()), -back),
  );
  return (
    <Flex direction="column" gap="4" py="4">
      <div
        role="search"
        aria-label={t('reports.filter')}
        className={styles.filters}
      >
        <FilterSelect
          label={t('reports.month')}
          anyLabel={t('reports.any')}
          value={url.get('month')}
          onChange={value => url.set('month', value)}
          options={months.map(id => ({ id, label: format.period(id) }))}
        />
        <FilterSelect
          label={t('reports.service')}
          anyLabel={t('general.any')}
          value={url.get('subject')}
          onChange={value => url.set('subject', value)}
          options={named(subjects)}
        />
        <FilterSelect
          label={t('levels.customer')}
          anyLabel={t('general.any')}
          value={url.get('customer')}
          onChange={value => url.set('customer', value)}
          options={named(customers)}
        />
        <FilterSelect
          label={t('reports.state')}
          anyLabel={t('general.any')}
          value={url.get('state')}
          onChange={value => url.set('state', value)}
          options={STATES.map(id => ({ id, label: t(`reports.state.${id}`) }))}
        />
      </div>
      {error && (
        <ErrorNotice
          error={error}
          title={t('reports.error')}
          onRetry={reload}
        />
      )}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <EmptyState
          title={t('reports.empty.title')}
          description={t(
            FILTERS.some(url.get)
              ? 'reports.empty.filtered'
              : 'reports.empty.description',
          )}
        />
      )}
      {items && items.length > 0 && (
        <>
          <Text as="p" role="status">
            {t('reports.total', { count: first?.totalItems ?? items.length })}
          </Text>
          <ReportTable reports={items} titleOf={titleOf} />
        </>
      )}
      {reports.loadMore && (
        <div>
          <Button
            variant="secondary"
            isPending={reports.isLoadingMore}
            onPress={reports.loadMore}
          >
            {t('reports.more')}
          </Button>
        </div>
      )}
    </Flex>
  );
}

function ReportTable(props: {
  reports: readonly ReportSummary[];
  titleOf: (ref: string) => string;
}) {
  const { reports, titleOf } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const reportPath = useRouteRef(reportRouteRef);
  return (
    <ScrollTable label={t('reports.list')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(
              [
                'reports.month',
                'reports.service',
                'levels.customer',
                'reports.result',
                'reports.state',
              ] as const
            ).map(key => (
              <th key={key} scope="col" className={styles.words}>
                {t(key)}
              </th>
            ))}
            <th scope="col">{t('reports.availability')}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map(report => (
            <tr key={report.id}>
              <td className={styles.words}>{format.period(report.month)}</td>
              <th scope="row" className={styles.words}>
                <Link
                  href={reportPath({ reportId: report.id })}
                  aria-label={`${titleOf(report.subjectRef)}, ${format.period(
                    report.month,
                  )}`}
                >
                  {titleOf(report.subjectRef)}
                </Link>
              </th>
              <td className={styles.words}>
                {report.customerRef && titleOf(report.customerRef)}
              </td>
              <td className={styles.words}>
                <StateBadge state={report.outcome} />
                {report.missed > 0 && (
                  <div className={styles.small}>
                    {t('reports.missed', { count: report.missed })}
                  </div>
                )}
              </td>
              <td className={styles.words}>
                <StatusBadge
                  tone={report.state === 'released' ? 'info' : 'quiet'}
                >
                  {t(`reports.state.${report.state}`)}
                </StatusBadge>
                {(report.version ?? 1) > 1 && (
                  <div className={styles.small}>
                    {t('reports.version', { version: String(report.version) })}
                  </div>
                )}
              </td>
              <td>
                {report.headline && (
                  <>
                    {report.headline.actual === undefined
                      ? t('levels.nothing')
                      : format.percent(report.headline.actual)}
                    <div className={styles.small}>
                      {t('reports.availability.target', {
                        value: format.percent(report.headline.target),
                      })}
                    </div>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

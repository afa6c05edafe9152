import { Button, Flex, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  Section,
  useFormat,
} from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { CostPlot } from '../../plots';
import { cloudCostsTranslationRef } from '../../translation';
import { FilterControls, GroupingChooser, PeriodChooser } from '../controls';
import controls from '../controls/controls.module.css';
import { SavedViewsButton } from '../savedViews';
import { useGroupingName, useNames, type NameOf } from '../useNames';
import { LINES, withoutFilters, type CostViewControl } from '../view';
import { DrillPath } from './DrillPath';
import { GroupsTable } from './GroupsTable';
import { HeadFigures } from './HeadFigures';
import { LinesTable } from './LinesTable';
import { drawn } from './looks';
import { useCostReport, type GroupedReport } from './useCostReport';
import styles from '../explorer.module.css';

function NoCosts(props: { control: CostViewControl }) {
  const { view, change } = props.control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const isFiltered = Object.keys(view.filters).length > 0;
  return isFiltered ? (
    <EmptyState
      title={t('explorer.empty.filtered.title')}
      description={t('explorer.empty.filtered.description')}
      action={
        <Button variant="secondary" onPress={() => change(withoutFilters)}>
          {t('explorer.filters.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t('explorer.empty.title')}
      description={t('explorer.empty.description')}
    />
  );
}

function ReportPlot(props: { grouped: GroupedReport; nameOf: NameOf }) {
  const { report, groupBy } = props.grouped;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const groupingName = useGroupingName();
  const range = format.range(report.from, report.to);
  if (report.intervals.length < 2) return null;
  const series =
    groupBy === LINES
      ? [
          {
            key: 'all',
            label: t('explorer.all'),
            amounts: report.points ?? [],
            look: 0,
          },
        ]
      : drawn(
          report.groups,
          group => props.nameOf(groupBy, group),
          t('explorer.other'),
        );
  return (
    <CostPlot
      // Whether a group is switched off says nothing about other groups.
      key={groupBy}
      label={
        groupBy === LINES
          ? t('explorer.plot.all', { range })
          : t('explorer.plot', { range, dimension: groupingName(groupBy) })
      }
      intervals={report.intervals}
      series={series}
      currency={report.currency}
    />
  );
}

function Report(props: {
  grouped: GroupedReport;
  control: CostViewControl;
  nameOf: NameOf;
}) {
  const { grouped, control, nameOf } = props;
  const { report, groupBy } = grouped;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  const groupingName = useGroupingName();
  const isEmpty =
    BigInt(report.total) === 0n &&
    report.groups.every(({ amount }) => BigInt(amount) === 0n);
  return (
    <>
      <HeadFigures report={report} control={control} />
      {isEmpty && groupBy !== LINES && <NoCosts control={control} />}
      {!isEmpty && (
        <Section title={t('explorer.course')}>
          <ReportPlot grouped={grouped} nameOf={nameOf} />
        </Section>
      )}
      {groupBy !== LINES && report.groups.length > 0 && (
        <Section
          title={t('explorer.groups', { dimension: groupingName(groupBy) })}
          description={t('explorer.groups.meaning')}
        >
          <GroupsTable grouped={grouped} control={control} nameOf={nameOf} />
        </Section>
      )}
      {groupBy === LINES && (
        <Section
          title={t('explorer.lines.title')}
          description={t('explorer.lines.meaning')}
        >
          <LinesTable view={control.view} />
        </Section>
      )}
      {report.asOf && (
        <Text as="p" variant="body-small" color="secondary">
          {t('explorer.asOf', {
            time: format.dateTime(report.asOf),
            zone: report.timeZone,
          })}
        </Text>
      )}
    </>
  );
}

/** What was paid, for what, and whether it is more than before. */
export function CostsTab(props: {
  control: CostViewControl;
  options?: CostFilters;
}) {
  const { control, options } = props;
  const { view } = control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const costs = useCostReport(view);
  const nameOf = useNames(
    [
      ...(costs.data?.report.groups.map(({ key }) => key) ?? []),
      ...view.path.map(({ value }) => value),
      ...Object.values(view.filters).flat(),
    ],
    options,
  );

  return (
    <Flex direction="column" gap="5" py="4">
      <div role="search" aria-label={t('explorer.controls')}>
        <Flex direction="column" gap="3">
          <div className={controls.row}>
            <PeriodChooser control={control} />
            <GroupingChooser control={control} options={options} />
          </div>
          <FilterControls control={control} options={options} nameOf={nameOf}>
            <SavedViewsButton control={control} />
          </FilterControls>
        </Flex>
      </div>
      <DrillPath control={control} nameOf={nameOf} />
      {costs.error && (
        <ErrorNotice
          error={costs.error}
          title={t('explorer.error')}
          onRetry={costs.reload}
        />
      )}
      {costs.isPending && !costs.data && <Loading rows={4} rowHeight={80} />}
      <VisuallyHidden role="status">
        {costs.isPending && costs.data ? t('explorer.loading') : ''}
      </VisuallyHidden>
      {costs.data && (
        <div
          aria-busy={costs.isPending}
          className={
            costs.isPending ? `${styles.stack} ${styles.stale}` : styles.stack
          }
        >
          <Report grouped={costs.data} control={control} nameOf={nameOf} />
        </div>
      )}
    </Flex>
  );
}

import { Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportContent } from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, useFormat } from '@dualcloud/foundation-react';
import { useZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import { StateBadge } from '../levels/badges';
import { useWords } from '../levels/useWords';
import { serviceLevelsTranslationRef } from '../translation';
import { ReportTable } from './ReportTable';
import { ReportTrends } from './ReportTrends';

/** Everything that a version of a report says. */
export function ReportBody(props: { content: ReportContent }) {
  const { content } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { moneyMicros } = useFormat();
  const { moment } = useZonedFormat(content.timeZone);
  const { nameOf, actualOf, targetOf } = useWords();
  const nameById = (id: string) => {
    const found = content.objectives.find(one => one.objective === id);
    return found ? nameOf(found) : id;
  };
  const span = ({ from, to }: { from: string; to?: string }) =>
    `${moment(from)} – ${to ? moment(to) : ''}`;
  const titles = (of: Parameters<typeof localize>[0]) =>
    localize(of, format.language);
  return (
    <Flex direction="column" gap="6">
      <ReportTable
        title={t('levels.agreed')}
        headings={[
          t('level.objective'),
          t('level.period'),
          t('report.target'),
          t('levels.actual'),
          t('reports.result'),
        ]}
        rows={content.objectives.map(one => ({
          key: one.objective,
          cells: [
            nameOf(one),
            format.period(one.period),
            targetOf(one),
            actualOf(one),
            <StateBadge state={one.state} />,
          ],
        }))}
      />
      <ReportTrends trends={content.trend} nameOf={nameById} />
      <ReportTable
        title={t('report.outages')}
        headings={[
          t('report.what'),
          t('report.when'),
          t('report.cause'),
          t('report.duration'),
          t('report.counted'),
        ]}
        rows={content.outages.map(one => ({
          key: one.id,
          cells: [
            one.title ?? t('report.outage'),
            span(one.interval),
            t(`general.cause.${one.cause}`),
            format.clock(one.seconds),
            format.clock(one.countedSeconds),
          ],
        }))}
      />
      <ReportTable
        title={t('report.maintenance')}
        headings={[t('report.what'), t('report.when'), t('report.planned')]}
        rows={content.maintenance.map((one, index) => ({
          key: one.id ?? String(index),
          cells: [
            titles(one.titles) ?? one.id,
            span(one.interval),
            t(one.counts ? 'report.yes' : 'report.no'),
          ],
        }))}
      />
      <ReportTable
        title={t('report.reactions')}
        headings={[
          t('level.objective'),
          t('report.class'),
          t('report.within'),
          t('report.incidents'),
          t('report.late'),
          t('report.longest'),
        ]}
        rows={content.reactions.map(one => ({
          key: one.objective,
          cells: [
            nameById(one.objective),
            t(`levels.class.${one.incidentClass}`),
            format.time(one.withinSeconds),
            format.number(one.incidents),
            format.number(one.late),
            one.longestSeconds === undefined
              ? '–'
              : format.clock(one.longestSeconds),
          ],
        }))}
      />
      <ReportTable
        title={t('report.gaps')}
        description={
          content.gaps.seconds > 0
            ? t(`report.gaps.${content.gaps.treatment}`)
            : undefined
        }
        headings={[t('report.when')]}
        rows={content.gaps.intervals.map(one => ({
          key: one.from,
          cells: [span(one)],
        }))}
      />
      <ReportTable
        title={t('report.penalties')}
        headings={[
          t('level.objective'),
          t('level.period'),
          t('report.reduction'),
          t('report.amount'),
          t('report.billing'),
        ]}
        rows={content.penalties.map(one => ({
          key: one.objective,
          cells: [
            nameById(one.objective),
            format.period(one.period),
            format.percent(one.cappedPercent),
            moneyMicros(one.amountMicros, one.currency),
            t(one.due ? 'report.due' : 'report.later'),
          ],
        }))}
      />
    </Flex>
  );
}

import type { ReactNode } from 'react';
import { Card, CardBody, Link, Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostReport } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useChanges, useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { CurrencyChooser } from '../controls';
import { withParameter, type CostViewControl } from '../view';
import styles from '../explorer.module.css';

const MOST_COUNTED = 100;

function Figure(props: {
  label: string;
  value: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li>
      <Card>
        <CardBody>
          <p className={styles.figureLabel}>{props.label}</p>
          <div className={styles.figureValue}>{props.value}</div>
          {props.children && (
            <p className={styles.figureNote}>{props.children}</p>
          )}
        </CardBody>
      </Card>
    </li>
  );
}

function Change(props: { report: CostReport }) {
  const { total, previous, currency } = props.report;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  if (!previous) return null;
  const now = BigInt(total);
  const before = BigInt(previous.total);
  const difference = now - before;
  const texts = {
    amount: format.money(difference < 0n ? -difference : difference, currency),
    percent: format.relativeChange(now, before) ?? '–',
    before: format.money(before, currency),
    range: format.range(previous.from, previous.to),
  };
  if (difference === 0n) return <>{t('explorer.change.same', texts)}</>;
  return (
    <>
      {difference > 0n
        ? t('explorer.change.more', texts)
        : t('explorer.change.less', texts)}
    </>
  );
}

function ForecastFigures(props: {
  control: CostViewControl;
  currency: string;
}) {
  const { currency } = props;
  const query = { ...props.control.view.scope, currency };
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const { data, error, reload } = useQuery(
    client => client.GET('/forecast', { params: { query } }),
    JSON.stringify(query),
  );
  useChanges(['costs'], reload);
  if (error) {
    return (
      <Figure label={t('explorer.forecast.title')} value="–">
        {t('explorer.forecast.none')}
      </Figure>
    );
  }
  const money = (micros: string) => format.money(micros, currency);
  return (
    <>
      {(['month', 'year'] as const).map(period => (
        <Figure
          key={period}
          label={
            data
              ? t('explorer.forecast.until', {
                  day: format.day(data[period].to),
                })
              : t(`explorer.forecast.${period}`)
          }
          value={data ? money(data[period].expected) : <Skeleton width={120} />}
        >
          {data &&
            t('explorer.forecast.between', {
              low: money(data[period].low),
              high: money(data[period].high),
            })}
        </Figure>
      ))}
    </>
  );
}

function AnomalyFigure(props: { control: CostViewControl }) {
  const { view, hrefTo } = props.control;
  const { from, to, scope } = view;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/anomalies', {
        params: { query: { ...scope, from, to, limit: MOST_COUNTED } },
      }),
    JSON.stringify([scope, from, to]),
  );
  const isBehind = data?.pending ?? false;
  useLiveUpdates({ ids: ['anomalies'], isActive: isBehind, onChange: reload });
  const items = data?.items ?? [];
  const open = items.filter(item => !item.acknowledgedAt).length;
  const all = items.length;
  const label = t('explorer.tab.anomalies');
  if (!data) {
    return (
      <Figure label={label} value={error ? '–' : <Skeleton width={40} />}>
        {error && t('explorer.anomalies.none')}
      </Figure>
    );
  }
  if (all === 0) {
    return (
      <Figure label={label} value={isBehind ? '–' : '0'}>
        {t(`explorer.anomalies.${isBehind ? 'behind' : 'nothing'}`)}
      </Figure>
    );
  }
  return (
    <Figure label={label} value={`${all}${data.nextCursor ? '+' : ''}`}>
      <Link href={hrefTo(withParameter('view', 'anomalies'))}>
        {t('explorer.anomalies.open', { count: open })}
      </Link>
    </Figure>
  );
}

/** What was paid, whether it is more than before, and what is to be expected. */
export function HeadFigures(props: {
  report: CostReport;
  control: CostViewControl;
}) {
  const { report, control } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <>
      <CurrencyChooser report={report} control={control} />
      <ul className={styles.figures} aria-label={t('explorer.figures')}>
        <Figure
          label={t('explorer.total', {
            range: format.range(report.from, report.to),
          })}
          value={format.money(report.total, report.currency)}
        >
          <Change report={report} />
        </Figure>
        <ForecastFigures control={control} currency={report.currency} />
        <AnomalyFigure control={control} />
      </ul>
    </>
  );
}

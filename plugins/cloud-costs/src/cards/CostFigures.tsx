import type { ReactNode } from 'react';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CostReport,
  Forecast,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Query } from '@dualcloud/foundation-react';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';
import { MonthBars } from './MonthBars';
import styles from './cards.module.css';

function Figure(props: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className={styles.value}>{props.value}</dd>
      {props.note && <dd className={styles.note}>{props.note}</dd>}
    </div>
  );
}

/** The month as it is expected to end, and how that is against the one before. */
function Expected(props: { forecast: Query<Forecast>; before: bigint }) {
  const { forecast, before } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const { data, error } = forecast;
  if (!data) {
    return (
      <Figure
        label={t('cards.expected')}
        value={error ? '–' : <Skeleton width={80} />}
        note={error && t('cards.noForecast')}
      />
    );
  }
  const { month, currency } = data;
  const change = format.relativeChange(BigInt(month.expected), before);
  return (
    <Figure
      label={t('cards.expectedUntil', { day: format.day(month.to) })}
      value={format.money(month.expected, currency)}
      note={change && t('cards.againstLast', { change })}
    />
  );
}

/** This month, the last one, what is expected, and twelve months at a glance. */
export function CostFigures(props: {
  report: CostReport;
  forecast: Query<Forecast>;
  label: string;
}) {
  const { report, forecast, label } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const points = report.points ?? [];
  const money = (micros: string) => format.money(micros, report.currency);
  const last = points.at(-2) ?? '0';
  const month = report.intervals.at(-2);
  const others = report.currencies.filter(one => one !== report.currency);
  return (
    <Flex direction="column" gap="3">
      <dl className={styles.figures}>
        <Figure
          label={t('cards.thisMonth')}
          value={money(points.at(-1) ?? '0')}
        />
        <Figure
          label={month ? format.month(month) : t('cards.lastMonth')}
          value={money(last)}
        />
        <Expected forecast={forecast} before={BigInt(last)} />
      </dl>
      <MonthBars report={report} label={label} />
      {others.length > 0 && (
        <Text as="p" variant="body-small">
          {t('cards.otherCurrencies', { others: others.join(', ') })}
        </Text>
      )}
    </Flex>
  );
}

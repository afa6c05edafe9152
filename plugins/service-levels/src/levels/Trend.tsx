import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ObjectiveResult,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ErrorNotice, Loading, ScrollTable } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import { StateBadge } from './badges';
import styles from './levels.module.css';
import { TrendPlot } from './TrendPlot';
import { useWords } from './useWords';

function TrendTable(props: { results: readonly ObjectiveResult[] }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { actualOf, targetOf } = useWords();
  const format = useLevelFormat();
  return (
    <ScrollTable label={t('level.trend')} isNarrow>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('level.period')}
            </th>
            <th scope="col">{t('levels.agreed')}</th>
            <th scope="col">{t('levels.actual')}</th>
            <th scope="col" className={styles.words}>
              {t('levels.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...props.results].reverse().map(result => (
            <tr key={result.period}>
              <th scope="row" className={styles.words}>
                {format.period(result.period)}
              </th>
              <td>{targetOf(result)}</td>
              <td>{actualOf(result)}</td>
              <td className={styles.words}>
                <StateBadge state={result.state} of={[result]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** How the availability was in the last twelve of its periods, and its target. */
export function Trend(props: { level: ServiceLevel; objective: string }) {
  const { level, objective } = props;
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/service-levels/{commitmentId}/trend', {
        params: { path: { commitmentId: level.id }, query: { objective } },
      }),
    `${level.id} ${objective}`,
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Loading rows={2} rowHeight={80} />;
  if (data.items.length === 0) return null;
  return (
    <div className={styles.columns}>
      <TrendPlot points={data.items} unit={data.items[0].unit} />
      <TrendTable results={data.items} />
    </div>
  );
}

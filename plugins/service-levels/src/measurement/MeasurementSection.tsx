import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Probe } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Loading,
  ScrollTable,
  Section,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useLevelFormat } from '../format';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';

/** Enough for every agreement that anybody has written. */
const MOST = 100;

/** What was last seen, or why nothing is. */
function LastResult(props: { probe: Probe }) {
  const { state, lastResult, problem, problemText } = props.probe;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { dateTime } = useFormat();
  const format = useLevelFormat();
  if (state !== 'active') {
    return (
      <>
        <StatusBadge tone={state === 'simulated' ? 'info' : 'warning'}>
          {t(`measurement.state.${state}`)}
        </StatusBadge>
        <div className={styles.small}>{t(`measurement.why.${state}`)}</div>
      </>
    );
  }
  return (
    <>
      {lastResult?.up !== undefined && (
        <StatusBadge tone={lastResult.up ? 'good' : 'bad'}>
          {t(lastResult.up ? 'measurement.up' : 'measurement.down')}
        </StatusBadge>
      )}
      <div className={styles.small}>
        {lastResult ? dateTime(lastResult.at) : t('measurement.nothingYet')}
        {lastResult?.milliseconds !== undefined &&
          `, ${t('measurement.milliseconds', {
            number: format.number(lastResult.milliseconds),
          })}`}
      </div>
      {lastResult?.reason && (
        <div className={styles.small}>
          {t(`measurement.reason.${lastResult.reason}`)}
          {lastResult.status !== undefined && ` (${lastResult.status})`}
        </div>
      )}
      {problem && (
        <div className={styles.small}>
          {t(`measurement.problem.${problem}`)}
          {problemText && `: ${problemText}`}
        </div>
      )}
    </>
  );
}

function Row(props: { probe: Probe; objectives: ReadonlyMap<string, string> }) {
  const { probe } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  return (
    <tr>
      <th scope="row" className={styles.words}>
        {props.objectives.get(probe.measurement) ?? probe.measurement}
      </th>
      <td className={styles.words}>
        {t(`measurement.type.${probe.type}`)}
        <div className={styles.small} style={{ overflowWrap: 'anywhere' }}>
          {probe.place}
        </div>
      </td>
      <td className={styles.words}>
        {probe.state === 'active' ? format.time(probe.intervalSeconds) : '–'}
      </td>
      <td className={styles.words}>
        <LastResult probe={probe} />
      </td>
    </tr>
  );
}

/**
 * How a service level is measured: by what, how often, and what was last seen.
 * @param props - `objectives`: what objectives are called, by their id
 */
export function MeasurementSection(props: {
  commitmentId: string;
  objectives: ReadonlyMap<string, string>;
}) {
  const { commitmentId, objectives } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/probes', {
        params: { query: { commitment: commitmentId, limit: MOST } },
      }),
    `probes ${commitmentId}`,
  );
  const probes = data?.items ?? [];
  return (
    <Section
      title={t('measurement.title')}
      description={
        probes.length > 0 ? t(`measurement.gaps.${probes[0].gaps}`) : undefined
      }
    >
      {error && (
        <ErrorNotice
          error={error}
          title={t('measurement.error')}
          onRetry={reload}
        />
      )}
      {!data && !error && <Loading rows={1} rowHeight={60} />}
      {data && probes.length === 0 && (
        <Text as="p">{t('measurement.empty')}</Text>
      )}
      {probes.length > 0 && (
        <ScrollTable label={t('measurement.title')} isNarrow>
          <table className={styles.table}>
            <thead>
              <tr>
                {(
                  [
                    'measurement.what',
                    'measurement.how',
                    'measurement.interval',
                    'measurement.last',
                  ] as const
                ).map(key => (
                  <th key={key} scope="col" className={styles.words}>
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {probes.map(probe => (
                <Row key={probe.id} probe={probe} objectives={objectives} />
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
    </Section>
  );
}

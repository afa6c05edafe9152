import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Outage,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useLevelFormat } from '../format';
import { useLevelName } from '../levels/LevelItem';
import styles from '../levels/levels.module.css';
import { NotCounted } from '../levels/NotCounted';
import { explanationRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { monthsOf } from './duration';

/** How much of an outage counts against one level's availability in a month. */
function CountedRow(props: {
  outage: Outage;
  level: ServiceLevel;
  objective: string;
  month: string;
  name: string;
}) {
  const { outage, level, objective, month, name } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const explanationPath = useRouteRef(explanationRouteRef);
  const { data } = useQuery(
    client =>
      client.GET('/service-levels/{commitmentId}/explanation', {
        params: {
          path: { commitmentId: level.id },
          query: { objective, period: month },
        },
      }),
    `${level.id} ${objective} ${month} ${outage.revision}`,
  );
  const explained = data?.outages?.find(one => one.outage.id === outage.id);
  const href = explanationPath({ commitmentId: level.id, objective });
  return (
    <tr>
      <th scope="row" className={styles.words}>
        {name}
      </th>
      <td className={styles.words}>{format.period(month)}</td>
      <td>{explained ? format.clock(explained.countedSeconds) : '–'}</td>
      <td className={styles.words}>
        {explained && <NotCounted explained={explained} />}
        <div>
          <Link
            href={`${href}?period=${month}`}
            aria-label={t('outage.touched.explain', {
              name,
              month: format.period(month),
            })}
          >
            {t('level.explain')}
          </Link>
        </div>
      </td>
    </tr>
  );
}

/** Whose agreed availability an outage is about. */
export function Touched(props: {
  outage: Outage;
  levels: readonly ServiceLevel[];
}) {
  const { outage, levels } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const nameOf = useLevelName(levels);
  const months = monthsOf(outage, Date.now());
  const rows = levels.flatMap(level => {
    const objective = level.headline?.objective;
    const { agreement, forWhom } = nameOf(level);
    return objective
      ? months.map(month => ({
          level,
          objective,
          month,
          name: `${agreement}, ${forWhom}`,
        }))
      : [];
  });
  if (rows.length === 0) return <Text as="p">{t('outage.touched.none')}</Text>;
  return (
    <ScrollTable label={t('outage.touched')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('outage.touched.level')}
            </th>
            <th scope="col" className={styles.words}>
              {t('outage.touched.month')}
            </th>
            <th scope="col">{t('outage.touched.counted')}</th>
            <th scope="col" className={styles.words}>
              {t('outage.touched.why')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <CountedRow
              key={`${row.level.id} ${row.month}`}
              outage={outage}
              {...row}
            />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

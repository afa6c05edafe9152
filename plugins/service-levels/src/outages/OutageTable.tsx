import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ScrollTable,
  useEntityTitles,
  useNow,
} from '@dualcloud/foundation-react';
import { useZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import styles from '../levels/levels.module.css';
import { outageRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { secondsOf } from './duration';
import { OutageStateBadge } from './OutageState';

const COLUMNS = [
  'from',
  'service',
  'duration',
  'cause',
  'source',
  'state',
] as const;

/** Outages below each other, newest first. */
export function OutageTable(props: { outages: readonly Outage[] }) {
  const { outages } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { moment } = useZonedFormat();
  const outagePath = useRouteRef(outageRouteRef);
  const titleOf = useEntityTitles(outages.map(({ subjectRef }) => subjectRef));
  const now = useNow(
    60_000,
    outages.some(({ ongoing }) => ongoing),
  );
  return (
    <ScrollTable label={t('general.tab.outages')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(id => (
              <th
                key={id}
                scope="col"
                className={id === 'duration' ? undefined : styles.words}
              >
                {t(`outages.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outages.map(outage => (
            <tr key={outage.id}>
              <th scope="row" className={styles.words}>
                <Link href={outagePath({ outageId: outage.id })}>
                  {moment(outage.interval.from)}
                </Link>
                {outage.title && (
                  <div className={styles.small}>{outage.title}</div>
                )}
              </th>
              <td className={styles.words}>
                {titleOf(outage.subjectRef)}
                {outage.impact !== 'down' && (
                  <div className={styles.small}>
                    {t(`outage.impact.${outage.impact}`)}
                  </div>
                )}
              </td>
              <td>
                {format.clock(secondsOf(outage, now))}
                {outage.ongoing && (
                  <div className={styles.small}>{t('outages.ongoing')}</div>
                )}
              </td>
              <td className={styles.words}>
                {t(`general.cause.${outage.cause}`)}
              </td>
              <td className={styles.words}>
                {t(`outage.source.${outage.source}`)}
              </td>
              <td className={styles.words}>
                <OutageStateBadge state={outage.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

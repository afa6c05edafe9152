import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MaintenanceWindow,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  localize,
  ScrollTable,
  useEntityTitles,
  useFormat,
} from '@dualcloud/foundation-react';
import { CalendarLink } from '../calendars/CalendarLink';
import { useZonedFormat } from '../clock';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';

function RecurringRow(props: {
  window: MaintenanceWindow;
  timeZone: string | undefined;
  titleOf: (ref: string) => string;
}) {
  const { titles, subjectRefs, calendar, impact, interval } = props.window;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language, list } = useFormat();
  const zoned = useZonedFormat(props.timeZone);
  return (
    <tr>
      <th scope="row" className={styles.words}>
        {zoned.range(interval.from, interval.to ?? interval.from)}
        <div className={styles.small}>
          {localize(titles, language)} ({zoned.timeZone})
        </div>
      </th>
      <td className={styles.words}>{list(subjectRefs.map(props.titleOf))}</td>
      <td className={styles.words}>
        {calendar && (
          <CalendarLink
            calendarRef={calendar}
            title={props.titleOf(calendar)}
          />
        )}
      </td>
      <td className={styles.words}>{t(`outage.impact.${impact}`)}</td>
    </tr>
  );
}

/** The next windows of the service calendars, each on the clock of its own. */
export function RecurringTable(props: {
  windows: readonly MaintenanceWindow[];
  levels: ReadonlyMap<string, ServiceLevel>;
}) {
  const { windows, levels } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const titleOf = useEntityTitles(
    windows.flatMap(({ subjectRefs, calendar }) =>
      calendar ? [...subjectRefs, calendar] : subjectRefs,
    ),
  );
  const zones = new Map(
    [...levels.values()].map(level => [level.calendar, level.timeZone]),
  );
  return (
    <ScrollTable label={t('maintenance.again')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['when', 'what', 'calendar', 'impact'] as const).map(id => (
              <th key={id} scope="col" className={styles.words}>
                {t(`maintenance.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map(window => (
            <RecurringRow
              key={`${window.id} ${window.interval.from}`}
              window={window}
              timeZone={zones.get(window.calendar ?? '')}
              titleOf={titleOf}
            />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CalendarDays,
  RecurringMaintenance,
  ServiceCalendarSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, ScrollTable, useFormat } from '@dualcloud/foundation-react';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { useHours } from './useHours';

/** Public holidays and special days of a year, with the hours that they have. */
export function YearTable(props: {
  year: string;
  calendarDays: CalendarDays;
  spec: ServiceCalendarSpec;
}) {
  const { year, calendarDays, spec } = props;
  const { timeZone } = calendarDays.calendar;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language } = useFormat();
  const hours = useHours();
  const date = new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeZone: 'UTC',
  });
  const days = calendarDays.days.filter(
    ({ holiday, special }) => holiday || special,
  );
  if (days.length === 0) {
    return <Text as="p">{t('calendar.year.none', { year })}</Text>;
  }
  const nameOf = (day: string) =>
    localize(
      spec.specialDays?.find(special => special.date === day)?.titles,
      language,
      t('calendar.special'),
    );
  return (
    <ScrollTable label={t('calendar.year', { year })}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['day', 'what', 'hours'] as const).map(id => (
              <th key={id} scope="col" className={styles.words}>
                {t(`calendar.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, holiday, special, service }) => (
            <tr key={day}>
              <th scope="row" className={styles.words}>
                {date.format(new Date(`${day}T00:00:00Z`))}
              </th>
              <td className={styles.words}>
                {[holiday, special && nameOf(day)].filter(Boolean).join(', ')}
              </td>
              <td className={styles.words}>
                {hours.ranges(hours.ofDay(day, service, timeZone))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** Maintenance windows that come again. */
export function WindowsTable(props: {
  windows: readonly RecurringMaintenance[];
}) {
  const { windows } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language, list } = useFormat();
  const hours = useHours();
  if (windows.length === 0) {
    return <Text as="p">{t('calendar.windows.none')}</Text>;
  }
  const nth = (week: number) =>
    week < 0
      ? t('calendar.windows.last')
      : t('calendar.windows.nth', { nth: String(week) });
  return (
    <ScrollTable label={t('calendar.windows')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('calendar.windows.title')}
            </th>
            <th scope="col" className={styles.words}>
              {t('calendar.windows.when')}
            </th>
            <th scope="col" className={styles.words}>
              {t('maintenance.impact')}
            </th>
          </tr>
        </thead>
        <tbody>
          {windows.map(window => (
            <tr key={window.id}>
              <th scope="row" className={styles.words}>
                {localize(window.titles, language, window.id)}
              </th>
              <td className={styles.words}>
                {list(window.days.map(hours.nameOf))}, {window.from}–{window.to}
                {window.weeksOfMonth && (
                  <div className={styles.small}>
                    {list(window.weeksOfMonth.map(nth))}
                  </div>
                )}
              </td>
              <td className={styles.words}>
                {t(`outage.impact.${window.impact}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

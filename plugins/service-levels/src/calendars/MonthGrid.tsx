import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CalendarDays } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './calendars.module.css';
import { useHours } from './useHours';

type Day = CalendarDays['days'][number];

/** Days in rows of a week each, from Monday; undefined before the first and after the last. */
function weeksOf(days: readonly Day[]): Array<Array<Day | undefined>> {
  const [first] = days;
  if (!first) return [];
  const before = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array<undefined>(before).fill(undefined), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => cells[week * 7 + weekday]),
  );
}

/** A month as it hangs on a wall: service hours, holidays and maintenance of each day. */
export function MonthGrid(props: { days: readonly Day[]; timeZone: string }) {
  const { days, timeZone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const hours = useHours();
  const cell = (day: Day) => (
    <td key={day.day} data-kind={day.service.length > 0 ? 'some' : 'none'}>
      <div className={styles.number}>{Number(day.day.slice(8))}</div>
      <div>{hours.ranges(hours.ofDay(day.day, day.service, timeZone))}</div>
      {day.holiday && <div>{day.holiday}</div>}
      {day.special && <div>{t('calendar.special')}</div>}
      {day.maintenance.length > 0 && (
        <div>
          {t('calendar.maintenance', {
            range: hours.ranges(
              hours.ofDay(day.day, day.maintenance, timeZone),
            ),
          })}
        </div>
      )}
    </td>
  );
  return (
    <ScrollTable label={t('calendar.month')}>
      <table className={styles.month}>
        <thead>
          <tr>
            {hours.shortNames.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(days).map((week, row) => (
            <tr key={week.find(Boolean)?.day ?? row}>
              {week.map((day, weekday) =>
                day ? cell(day) : <td key={hours.shortNames[weekday]} />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

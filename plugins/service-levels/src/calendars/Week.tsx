import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ServiceCalendarSpec,
  TimeRange,
  Weekday,
  WeeklyHours,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import levels from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './calendars.module.css';
import { useHours, WEEKDAYS } from './useHours';

const ALWAYS: TimeRange[] = [{ from: '00:00', to: '24:00' }];
const NOON = 12;

function hoursOn(
  weekly: readonly WeeklyHours[],
  weekday: Weekday,
): TimeRange[] {
  return weekly
    .filter(({ days }) => days.includes(weekday))
    .sort((a, b) => a.from.localeCompare(b.from));
}

function hourOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours + minutes / 60;
}

/** A day from midnight to midnight; the hours beside it say the same in words. */
function DayBar(props: { service: TimeRange[]; operating: TimeRange[] }) {
  const bars = (ranges: TimeRange[], kind: 'service' | 'operating') =>
    ranges.map(({ from, to }) => (
      <rect
        key={`${kind} ${from}`}
        x={hourOf(from)}
        width={hourOf(to) - hourOf(from)}
        y={kind === 'service' ? 0.2 : 1}
        height={kind === 'service' ? 0.8 : 0.4}
        className={styles[kind]}
        fill="currentColor"
      />
    ));
  return (
    <svg
      viewBox="0 0 24 1.6"
      preserveAspectRatio="none"
      className={styles.bar}
      aria-hidden="true"
    >
      {bars(props.service, 'service')}
      {bars(props.operating, 'operating')}
      <line x1={NOON} x2={NOON} y1="0" y2="1.6" className={styles.noon} />
    </svg>
  );
}

/** Service hours of a week, drawn, with the operating hours beside them. */
export function Week(props: { spec: ServiceCalendarSpec }) {
  const { serviceHours, operatingHours } = props.spec;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const hours = useHours();
  return (
    <ScrollTable label={t('calendar.week')}>
      <table className={levels.table}>
        <thead>
          <tr>
            <th scope="col" className={levels.words}>
              {t('calendar.weekday')}
            </th>
            <th scope="col" className={levels.words}>
              {t('calendar.drawn')}
            </th>
            <th scope="col" className={levels.words}>
              <span className={styles.service}>■</span> {t('calendar.service')}
            </th>
            <th scope="col" className={levels.words}>
              <span className={styles.operating}>■</span>{' '}
              {t('calendar.operating')}
            </th>
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map(weekday => {
            const service = hoursOn(serviceHours, weekday);
            const operating = operatingHours
              ? hoursOn(operatingHours, weekday)
              : ALWAYS;
            return (
              <tr key={weekday}>
                <th scope="row" className={levels.words}>
                  {hours.nameOf(weekday)}
                </th>
                <td className={styles.drawn}>
                  <DayBar service={service} operating={operating} />
                </td>
                <td className={levels.words}>{hours.ranges(service)}</td>
                <td className={levels.words}>{hours.ranges(operating)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollTable>
  );
}

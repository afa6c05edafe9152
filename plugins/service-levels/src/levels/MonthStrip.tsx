import { Fragment } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Interval,
  Timeline,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable, useFormat } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './levels.module.css';
import { daysOf, type StripDay } from './stripDays';

const LABEL_WIDTH = 70;
const HOUR_WIDTH = 30;
const ROW_HEIGHT = 14;
const TOP = 16;

const KINDS = ['agreed', 'planned', 'gaps', 'notCounted', 'counted'] as const;

function x(day: StripDay, instant: string): number {
  const share = (Date.parse(instant) - day.fromMs) / (day.toMs - day.fromMs);
  return LABEL_WIDTH + Math.min(1, Math.max(0, share)) * 24 * HOUR_WIDTH;
}

function Bars(props: {
  day: StripDay;
  row: number;
  intervals: readonly Interval[];
  kind: (typeof KINDS)[number];
}) {
  const { day, row, intervals, kind } = props;
  return (
    <>
      {intervals
        .filter(
          ({ from, to }) =>
            Date.parse(from) < day.toMs && Date.parse(to ?? '') > day.fromMs,
        )
        .map(({ from, to = '' }) => (
          <rect
            key={from}
            x={x(day, from)}
            width={Math.max(1, x(day, to) - x(day, from))}
            y={TOP + row * ROW_HEIGHT + 1}
            height={ROW_HEIGHT - 2}
            className={styles[kind]}
            fill="currentColor"
          />
        ))}
    </>
  );
}

/**
 * A month as a strip for each day: when the level holds, and what happened. Days
 * are those of the calendar's zone; one that is an hour shorter or longer fills
 * the same width.
 */
export function MonthStrip(props: { timeline: Timeline; timeZone: string }) {
  const { timeline, timeZone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { date } = useFormat();
  const days = daysOf(timeline, timeZone, format.language);
  const holidays = new Map(timeline.holidays.map(one => [one.day, one.name]));
  const width = LABEL_WIDTH + 24 * HOUR_WIDTH;
  return (
    <>
      <ul className={styles.legend} aria-hidden="true">
        {KINDS.map(kind => (
          <li key={kind}>
            <span className={styles[kind]} />
            {t(`level.legend.${kind}`)}
          </li>
        ))}
      </ul>
      <ScrollTable label={t('level.timeline')}>
        <svg
          className={styles.month}
          viewBox={`0 0 ${width} ${TOP + days.length * ROW_HEIGHT}`}
          role="img"
          aria-label={t('level.timeline')}
        >
          {[0, 6, 12, 18].map(hour => (
            <text key={hour} x={LABEL_WIDTH + hour * HOUR_WIDTH} y={10}>
              {`${String(hour).padStart(2, '0')}:00`}
            </text>
          ))}
          {days.map((day, row) => (
            <Fragment key={day.day}>
              <text x={0} y={TOP + row * ROW_HEIGHT + 11}>
                {day.label}
                {holidays.has(day.day) ? ' *' : ''}
              </text>
              {KINDS.map(kind => (
                <Bars
                  key={kind}
                  kind={kind}
                  day={day}
                  row={row}
                  intervals={timeline[kind]}
                />
              ))}
            </Fragment>
          ))}
        </svg>
      </ScrollTable>
      {timeline.holidays.length > 0 && (
        <p className={styles.small}>
          * {t('level.holiday')}:{' '}
          {timeline.holidays
            .map(
              one =>
                `${date(`${one.day}T12:00:00Z`)} ${
                  format.language.startsWith('de')
                    ? one.titles?.de ?? one.name
                    : one.titles?.en ?? one.name
                }`,
            )
            .join('; ')}
        </p>
      )}
    </>
  );
}

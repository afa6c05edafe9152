// "Explain this number." Opened by whoever doubts it: agreed time, minus what, equals
// what; which outage counted how many seconds, which did not, and why.

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ExplainedDay,
  ExplainedOutage,
  Explanation,
  Incident,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Loading,
  ScrollTable,
  Section,
  useEntityTitles,
  useFormat,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../api/useQuery';
import { useZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import { serviceLevelRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { ExplanationSteps } from './ExplanationSteps';
import { useLevelName } from './LevelItem';
import styles from './levels.module.css';
import { MonthStrip } from './MonthStrip';
import { NotCounted } from './NotCounted';
import { useWords } from './useWords';

function OutageRows(props: {
  outages: readonly ExplainedOutage[];
  timeZone: string;
}) {
  const { outages, timeZone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { exact } = useZonedFormat(timeZone);
  if (outages.length === 0) {
    return <Text as="p">{t('explain.outages.none')}</Text>;
  }
  return (
    <ScrollTable label={t('explain.outages')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('explain.outage')}
            </th>
            <th scope="col" className={styles.words}>
              {t('explain.cause')}
            </th>
            <th scope="col">{t('explain.duration')}</th>
            <th scope="col">{t('explain.countedOf')}</th>
            <th scope="col" className={styles.words}>
              {t('explain.why')}
            </th>
          </tr>
        </thead>
        <tbody>
          {outages.map(one => (
            <tr key={one.outage.id}>
              <th scope="row" className={styles.words}>
                {exact(one.outage.interval.from)}
                {one.outage.interval.to &&
                  ` – ${exact(one.outage.interval.to)}`}
                {one.outage.title && (
                  <div className={styles.small}>{one.outage.title}</div>
                )}
              </th>
              <td className={styles.words}>
                {t(`general.cause.${one.outage.cause}`)}
              </td>
              <td>{format.clock(one.seconds)}</td>
              <td>{format.clock(one.countedSeconds)}</td>
              <td className={styles.words}>
                <NotCounted explained={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function IncidentRows(props: {
  incidents: readonly Incident[];
  timeZone: string;
}) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { exact } = useZonedFormat(props.timeZone);
  const answerOf = (met: boolean | undefined) => {
    if (met === undefined) return t('explain.inTime.open');
    return t(met ? 'explain.inTime.yes' : 'explain.inTime.no');
  };
  return (
    <ScrollTable label={t('explain.incidents')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('explain.incident')}
            </th>
            <th scope="col" className={styles.words}>
              {t('explain.reported')}
            </th>
            <th scope="col">{t('explain.took')}</th>
            <th scope="col">{t('levels.agreed')}</th>
            <th scope="col" className={styles.words}>
              {t('explain.inTime')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.incidents.flatMap(incident =>
            incident.times.map(time => (
              <tr key={`${incident.source} ${incident.id} ${time.objective}`}>
                <th scope="row" className={styles.words}>
                  {incident.title ?? incident.id}
                </th>
                <td className={styles.words}>{exact(incident.reportedAt)}</td>
                <td>{format.clock(time.seconds)}</td>
                <td>{format.clock(time.withinSeconds)}</td>
                <td className={styles.words}>{answerOf(time.met)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollTable>
  );
}

const DAY_COLUMNS = [
  ['lengthSeconds', 'explain.day.length'],
  ['agreedSeconds', 'level.legend.agreed'],
  ['plannedSeconds', 'level.legend.planned'],
  ['countedSeconds', 'level.legend.counted'],
  ['gapSeconds', 'level.legend.gaps'],
] as const;

function DayRows(props: { days: readonly ExplainedDay[] }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { date } = useFormat();
  return (
    <ScrollTable label={t('explain.days')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.words}>
              {t('level.day')}
            </th>
            {DAY_COLUMNS.map(([field, key]) => (
              <th key={field} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.days.map(day => (
            <tr key={day.day}>
              <th scope="row" className={styles.words}>
                {date(`${day.day}T12:00:00Z`)}
                {day.holiday && (
                  <div className={styles.small}>{day.holiday}</div>
                )}
              </th>
              {DAY_COLUMNS.map(([field]) => (
                <td key={field}>{format.clock(day[field])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function Explained(props: { explanation: Explanation }) {
  const { explanation } = props;
  const { result, serviceLevel, outages, incidents, days, timeline } =
    explanation;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { nameOf, actualOf, targetOf } = useWords();
  const format = useLevelFormat();
  const name = useLevelName([serviceLevel])(serviceLevel);
  const titleOf = useEntityTitles([explanation.calendar]);
  const whereClocksAre = t('explain.outages.meaning', {
    timeZone: explanation.timeZone,
  });
  return (
    <Flex direction="column" gap="6">
      <div>
        <Text as="h2" variant="title-medium">
          {t('explain.title', { actual: actualOf(result) })}
        </Text>
        <Text as="p" color="secondary">
          {name.subject}: {nameOf(result)}, {format.period(result.period)},{' '}
          {targetOf(result)}
          {explanation.clause && ` (${explanation.clause})`}
        </Text>
      </div>
      <Section
        title={t('explain.steps')}
        description={t('explain.steps.meaning')}
      >
        <ExplanationSteps steps={explanation.steps} />
      </Section>
      {outages && (
        <Section title={t('explain.outages')} description={whereClocksAre}>
          <OutageRows outages={outages} timeZone={explanation.timeZone} />
        </Section>
      )}
      {incidents && (
        <Section title={t('explain.incidents')} description={whereClocksAre}>
          <IncidentRows incidents={incidents} timeZone={explanation.timeZone} />
        </Section>
      )}
      {timeline && (
        <Section
          title={t('level.timeline')}
          description={t('level.timeline.meaning', {
            timeZone: explanation.timeZone,
          })}
        >
          <MonthStrip timeline={timeline} timeZone={explanation.timeZone} />
        </Section>
      )}
      {days && days.length > 0 && (
        <Section
          title={t('explain.days')}
          description={t('explain.days.meaning', {
            calendar: titleOf(explanation.calendar),
            timeZone: explanation.timeZone,
          })}
        >
          <DayRows days={days} />
        </Section>
      )}
    </Flex>
  );
}

/** Why a figure is what it is. */
export function ExplanationPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { commitmentId = '', objective = '' } = useParams();
  const levelPath = useRouteRef(serviceLevelRouteRef);
  const period = useUrlFilter().get('period');
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/service-levels/{commitmentId}/explanation', {
        params: { path: { commitmentId }, query: { objective, period } },
      }),
    `${commitmentId} ${objective} ${period}`,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link
          href={`${levelPath({ commitmentId })}${
            period ? `?period=${period}` : ''
          }`}
        >
          {t('explain.back')}
        </Link>
        {error && (
          <ErrorNotice
            error={error}
            title={t('explain.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && <Explained explanation={data} />}
      </Flex>
    </Container>
  );
}

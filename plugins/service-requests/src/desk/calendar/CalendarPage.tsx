// Opened to see what will change when: before one plans something oneself, or warns
// those who use it.

import { Button, ButtonLink, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  Section,
  useEntityTitles,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import styles from '../../requests/requests.module.css';
import { useWords } from '../../words';
import { reportTicketRouteRef, serviceDeskRouteRef } from '../routes';
import { usePeriod } from '../usePeriod';
import { addMonths, monthNamed, nameOfMonth, periodOf } from './months';
import { useCalendar, type Day, type Entry } from './useCalendar';

/** Planned changes and maintenance, a month at a time. */
export function CalendarPage() {
  const { t, language } = useWords();
  const url = useUrlFilter();
  const month = monthNamed(url.get('month'));
  const deskPath = useRouteRef(serviceDeskRouteRef);
  const { days, error, reload } = useCalendar(periodOf(month));
  const move = (months: number) => url.set('month', addMonths(month, months));
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={deskPath()}>{t('desk.back')}</Link>
        <div>
          <Text as="h2" variant="title-medium">
            {t('calendar.title')}
          </Text>
          <Text as="p" color="secondary">
            {t('calendar.introduction')}
          </Text>
        </div>
        <Flex gap="2" align="center" className={styles.top}>
          <Button variant="secondary" onPress={() => move(-1)}>
            {t('calendar.previous')}
          </Button>
          <Button variant="secondary" onPress={() => move(1)}>
            {t('calendar.next')}
          </Button>
          <Text as="p" role="status" variant="title-small">
            {nameOfMonth(month, language)}
          </Text>
        </Flex>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!days && !error && <Loading rows={4} />}
        {days?.length === 0 && <NothingPlanned />}
        {days && days.length > 0 && <Agenda days={days} />}
      </Flex>
    </Container>
  );
}

function NothingPlanned() {
  const { t } = useWords();
  const reportPath = useRouteRef(reportTicketRouteRef);
  return (
    <EmptyState
      title={t('calendar.empty.title')}
      description={t('calendar.empty.description')}
      action={
        <ButtonLink variant="secondary" href={`${reportPath()}?kind=change`}>
          {t('desk.report.change')}
        </ButtonLink>
      }
    />
  );
}

function Agenda({ days }: { days: readonly Day[] }) {
  const { language } = useWords();
  const titleOf = useEntityTitles(
    days.flatMap(({ entries }) => entries.flatMap(({ refs }) => refs)),
  );
  const dayFormat = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  return (
    <Flex direction="column" gap="6">
      {days.map(({ day, entries }) => (
        <Section
          key={day.toDateString()}
          level="h3"
          title={dayFormat.format(day)}
        >
          <ul className={styles.plain}>
            {entries.map(entry => (
              <Item
                key={`${entry.id} ${entry.from}`}
                entry={entry}
                titleOf={titleOf}
              />
            ))}
          </ul>
        </Section>
      ))}
    </Flex>
  );
}

function Item(props: { entry: Entry; titleOf: (ref: string) => string }) {
  const { entry, titleOf } = props;
  const { t, format } = useWords();
  const rangeOf = usePeriod({ isDayKnown: true });
  return (
    <li className={styles.item}>
      <div>
        <div>{rangeOf(entry.from, entry.to)}</div>
        {entry.href ? (
          <Link href={entry.href}>{entry.title}</Link>
        ) : (
          <strong>{entry.title}</strong>
        )}
        <div className={styles.small}>
          {format.list(entry.refs.map(titleOf))}
        </div>
      </div>
      <div className={styles.small}>
        {[t(`calendar.kind.${entry.kind}`), entry.number, entry.state]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </li>
  );
}

// Opened from an agreement or a level: when does it hold, on which days not, and
// when is the service maintained? From here into one's own calendar program.

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CalendarDays,
  ServiceCalendarSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  localize,
  PartyLink,
  Section,
  useLanguage,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { AgreementLink } from '../agreements/AgreementLink';
import { useAgreements } from '../agreements/useAgreements';
import { useQuery } from '../api/useQuery';
import { IcalLinks } from '../icalendar';
import styles from '../levels/levels.module.css';
import { MonthChooser } from '../levels/MonthChooser';
import { monthAfter, monthOf } from '../levels/months';
import { calendarsRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { calendarName } from './calendarName';
import { WindowsTable, YearTable } from './CalendarTables';
import { MonthGrid } from './MonthGrid';
import { Week } from './Week';

const MONTHS_AHEAD = 24;

function UsedBy(props: { calendarRef: string }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data, error, reload } = useAgreements({});
  const used = data?.items.filter(one => one.calendar === props.calendarRef);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!used) return <Loading rows={2} />;
  if (used.length === 0) return <Text as="p">{t('calendar.used.none')}</Text>;
  return (
    <ul className={styles.plain}>
      {used.map(one => (
        <li key={`${one.agreement} ${one.version}`}>
          <AgreementLink summary={one} />
        </li>
      ))}
    </ul>
  );
}

function Detail(props: {
  calendarDays: CalendarDays;
  month: string;
  onMonth: (month: string) => void;
}) {
  const { calendarDays, month, onMonth } = props;
  const { calendar, days } = calendarDays;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  const spec = calendar.spec as unknown as ServiceCalendarSpec;
  const year = month.slice(0, 4);
  const name = calendarName(calendar.name);
  return (
    <Flex direction="column" gap="6">
      <Text as="h2" variant="title-medium" style={{ overflowWrap: 'anywhere' }}>
        {localize(calendar.titles, language, name)}
      </Text>
      <Facts
        items={[
          { label: t('calendars.zone'), value: calendar.timeZone },
          {
            label: t('calendars.holidays'),
            value:
              [calendar.country, calendar.state].filter(Boolean).join('-') ||
              t('calendars.holidays.none'),
          },
          {
            label: t('calendar.entity'),
            value: <PartyLink entityRef={calendar.name} />,
          },
        ]}
      />
      <IcalLinks
        path={`/calendars/${encodeURIComponent(name)}/ical`}
        name={name}
        load={(client, lang) =>
          client.GET('/calendars/{name}/ical', {
            params: { path: { name }, query: { lang } },
            parseAs: 'text',
          })
        }
      />
      <Section
        title={t('calendar.week')}
        description={t('calendar.week.means')}
      >
        <Week spec={spec} />
      </Section>
      <Section
        title={t('calendar.month')}
        description={t('calendar.month.means', { timeZone: calendar.timeZone })}
        actions={
          <MonthChooser
            month={month}
            onChange={onMonth}
            latest={monthAfter(monthOf(new Date()), MONTHS_AHEAD)}
          />
        }
      >
        <MonthGrid
          days={days.filter(({ day }) => day.startsWith(month))}
          timeZone={calendar.timeZone}
        />
      </Section>
      <Section title={t('calendar.year', { year })}>
        <YearTable year={year} calendarDays={calendarDays} spec={spec} />
      </Section>
      <Section title={t('calendar.windows')}>
        <WindowsTable windows={spec.maintenance ?? []} />
      </Section>
      <Section title={t('calendar.used')}>
        <UsedBy calendarRef={calendar.name} />
      </Section>
    </Flex>
  );
}

/** One service calendar. */
export function CalendarPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { name = '' } = useParams();
  const calendarsPath = useRouteRef(calendarsRouteRef);
  const url = useUrlFilter();
  const month = url.get('period') ?? monthOf(new Date());
  const year = month.slice(0, 4);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/calendars/{name}', {
        params: {
          path: { name },
          query: { from: `${year}-01-01`, to: `${year}-12-31` },
        },
      }),
    `${name} ${year}`,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={calendarsPath()}>{t('calendar.back')}</Link>
        {error && (
          <ErrorNotice
            error={error}
            title={t('calendar.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && (
          <Detail
            calendarDays={data}
            month={month}
            onMonth={value => url.set('period', value)}
          />
        )}
      </Flex>
    </Container>
  );
}

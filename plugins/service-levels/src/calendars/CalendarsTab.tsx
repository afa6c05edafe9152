// Opened by whoever wonders when somebody looks after a service, and when not.

import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  localize,
  ScrollTable,
  useLanguage,
} from '@dualcloud/foundation-react';
import { useAgreements } from '../agreements/useAgreements';
import { useQuery } from '../api/useQuery';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { CalendarLink } from './CalendarLink';
import { calendarName } from './calendarName';

/** All service calendars, with how many agreements use them. */
export function CalendarsTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  const { data, error, reload } = useQuery(
    client => client.GET('/calendars'),
    'calendars',
  );
  const agreements = useAgreements({}).data?.items ?? [];
  const usedBy = (calendar: string) =>
    new Set(
      agreements
        .filter(one => one.inForce && one.calendar === calendar)
        .map(one => one.agreement),
    ).size;
  return (
    <Flex direction="column" gap="4" py="4">
      <Text as="p" color="secondary">
        {t('calendars.means')}
      </Text>
      {error && (
        <ErrorNotice
          error={error}
          title={t('calendars.error')}
          onRetry={reload}
        />
      )}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && (
        <EmptyState
          title={t('calendars.empty.title')}
          description={t('calendars.empty.description')}
        />
      )}
      {data && data.items.length > 0 && (
        <ScrollTable label={t('general.tab.calendars')}>
          <table className={styles.table}>
            <thead>
              <tr>
                {(['calendar', 'zone', 'holidays'] as const).map(id => (
                  <th key={id} scope="col" className={styles.words}>
                    {t(`calendars.${id}`)}
                  </th>
                ))}
                <th scope="col">{t('calendars.used')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ name, titles, timeZone, country, state }) => (
                <tr key={name}>
                  <th scope="row" className={styles.words}>
                    <CalendarLink
                      calendarRef={name}
                      title={localize(titles, language, calendarName(name))}
                    />
                  </th>
                  <td className={styles.words}>{timeZone}</td>
                  <td className={styles.words}>
                    {country
                      ? [country, state].filter(Boolean).join('-')
                      : t('calendars.holidays.none')}
                  </td>
                  <td>{usedBy(name)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
    </Flex>
  );
}

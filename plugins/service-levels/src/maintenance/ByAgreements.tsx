import { Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  noticeSeconds,
  type ServiceLevel,
  type ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useLevelName } from '../levels/LevelItem';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { useNotice } from './useNotice';

type Interval = { from: string; to: string };

/** The notice that each of some agreements asks for, in seconds, by agreement. */
function useNotices(levels: readonly ServiceLevel[]) {
  const versions = [
    ...new Map(levels.map(level => [level.agreement, level])).values(),
  ];
  return useQuery(
    async client => ({
      data: new Map(
        await Promise.all(
          versions.map(async ({ agreement, version }) => {
            const { data } = await client.GET(
              '/agreements/{agreement}/{version}',
              { params: { path: { agreement, version } } },
            );
            const { maintenance } = (data?.effective ??
              {}) as Partial<ServiceLevelAgreementSpec>;
            return [
              agreement,
              noticeSeconds(maintenance?.notice ?? 'PT0S') ?? 0,
            ] as const;
          }),
        ),
      ),
    }),
    versions.length > 0
      ? versions.map(one => `${one.agreement} ${one.version}`).join()
      : undefined,
  ).data;
}

/** What the agreements have to say to a window before it is announced. */
export function ByAgreements(props: {
  levels: readonly ServiceLevel[];
  interval: Interval;
}) {
  const { levels, interval } = props;
  const { from, to } = interval;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const notices = useNotices(levels);
  const notice = useNotice();
  const nameOf = useLevelName(levels);
  const calendarOf = useEntityTitles(levels.map(({ calendar }) => calendar));
  const { data } = useQuery(
    client =>
      client.GET('/maintenance-windows', {
        params: { query: { from, to } },
      }),
    `${from} ${to}`,
  );
  const isInside = (level: ServiceLevel) =>
    data?.items.some(
      window =>
        window.recurring &&
        window.calendar === level.calendar &&
        window.interval.from <= from &&
        (window.interval.to ?? '') >= to,
    );
  const ahead = (Date.parse(from) - Date.now()) / 1000;
  const byAgreement = [
    ...new Map(levels.map(level => [level.agreement, level])).values(),
  ];
  const late = byAgreement.filter(
    ({ agreement }) => ahead < (notices?.get(agreement) ?? 0),
  );
  return (
    <Alert
      role="status"
      status={late.length > 0 ? 'warning' : 'info'}
      icon
      title={t('maintenance.warn.title')}
      description={
        <ul className={styles.plain}>
          {late.map(level => (
            <li key={level.id}>
              {t('maintenance.warn.notice', {
                name: nameOf(level).agreement,
                notice: notice(notices?.get(level.agreement) ?? 0),
              })}
            </li>
          ))}
          {byAgreement.map(level => (
            <li key={level.id}>
              {t(
                isInside(level)
                  ? 'maintenance.warn.inside'
                  : 'maintenance.warn.outside',
                {
                  name: nameOf(level).agreement,
                  calendar: calendarOf(level.calendar),
                },
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}

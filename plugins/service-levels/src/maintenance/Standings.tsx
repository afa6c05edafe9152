import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MaintenanceWindow,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { StatusBadge, useEntityTitles } from '@dualcloud/foundation-react';
import type { ZonedFormat } from '../clock';
import { useLevelName } from '../levels/LevelItem';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { useNotice } from './useNotice';

type Standing = MaintenanceWindow['commitments'][number];

/** Whether a window counts as planned by each agreement, and who objects. */
export function Standings(props: {
  window: MaintenanceWindow;
  levels: ReadonlyMap<string, ServiceLevel>;
  zoned: ZonedFormat;
}) {
  const { window, levels, zoned } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const notice = useNotice();
  const nameOf = useLevelName([...levels.values()]);
  const personOf = useEntityTitles(
    window.commitments.flatMap(({ objection }) => objection?.by ?? []),
  );
  const verdictOf = (standing: Standing) => {
    if (standing.counts) return t('maintenance.counts.yes');
    if (window.impact === 'none') return t('maintenance.counts.impact');
    if (standing.objection) return t('maintenance.counts.objection');
    return t('maintenance.counts.notice', {
      given: notice(standing.noticeSeconds),
      required: notice(standing.requiredNoticeSeconds),
    });
  };
  const toneOf = (standing: Standing) => {
    if (standing.counts) return 'good' as const;
    return window.impact === 'none' ? ('quiet' as const) : ('warning' as const);
  };
  return (
    <ul className={styles.list}>
      {window.commitments.map(standing => {
        const level = levels.get(standing.commitmentId);
        const { objection, objectionUntil } = standing;
        return (
          <li key={standing.commitmentId}>
            {level && (
              <div className={styles.small}>
                {nameOf(level).agreement}, {nameOf(level).forWhom}
              </div>
            )}
            <StatusBadge tone={toneOf(standing)}>
              {verdictOf(standing)}
            </StatusBadge>
            {objection && (
              <div>
                {t('maintenance.objection', {
                  by: personOf(objection.by),
                  reason: objection.reason,
                })}
              </div>
            )}
            {!objection && objectionUntil && window.state === 'announced' && (
              <div className={styles.small}>
                {t('maintenance.objection.until', {
                  until: zoned.moment(objectionUntil),
                })}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

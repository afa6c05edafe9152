import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AgreementSummary } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  PartyLink,
  ScrollTable,
  StatusBadge,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { CalendarLink } from '../calendars/CalendarLink';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { AgreementLink } from './AgreementLink';
import { useAgreementWords } from './useAgreementWords';

/** Versions of agreements: whose, since when, by which calendar. */
export function AgreementTable(props: {
  label: string;
  summaries: readonly AgreementSummary[];
}) {
  const { label, summaries } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { validityOf, stagesOf } = useAgreementWords();
  const titleOf = useEntityTitles(summaries.map(one => one.calendar));
  const forWhom = (summary: AgreementSummary) => {
    if (summary.customerRef) {
      return <PartyLink entityRef={summary.customerRef} />;
    }
    return summary.kind === 'environments'
      ? stagesOf(summary)
      : t('agreements.for.general');
  };
  return (
    <ScrollTable label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['agreement', 'for', 'validity', 'state'] as const).map(id => (
              <th key={id} scope="col" className={styles.words}>
                {t(`agreements.${id}`)}
              </th>
            ))}
            <th scope="col" className={styles.words}>
              {t('agreement.calendar')}
            </th>
          </tr>
        </thead>
        <tbody>
          {summaries.map(one => (
            <tr key={`${one.agreement} ${one.version}`}>
              <th scope="row" className={styles.words}>
                <AgreementLink summary={one} />
              </th>
              <td className={styles.words}>{forWhom(one)}</td>
              <td className={styles.words}>{validityOf(one)}</td>
              <td className={styles.words}>
                <StatusBadge tone={one.inForce ? 'good' : 'quiet'}>
                  {t(
                    one.inForce
                      ? 'agreements.inForce'
                      : 'agreements.notInForce',
                  )}
                </StatusBadge>
              </td>
              <td className={styles.words}>
                {one.calendar && (
                  <CalendarLink
                    calendarRef={one.calendar}
                    title={titleOf(one.calendar)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

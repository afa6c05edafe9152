import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevelDetail } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  Facts,
  localize,
  PartyLink,
  ScrollTable,
  useEntityTitles,
  useFormat,
} from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './levels.module.css';

/** Who answers for which part, and who works on it. */
export function Responsibilities(props: { detail: ServiceLevelDetail }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language } = useLevelFormat();
  return (
    <ScrollTable label={t('level.responsibilities')} isNarrow>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['level.part', 'level.answers', 'level.team'] as const).map(
              key => (
                <th key={key} scope="col" className={styles.words}>
                  {t(key)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.detail.responsibilities.map(one => (
            <tr key={one.part}>
              <th scope="row" className={styles.words}>
                {localize(one.titles, language, one.part)}
              </th>
              <td className={styles.words}>
                {t(`general.cause.${one.answers}`)}
                {one.groupRef && (
                  <div>
                    <PartyLink entityRef={one.groupRef} />
                  </div>
                )}
              </td>
              <td className={styles.words}>
                {one.team?.map(ref => (
                  <div key={ref}>
                    <PartyLink entityRef={ref} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

/** The agreement that a service level comes from. */
export function AgreementFacts(props: { detail: ServiceLevelDetail }) {
  const { serviceLevel: level, validFrom, validUntil } = props.detail;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { date, language } = useFormat();
  const titleOf = useEntityTitles([level.calendar]);
  const day = (text: string) => date(`${text}T12:00:00Z`);
  return (
    <Facts
      items={[
        {
          label: t('level.agreement'),
          value: t('level.version', {
            agreement: localize(level.titles, language, level.agreement),
            version: level.version,
          }),
        },
        {
          label: t('level.validity'),
          value: validUntil
            ? t('level.validBetween', {
                from: day(validFrom),
                to: day(validUntil),
              })
            : t('level.validFrom', { from: day(validFrom) }),
        },
        {
          label: t('level.calendar'),
          value: (
            <PartyLink
              entityRef={level.calendar}
              title={titleOf(level.calendar)}
            />
          ),
        },
        { label: t('level.timeZone'), value: level.timeZone },
        { label: t('level.class'), value: level.availabilityClass },
        {
          label: t('levels.customer'),
          value: level.customerRef && (
            <PartyLink entityRef={level.customerRef} />
          ),
        },
        {
          label: t('levels.system'),
          value: level.systemRef && <PartyLink entityRef={level.systemRef} />,
        },
      ]}
    />
  );
}

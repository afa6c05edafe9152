import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import styles from '../takeover.module.css';

/** Why a takeover was rejected. */
export function Defects({ takeover }: { takeover: TakeoverDetail }) {
  const { t } = useWords();
  const { defects } = takeover;
  if (defects.length === 0) return null;
  return (
    <Section level="h3" title={t('takeover.defects')}>
      <ul className={styles.plain}>
        {defects.map(({ title, description, severity }) => (
          <li key={title} className={styles.entry}>
            <strong>{title}</strong>
            <div className={styles.small}>
              {t('takeover.severity')}: {t(`takeover.severity.${severity}`)}
            </div>
            {description && <p className={styles.text}>{description}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

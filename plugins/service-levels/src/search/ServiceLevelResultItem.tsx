import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SearchDocument } from '@backstage/plugin-search-common';
import { Link, Text } from '@backstage/ui';
import type { ServiceLevelDocument } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  localize,
  useEntityTitles,
  useLanguage,
} from '@dualcloud/foundation-react';
import type { ReactNode } from 'react';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './search.module.css';

/** A service level among the results of a search, in the reader's language. */
export function ServiceLevelResultItem(props: {
  result?: SearchDocument;
  icon?: ReactNode;
}) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  const level = props.result as ServiceLevelDocument | undefined;
  const titleOf = useEntityTitles(
    level ? [level.subjectRef, level.customerRef ?? level.subjectRef] : [],
  );
  if (!level) return null;
  const { titles, environmentName, customerRef, subjectRef } = level;
  const agreement = localize(titles, language, level.title);
  const subject = environmentName ?? titleOf(subjectRef);
  const forWhom =
    level.kind === 'special'
      ? t('levels.kind.special', {
          customer: titleOf(customerRef ?? subjectRef),
        })
      : t(`levels.kind.${level.kind}`, { name: environmentName ?? '' });
  return (
    <div className={styles.item}>
      <span className={styles.icon}>{props.icon}</span>
      <div>
        <Text as="h3" variant="title-small">
          <Link href={level.location}>
            {t('search.title', { name: subject })}
          </Link>
        </Text>
        <Text as="p" color="secondary">
          {agreement}, {forWhom}
        </Text>
      </div>
    </div>
  );
}

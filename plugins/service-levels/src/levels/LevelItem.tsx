import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevel } from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, useEntityTitles } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { BudgetBar, ConditionBadge, StateBadge } from './badges';
import styles from './levels.module.css';
import { useWords } from './useWords';

/** What a service level is called: its subject, and with whom it is agreed. */
export function useLevelName(levels: readonly ServiceLevel[]) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const titleOf = useEntityTitles(
    levels.flatMap(({ subjectRef, customerRef }) =>
      customerRef ? [subjectRef, customerRef] : [subjectRef],
    ),
  );
  return (level: ServiceLevel) => ({
    subject: level.environmentName ?? titleOf(level.subjectRef),
    agreement: localize(level.titles, format.language, level.agreement),
    forWhom:
      level.customerRef && level.kind !== 'environments'
        ? t('levels.kind.special', { customer: titleOf(level.customerRef) })
        : t(
            level.kind === 'environments'
              ? 'levels.kind.environments'
              : 'levels.kind.general',
            { name: level.environmentName ?? '' },
          ),
  });
}

/** One service level in a list: its name, the sentence that matters, how it stands. */
export function LevelItem(props: {
  level: ServiceLevel;
  name: ReturnType<ReturnType<typeof useLevelName>>;
}) {
  const { level, name } = props;
  const { sentenceOf } = useWords();
  const levelPath = useRouteRef(serviceLevelRouteRef);
  const href = `${levelPath({ commitmentId: level.id })}?period=${
    level.period
  }`;
  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <Text as="h3" variant="title-x-small">
          <Link href={href}>{name.subject}</Link>
        </Text>
        <div className={styles.small}>
          {name.agreement}, {name.forWhom}
        </div>
      </div>
      <div>
        <p className={styles.sentence}>{sentenceOf(level)}</p>
        {level.headline?.availability && (
          <BudgetBar availability={level.headline.availability} />
        )}
      </div>
      <div className={styles.badges}>
        <StateBadge state={level.state} of={level.objectives} />
        <ConditionBadge condition={level.condition} />
      </div>
    </li>
  );
}

/** Service levels below each other, in the order they come in. */
export function LevelList(props: {
  levels: readonly ServiceLevel[];
  label: string;
}) {
  const nameOf = useLevelName(props.levels);
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.levels.map(level => (
        <LevelItem key={level.id} level={level} name={nameOf(level)} />
      ))}
    </ul>
  );
}

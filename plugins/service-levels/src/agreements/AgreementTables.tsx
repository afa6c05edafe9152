import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Objective,
  Penalty,
  Responsibility,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  localize,
  PartyLink,
  ScrollTable,
  useFormat,
} from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { useAgreementWords } from './useAgreementWords';

function WordTable(props: {
  label: string;
  columns: string[];
  children: ReactNode;
}) {
  return (
    <ScrollTable label={props.label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {props.columns.map(column => (
              <th key={column} scope="col" className={styles.words}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </ScrollTable>
  );
}

/** What is agreed, clause by clause. */
export function ObjectiveTable(props: { objectives: readonly Objective[] }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { nameOf, targetOf, periodOf } = useAgreementWords();
  // A name of one's own may say nothing else.
  const kindOf = (objective: Objective) => {
    const type = t(`levels.type.${objective.type}`);
    return [
      type !== nameOf(objective) && type,
      'incidentClass' in objective &&
        t(`levels.class.${objective.incidentClass}`),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <WordTable
      label={t('agreement.objectives')}
      columns={[
        t('level.objective'),
        t('agreement.clause'),
        t('agreement.target'),
        t('level.period'),
      ]}
    >
      {props.objectives.map(objective => (
        <tr key={objective.id}>
          <th scope="row" className={styles.words}>
            {nameOf(objective)}
            <div className={styles.small}>{kindOf(objective)}</div>
          </th>
          <td className={styles.words}>{objective.clause}</td>
          <td className={styles.words}>{targetOf(objective)}</td>
          <td className={styles.words}>{periodOf(objective)}</td>
        </tr>
      ))}
    </WordTable>
  );
}

/** Who answers for which part, who works on it, and where its incidents go. */
export function ResponsibilityTable(props: {
  responsibilities: readonly Responsibility[];
}) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language } = useFormat();
  const parties = (refs: readonly string[]) =>
    refs.map(ref => (
      <div key={ref}>
        <PartyLink entityRef={ref} />
      </div>
    ));
  return (
    <WordTable
      label={t('level.responsibilities')}
      columns={[
        t('level.part'),
        t('level.answers'),
        t('level.team'),
        t('agreement.incidents'),
      ]}
    >
      {props.responsibilities.map(one => (
        <tr key={one.part}>
          <th scope="row" className={styles.words}>
            {localize(one.titles, language, one.part)}
          </th>
          <td className={styles.words}>
            {t(`general.cause.${one.answers}`)}
            {one.groupRef && parties([one.groupRef])}
          </td>
          <td className={styles.words}>{parties(one.team ?? [])}</td>
          <td className={styles.words}>
            {one.incidentsTo && parties([one.incidentsTo])}
          </td>
        </tr>
      ))}
    </WordTable>
  );
}

/** What is paid less for a missed objective. */
export function PenaltyTable(props: {
  penalties: readonly Penalty[];
  objectives: readonly Objective[];
}) {
  const { penalties, objectives } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { money } = useFormat();
  const { percent } = useLevelFormat();
  const { nameOf } = useAgreementWords();
  return (
    <WordTable
      label={t('agreement.penalties')}
      columns={[
        t('level.objective'),
        t('agreement.penalties.base'),
        t('agreement.penalties.tiers'),
        t('agreement.penalties.cap'),
      ]}
    >
      {penalties.map(({ objective, base, tiers, cap }) => {
        const missed = objectives.find(({ id }) => id === objective);
        return (
          <tr key={objective}>
            <th scope="row" className={styles.words}>
              {missed ? nameOf(missed) : objective}
            </th>
            <td className={styles.words}>
              {money(Number(base.amount), base.currency)}
            </td>
            <td className={styles.words}>
              {tiers.map(({ below, reduction }) => (
                <div key={below}>
                  {t('agreement.penalties.tier', {
                    below: percent(below),
                    reduction: percent(reduction),
                  })}
                </div>
              ))}
            </td>
            <td className={styles.words}>{cap && percent(cap)}</td>
          </tr>
        );
      })}
    </WordTable>
  );
}

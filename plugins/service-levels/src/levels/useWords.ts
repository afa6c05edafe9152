import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ObjectiveResult,
  ServiceLevel,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { localize } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';

/** What figures are called and how they are said. */
export function useWords() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();

  const nameOf = (result: ObjectiveResult): string => {
    const named = localize(result.titles, format.language);
    if (named) return named;
    const type = t(`levels.type.${result.type}`);
    return result.incidentClass
      ? `${type}, ${t(`levels.class.${result.incidentClass}`)}`
      : type;
  };
  const valueOf = (result: ObjectiveResult, value: string): string => {
    switch (result.unit) {
      case 'percent':
        return format.percent(value);
      case 'seconds':
        return format.time(Number(value));
      default:
        return format.number(Number(value));
    }
  };
  const actualOf = (result: ObjectiveResult): string =>
    result.actual === undefined
      ? t('levels.nothing')
      : valueOf(result, result.actual);
  const targetOf = (result: ObjectiveResult): string => {
    const value = valueOf(result, result.target);
    const target = t(
      result.comparison === 'at-least' ? 'levels.atLeast' : 'levels.atMost',
      { value },
    );
    return result.withinSeconds === undefined
      ? target
      : `${target} ${t('levels.within', {
          time: format.time(result.withinSeconds),
        })}`;
  };
  /** The one thing that matters about a service level now. */
  const sentenceOf = ({
    headline,
    objectives,
    period,
    state,
  }: ServiceLevel) => {
    // What is in danger is said, even if it is not the availability.
    const worst = ['missed', 'at-risk'].includes(state)
      ? objectives.find(one => one.state === state)
      : undefined;
    const result =
      worst && headline?.state !== state ? worst : headline ?? objectives[0];
    const availability = result?.availability;
    if (!result || result.actual === undefined) {
      return t('levels.sentence.none', {
        period: format.period(result?.period ?? period),
      });
    }
    if (!availability) {
      return t('levels.sentence.other', {
        objective: nameOf(result),
        actual: actualOf(result),
        target: targetOf(result),
      });
    }
    const words = {
      time: format.time(availability.remainingSeconds),
      period: format.period(result.period),
    };
    if (availability.remainingSeconds < 0) {
      return t('levels.sentence.over', words);
    }
    if (availability.remainingSeconds === 0 && availability.budgetSeconds > 0) {
      return t('levels.sentence.exactly', words);
    }
    return t(
      result.complete ? 'levels.sentence.met' : 'levels.sentence.left',
      words,
    );
  };
  return { nameOf, actualOf, targetOf, sentenceOf };
}

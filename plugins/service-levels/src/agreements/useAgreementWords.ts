import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  clockSeconds,
  periodOfObjective,
  targetOfObjective,
  type AgreementSummary,
  type Objective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, useFormat } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';

/** How what an agreement says is put into words. */
export function useAgreementWords() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { language, date, list } = useFormat();
  const day = (text: string) => date(`${text}T12:00:00Z`);
  const within = (duration: string) => format.time(clockSeconds(duration) ?? 0);

  const targetOf = (objective: Objective): string => {
    switch (objective.type) {
      case 'outage-count':
        return t('levels.atMost', { value: format.number(objective.atMost) });
      case 'longest-outage':
        return t('levels.atMost', { value: within(objective.atMost) });
      case 'response-time':
      case 'restoration-time':
        return t('agreement.target.share', {
          percent: format.percent(objective.target ?? '100'),
          within: t('levels.within', { time: within(objective.within) }),
        });
      default:
        return t('levels.atLeast', {
          value: format.percent(targetOfObjective(objective)),
        });
    }
  };
  return {
    targetOf,
    nameOf: (objective: Objective): string =>
      localize(objective.titles, language, t(`levels.type.${objective.type}`)),
    periodOf: (objective: Objective): string =>
      t(`agreement.period.${periodOfObjective(objective)}`),
    validityOf: ({ validFrom, validUntil }: AgreementSummary): string =>
      validUntil
        ? t('level.validBetween', { from: day(validFrom), to: day(validUntil) })
        : t('level.validFrom', { from: day(validFrom) }),
    stagesOf: ({ stages = [] }: AgreementSummary): string =>
      t('agreements.for.environments', {
        stages: list(stages.map(stage => t(`levels.stage.${stage}`))),
      }),
  };
}

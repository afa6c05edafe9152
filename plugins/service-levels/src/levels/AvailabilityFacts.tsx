import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Availability } from '@dualcloud/backstage-plugin-service-levels-common';
import { Facts } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';

/** An availability in numbers: what is left, what counted, and of what. */
export function AvailabilityFacts(props: {
  availability: Availability;
  /** Of what is over nothing is expected. */
  isOver: boolean;
}) {
  const { availability, isOver } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const facts = [
    {
      label: t('level.remaining'),
      value: format.clock(availability.remainingSeconds),
    },
    {
      label: t('level.counted'),
      value: format.clock(availability.countedSeconds),
    },
    {
      label: t('level.denominator'),
      value: `${format.clock(availability.denominatorSeconds)} ${t(
        `level.denominator.${availability.denominator}`,
      )}`,
    },
    {
      label: t('level.canStill'),
      value: isOver
        ? undefined
        : t(
            availability.canStillBeMet
              ? 'level.canStill.yes'
              : 'level.canStill.no',
          ),
    },
    {
      label: t('level.burnRate'),
      value:
        availability.burnRate &&
        t('level.burnRate.meaning', {
          rate: format.decimal(availability.burnRate),
        }),
    },
    {
      label: t('level.projected'),
      value:
        isOver || !availability.projected
          ? undefined
          : format.percent(availability.projected),
    },
  ];
  return <Facts items={facts} />;
}

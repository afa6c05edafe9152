import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OutageState } from '@dualcloud/backstage-plugin-service-levels-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { serviceLevelsTranslationRef } from '../translation';

const TONES: Record<OutageState, Tone> = {
  reported: 'warning',
  confirmed: 'good',
  rejected: 'quiet',
  disputed: 'bad',
  settled: 'good',
};

/** How far people are with an outage. */
export function OutageStateBadge(props: { state: OutageState }) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <StatusBadge tone={TONES[props.state]}>
      {t(`outage.state.${props.state}`)}
    </StatusBadge>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatementState } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { cloudCostsTranslationRef } from '../../translation';

export const STATES: StatementState[] = ['open', 'in-grace', 'final'];

const TONES: Record<StatementState, Tone> = {
  open: 'busy',
  'in-grace': 'warning',
  final: 'good',
};

/** How far a statement has come. */
export function StateBadge(props: { state: StatementState }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return (
    <StatusBadge tone={TONES[props.state]}>
      {t(`statement.state.${props.state}`)}
    </StatusBadge>
  );
}

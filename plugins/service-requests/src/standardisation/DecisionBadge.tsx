import type { StandardCandidate } from '@dualcloud/backstage-plugin-service-requests-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { useWords } from '../words';

const TONES = { none: 'busy', standard: 'good', individual: 'quiet' } as const;

/** Whether it becomes a standard service. */
export function DecisionBadge({ candidate }: { candidate: StandardCandidate }) {
  const { t } = useWords();
  const outcome = candidate.decision?.outcome ?? 'none';
  const tone: Tone = TONES[outcome];
  return (
    <StatusBadge tone={tone}>{t(`standard.decision.${outcome}`)}</StatusBadge>
  );
}

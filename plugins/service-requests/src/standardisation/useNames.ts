import type { StandardCandidate } from '@dualcloud/backstage-plugin-service-requests-common';
import { useEntityTitles } from '@dualcloud/foundation-react';
import { useWords } from '../words';

/** Calls candidates by what people gave them, or by type and building blocks. */
export function useNames(candidates: readonly StandardCandidate[]) {
  const { text, format } = useWords();
  const titleOf = useEntityTitles(
    candidates.flatMap(({ buildingBlocks }) => buildingBlocks),
  );
  return ({ title, requestTypeTitles, buildingBlocks }: StandardCandidate) => {
    if (title) return title;
    const blocks = format.list(buildingBlocks.map(titleOf));
    return `${text(requestTypeTitles)}: ${blocks}`;
  };
}

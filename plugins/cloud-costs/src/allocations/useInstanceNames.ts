import { useEntityTitles } from '@dualcloud/foundation-react';
import { isAgreement } from './agreements';

type Named = {
  instanceId?: string;
  instanceName?: string;
  environmentName?: string;
  serviceRef?: string;
};

/** What instances are called: an individual service as the catalogue calls it. */
export function useInstanceNames(all: Named[]): (of: Named) => string {
  const titleOf = useEntityTitles(
    all.flatMap(of => (isAgreement(of) && of.serviceRef) || []),
  );
  return of =>
    (isAgreement(of) && of.serviceRef && titleOf(of.serviceRef)) ||
    (of.instanceName ?? '');
}

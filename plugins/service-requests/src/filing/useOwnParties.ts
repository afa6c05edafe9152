import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useLoader } from '@dualcloud/foundation-react';

/** Refs of everything that the reader is or belongs to. */
export function useOwnParties(): string[] | undefined {
  const identityApi = useApi(identityApiRef);
  const { data } = useLoader(
    async () => (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
    'own',
  );
  return data;
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useOwnParties } from '../filing/useOwnParties';
import { useEntities } from '../pickers';

const PARTIES = ['agency', 'it-service-provider'].map(type => ({
  kind: 'Group',
  'spec.type': type,
}));

/** Who reads the page: everything they are, and for which parties they stand. */
export type Reader = {
  own: readonly string[];
  agencies: readonly string[];
  isProvider: boolean;
};

/** {@link Reader}; undefined until it is known. */
export function useReader(): Reader | undefined {
  const own = useOwnParties();
  const { data } = useEntities(PARTIES);
  if (!own || !data) return undefined;
  const mine = data.filter(entity => own.includes(stringifyEntityRef(entity)));
  const ofType = (type: string) =>
    mine.filter(({ spec }) => spec?.type === type).map(stringifyEntityRef);
  return {
    own,
    agencies: ofType('agency'),
    isProvider: ofType('it-service-provider').length > 0,
  };
}

/** Whether somebody reports for an agency alone. */
export function standsForAgency({ agencies, isProvider }: Reader): boolean {
  return agencies.length > 0 && !isProvider;
}

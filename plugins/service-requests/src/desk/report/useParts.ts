import type { Responsibility } from '@dualcloud/backstage-plugin-service-levels-common';
import { useLevelsQuery } from '../../api/serviceLevelsApi';

/**
 * Parts of a service for which the agreement in force names who answers: the
 * customer's own agreement, or else what holds for everybody. Empty where nothing is
 * agreed, or the portal does not know service levels.
 */
export function useParts(
  serviceRef: string,
  customerRef: string | undefined,
): Responsibility[] {
  const agreements = useLevelsQuery(
    client =>
      client.GET('/agreements', {
        params: { query: { service: serviceRef, limit: 100 } },
      }),
    serviceRef || undefined,
  );
  const inForce = (agreements.data?.items ?? []).filter(
    one => one.inForce && one.serviceRef === serviceRef,
  );
  const isTheirs = (ref: string | undefined) =>
    customerRef === undefined || ref === customerRef;
  const one =
    inForce.find(
      ({ kind, customerRef: ref }) => kind === 'special' && isTheirs(ref),
    ) ?? inForce.find(({ kind }) => kind === 'general');
  const agreement = useLevelsQuery(
    client =>
      client.GET('/agreements/{agreement}/{version}', {
        params: {
          path: {
            agreement: one?.agreement ?? '',
            version: one?.version ?? '',
          },
        },
      }),
    one && `${one.agreement}/${one.version}`,
  );
  const { responsibilities = [] } = (agreement.data?.effective ?? {}) as {
    responsibilities?: Responsibility[];
  };
  return responsibilities;
}

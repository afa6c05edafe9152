import type { RequestRole } from '@dualcloud/backstage-plugin-service-requests-common';
import type { StoredRequest } from '../requests';

/** Users and groups behind each role. */
export type RoleHolders = {
  /** Groups that may build production environments. */
  platformEngineers: readonly string[];
};

/** Whom somebody means who speaks of a role in a request. */
export function holdersOf(
  role: RequestRole,
  request: StoredRequest,
  { platformEngineers }: RoleHolders,
): string[] {
  const { assignment, customerRef, softwareProviderRef } = request;
  switch (role) {
    case 'requester':
      return [request.requesterRef];
    case 'customer':
      return [customerRef];
    case 'software-provider':
      return softwareProviderRef ? [softwareProviderRef] : [];
    case 'platform-engineer':
      return [...platformEngineers];
    default:
      return [assignment.responsible];
  }
}

/** All who take part, apart from the one who did it. */
export function partiesOf(request: StoredRequest, by: string): string[] {
  const { requesterRef, customerRef, softwareProviderRef } = request;
  const everybody = request.isDraft
    ? [requesterRef]
    : [
        requesterRef,
        customerRef,
        softwareProviderRef,
        request.assignment.responsible,
      ];
  return [
    ...new Set(
      everybody.filter((ref): ref is string => ref !== undefined && ref !== by),
    ),
  ];
}

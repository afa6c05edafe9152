import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  RequestParty,
  RequestRole,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Party } from '@dualcloud/foundation-node';
import type {
  ServiceRequestsResource,
  ServiceRequestsResourceFilter,
} from './rules';

/**
 * Who sees what, decided by the domain under any permission policy, also one
 * that allows everything. A policy can only take away from this.
 */

type Criteria = PermissionCriteria<ServiceRequestsResourceFilter>;

/** What lists show. A draft is its author's party's alone, also towards the provider. */
export function visible({ refs, isItServiceProvider }: Party): Criteria {
  const own: Criteria = { property: 'requesterPartyRef', values: refs };
  const submitted: Criteria = { property: 'draft', values: ['no'] };
  if (isItServiceProvider) return { anyOf: [submitted, own] };
  return {
    anyOf: [
      own,
      {
        allOf: [
          submitted,
          {
            anyOf: [
              { property: 'customerRef', values: refs },
              { property: 'softwareProviderRef', values: refs },
            ],
          },
        ],
      },
    ],
  };
}

/** Must agree with {@link visible}. */
export function maySee(
  party: Party,
  resource: ServiceRequestsResource,
): boolean {
  if (party.refs.includes(resource.requesterPartyRef ?? '')) return true;
  return resource.draft === 'no' && isParty(party, resource);
}

/** Whoever takes part may write, attach and answer. */
export function mayTakePart(
  party: Party,
  resource: ServiceRequestsResource,
): boolean {
  return maySee(party, resource);
}

/** Whoever runs the service analyses, offers and assigns. */
export function mayManage(
  party: Party,
  resource: ServiceRequestsResource,
): boolean {
  return party.isItServiceProvider && maySee(party, resource);
}

/** The agency decides about offers; who in it is authorised is asked beside this. */
export function mayDecide(
  party: Party,
  resource: ServiceRequestsResource,
): boolean {
  return (
    resource.draft === 'no' && party.refs.includes(resource.customerRef ?? '')
  );
}

/** Who somebody is to a request. */
export function rolesIn(
  party: Party,
  resource: ServiceRequestsResource,
): Set<RequestRole> {
  const has = (ref: string | undefined) => party.refs.includes(ref ?? '');
  const roles = new Set<RequestRole>();
  if (has(resource.requesterPartyRef)) roles.add('requester');
  if (has(resource.customerRef)) roles.add('customer');
  if (has(resource.softwareProviderRef)) roles.add('software-provider');
  if (party.isItServiceProvider) roles.add('provider');
  if (party.isPlatformEngineer) roles.add('platform-engineer');
  return roles;
}

/** For which of the three parties somebody speaks. */
export function speaksFor(party: Party): RequestParty {
  if (party.isItServiceProvider) return 'it-service-provider';
  return party.softwareProviders.length > 0 ? 'software-provider' : 'agency';
}

function isParty(party: Party, resource: ServiceRequestsResource): boolean {
  return (
    party.isItServiceProvider ||
    party.refs.includes(resource.customerRef ?? '') ||
    party.refs.includes(resource.softwareProviderRef ?? '')
  );
}

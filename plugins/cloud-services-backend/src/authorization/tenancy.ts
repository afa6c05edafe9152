import type { Party } from '@dualcloud/foundation-node';
import type { CloudServicesResource } from './rules';

/**
 * Who may do what, decided by the domain under any permission policy, also one
 * that allows everything. A policy can only take away from this.
 */

/** Owner, agency, software provider, or the IT service provider. */
export function maySee(party: Party, resource: CloudServicesResource): boolean {
  return (
    party.isItServiceProvider ||
    isOwnerOrSoftwareProvider(party, resource) ||
    has(party, resource.customerRef)
  );
}

/** Change, extend, tear down, retry. The agency looks on; its software provider acts. */
export function mayChange(
  party: Party,
  resource: CloudServicesResource,
): boolean {
  return (
    party.isItServiceProvider || isOwnerOrSoftwareProvider(party, resource)
  );
}

/** The IT service provider's own people only if they run the platform. */
export function mayUseCredentials(
  party: Party,
  resource: CloudServicesResource,
): boolean {
  return party.isPlatformEngineer || isOwnerOrSoftwareProvider(party, resource);
}

function isOwnerOrSoftwareProvider(
  party: Party,
  resource: CloudServicesResource,
): boolean {
  return (
    has(party, resource.ownerRef) || has(party, resource.softwareProviderRef)
  );
}

function has(party: Party, ref: string | undefined): boolean {
  return ref !== undefined && party.refs.includes(ref);
}

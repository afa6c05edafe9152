import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Party } from '@dualcloud/foundation-node';
import type {
  ServiceLevelsResource,
  ServiceLevelsResourceFilter,
} from './rules';

/**
 * Who sees what, decided by the domain under any permission policy, also one
 * that allows everything. A policy can only take away from this.
 */

type Criteria = PermissionCriteria<ServiceLevelsResourceFilter>;

/** What is visible to a party that is not the IT service provider. */
export function visible({ refs }: Party): Criteria {
  return {
    anyOf: [
      { property: 'general', values: ['yes'] },
      { property: 'customerRef', values: refs },
      { property: 'softwareProviderRef', values: refs },
      { property: 'ownerRef', values: refs },
    ],
  };
}

/** Must agree with {@link visible}. */
export function maySee(party: Party, resource: ServiceLevelsResource): boolean {
  return (
    party.isItServiceProvider ||
    resource.general === 'yes' ||
    isCustomer(party, resource) ||
    isSoftwareProvider(party, resource) ||
    party.refs.includes(resource.ownerRef ?? '')
  );
}

/** Whoever operates the service reports, attributes, announces and releases. */
export function mayManage(party: Party): boolean {
  return party.isItServiceProvider;
}

/** The parties whose service was down, or who are said to have caused it. */
export function mayDispute(
  party: Party,
  resource: ServiceLevelsResource,
): boolean {
  return isCustomer(party, resource) || isSoftwareProvider(party, resource);
}

/** The agreement gives the right to object to the customer alone. */
export function mayObject(
  party: Party,
  resource: ServiceLevelsResource,
): boolean {
  return isCustomer(party, resource);
}

function isCustomer(party: Party, resource: ServiceLevelsResource): boolean {
  return party.refs.includes(resource.customerRef ?? '');
}

function isSoftwareProvider(
  party: Party,
  resource: ServiceLevelsResource,
): boolean {
  return party.refs.includes(resource.softwareProviderRef ?? '');
}

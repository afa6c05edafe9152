import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  brokerManagePermission,
  brokerReadPermission,
  cloudServicesConditions,
  createCloudServicesConditionalDecision,
  credentialUsePermission,
  deliveryTimeReadPermission,
  environmentReadPermission,
  environmentTerminatePermission,
  environmentUpdatePermission,
  instanceReadPermission,
  instanceTerminatePermission,
  instanceUpdatePermission,
  orderCreatePermission,
  orderReadPermission,
  orderUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Party } from '@dualcloud/backstage-plugin-cloud-services-node';
import { allowIf, isOneOf } from './decisions';

const READ = [
  environmentReadPermission,
  instanceReadPermission,
  orderReadPermission,
];
const CHANGE = [
  environmentUpdatePermission,
  environmentTerminatePermission,
  instanceUpdatePermission,
  instanceTerminatePermission,
  orderUpdatePermission,
];

/** Environments, instances, orders, credentials and brokers. */
export function decideOnCloudServices(
  permission: Permission,
  party: Party,
): PolicyDecision | undefined {
  const { refs, isItServiceProvider, isPlatformEngineer } = party;
  const ownerOrSoftwareProvider = () =>
    createCloudServicesConditionalDecision({
      anyOf: [
        cloudServicesConditions.isOwner({ refs }),
        cloudServicesConditions.isSoftwareProvider({ refs }),
      ],
    });

  if (isOneOf(permission, READ)) {
    return isItServiceProvider
      ? allowIf(true)
      : createCloudServicesConditionalDecision(
          cloudServicesConditions.isParty({ refs }),
        );
  }
  if (isOneOf(permission, CHANGE)) {
    return isItServiceProvider ? allowIf(true) : ownerOrSoftwareProvider();
  }
  if (isOneOf(permission, [credentialUsePermission])) {
    // The provider's service managers own platforms too, but have no business in a database.
    if (isPlatformEngineer) return allowIf(true);
    return isItServiceProvider ? allowIf(false) : ownerOrSoftwareProvider();
  }
  if (isOneOf(permission, [orderCreatePermission])) {
    return allowIf(
      isItServiceProvider ||
        party.agencies.length > 0 ||
        party.softwareProviders.length > 0,
    );
  }
  if (isOneOf(permission, [brokerReadPermission])) return allowIf(true);
  if (
    isOneOf(permission, [brokerManagePermission, deliveryTimeReadPermission])
  ) {
    return allowIf(isItServiceProvider);
  }
  return undefined;
}

import { usePermission } from '@backstage/plugin-permission-react';
import { connectorManagePermission } from '@dualcloud/backstage-plugin-service-requests-common';
import { useReader } from '../useReader';

/** Connected ticket systems are the IT service provider's, under any policy. */
export function useManagesConnectors(): boolean {
  const reader = useReader();
  const { allowed } = usePermission({ permission: connectorManagePermission });
  return allowed && reader?.isProvider === true;
}

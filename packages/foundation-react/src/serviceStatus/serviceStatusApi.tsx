import type { ComponentType } from 'react';
import { createApiRef, useApiHolder } from '@backstage/core-plugin-api';

/** @public */
export type ServiceStatusProps = {
  /** What the page is about. */
  entityRef: string;
};

/**
 * Says what is down or in maintenance of all that an entity depends on; implemented
 * by a plugin that measures. A portal without one has no such API.
 * @public
 */
export interface ServiceStatusApi {
  /** Loads what it needs when it is first shown. */
  readonly Status: ComponentType<ServiceStatusProps>;
}

/** @public */
export const serviceStatusApiRef = createApiRef<ServiceStatusApi>({
  id: 'plugin.service-levels.status',
});

/**
 * For the top of a page: what is down or in maintenance. Nothing while everything is
 * well, and in a portal where nobody knows.
 * @public
 */
export function ServiceStatus(props: ServiceStatusProps) {
  const Status = useApiHolder().get(serviceStatusApiRef)?.Status;
  return Status ? <Status {...props} /> : null;
}

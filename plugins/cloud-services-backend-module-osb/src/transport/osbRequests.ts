import type { JsonObject } from '@backstage/types';
import type { DriverInstanceRef } from '@dualcloud/backstage-plugin-cloud-services-node';

/*
 * The parts that OSB 2.17 requests are made of.
 */

export const MIB = 1024 * 1024;

export function instancePath(instanceId: string) {
  return `/v2/service_instances/${encodeURIComponent(instanceId)}`;
}

export function bindingPath(ref: { instanceId: string; bindingId: string }) {
  return `${instancePath(ref.instanceId)}/service_bindings/${encodeURIComponent(
    ref.bindingId,
  )}`;
}

export function offering(ref: DriverInstanceRef) {
  return { service_id: ref.serviceId, plan_id: ref.planId };
}

/** The platform in the context is the one of the originating identity. */
export function osbContext(context: JsonObject): JsonObject {
  return { ...context, platform: 'backstage' };
}

/** Deprecated by the specification and still required of every platform. */
export function deprecatedGuids(context: JsonObject) {
  const first = (...keys: string[]) =>
    keys
      .map(key => context[key])
      .find(value => value && typeof value === 'string') ?? 'backstage';
  return {
    organization_guid: first('organization_guid', 'customerRef', 'ownerRef'),
    space_guid: first('space_guid', 'systemRef', 'ownerRef'),
  };
}

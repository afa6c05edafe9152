import type { JsonObject } from '@backstage/types';
import {
  type CloudServiceSpec,
  credentialUsePermission,
  type Instance,
  instanceTerminatePermission,
  instanceUpdatePermission,
  type Permitted,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  fromJson,
  fromOptionalJson,
  toBoolean,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { CloudServicesResource, Decisions } from '../authorization';
import { maskParameters } from '../parameters';
import type { InstanceRow } from './InstanceStore';
import { toParties } from './parties';
import { titlesOf } from './titles';

/** What a page of objects is shown with. */
export type View = {
  decisions: Decisions;
  /** Services that the catalog still has; undefined when nobody can tell. */
  knownServices: Set<string> | undefined;
};

/** An instance as rights see it. */
export function instanceResource(row: InstanceRow): CloudServicesResource {
  return {
    ref: `instance:${row.id}`,
    stage: row.stage,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: row.payer_ref ?? undefined,
    requestedBy: row.created_by,
  };
}

/** The schema that the instance's parameters follow. */
export function createSchemaOf(row: InstanceRow): JsonObject | undefined {
  const spec = fromJson<CloudServiceSpec>(row.service_snapshot);
  const plan = spec.plans?.find(({ name }) => name === row.plan_name);
  return plan?.schemas?.create;
}

export function presentInstance(row: InstanceRow, view: View): Instance {
  return {
    id: row.id,
    name: row.name,
    componentName: row.component_name,
    dependsOn: fromJson<string[]>(row.depends_on),
    entityRef: `resource:default/${row.entity_name}`,
    environmentId: row.environment_id ?? undefined,
    serviceRef: row.service_ref,
    serviceTitle: row.service_title,
    tier: row.tier,
    planName: row.plan_name,
    planTitle: row.plan_title,
    ...titlesOf(row),
    parameters: maskParameters(
      fromJson<JsonObject>(row.parameters),
      createSchemaOf(row),
    ),
    version: row.version,
    stage: row.stage,
    state: row.state,
    description: row.description ?? undefined,
    parties: toParties(row),
    brokerName: row.broker_name,
    serviceGone: view.knownServices
      ? !view.knownServices.has(row.service_ref)
      : undefined,
    dashboardUrl: webAddress(row.dashboard_url),
    createdAt: toIsoTime(row.created_at)!,
    readyAt: toIsoTime(row.ready_at),
    expiresAt: toIsoTime(row.expires_at),
    terminatedAt: toIsoTime(row.terminated_at),
    simulated: toBoolean(row.simulated),
    bindable: toBoolean(row.bindable),
    activeOrderId: row.active_order_id ?? undefined,
    lastOrderId: row.last_order_id ?? undefined,
    failure: fromOptionalJson(row.failure),
    permissions: instancePermitted(row, view.decisions),
  };
}

function instancePermitted(row: InstanceRow, decisions: Decisions): Permitted {
  const resource = instanceResource(row);
  const lives = row.terminated_at === null;
  // Part of an environment: changed and torn down with it.
  const alone = row.environment_id === null;
  return {
    update:
      lives &&
      alone &&
      decisions.allow(instanceUpdatePermission, resource, 'change'),
    terminate:
      lives &&
      alone &&
      decisions.allow(instanceTerminatePermission, resource, 'change'),
    credentials:
      lives &&
      decisions.allow(credentialUsePermission, resource, 'use-credentials'),
  };
}

/** A broker may say anything; only web addresses become links. */
function webAddress(url: string | null): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

import {
  credentialUsePermission,
  type Environment,
  type EnvironmentBlueprintSpec,
  type EnvironmentPage,
  environmentReadPermission,
  environmentTerminatePermission,
  environmentUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type Caller,
  cutPage,
  fromJson,
  fromOptionalJson,
  notFound,
  page,
  pageSize,
  toIsoTime,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type {
  Access,
  CloudServicesPermission,
  CloudServicesResource,
  Decisions,
} from '../authorization';
import {
  INSTANCE_PERMISSIONS,
  type InstanceRow,
  type InstanceService,
  type InstanceStore,
  presentInstance,
  restrictScope,
  type Scope,
  toParties,
  type View,
} from '../instances';
import type {
  EnvironmentFilter,
  EnvironmentRow,
  EnvironmentStore,
} from './EnvironmentStore';

const PERMISSIONS: CloudServicesPermission[] = [
  environmentReadPermission,
  environmentUpdatePermission,
  environmentTerminatePermission,
  ...INSTANCE_PERMISSIONS,
];

/** An environment as rights see it. */
export function environmentResource(
  row: EnvironmentRow,
): CloudServicesResource {
  return {
    ref: `environment:${row.id}`,
    stage: row.stage,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    payerRef: row.payer_ref ?? undefined,
    requestedBy: row.created_by,
  };
}

/** Environments as a caller may see them. */
export class EnvironmentService {
  constructor(
    private readonly store: EnvironmentStore,
    private readonly instanceStore: InstanceStore,
    private readonly instances: InstanceService,
    private readonly access: Access,
  ) {}

  async list(
    caller: Caller,
    options: EnvironmentFilter & {
      scope?: Scope;
      limit?: number;
      cursor?: string;
    },
  ): Promise<EnvironmentPage> {
    const limit = pageSize(options.limit);
    const decisions = await this.access.decide(caller, PERMISSIONS);
    const query = this.store.query(options);
    decisions.restrict(query, 'environments', environmentReadPermission);
    restrictScope(query, 'environments', caller, options.scope);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'environments.created_at',
      cursor: options.cursor,
      limit,
    });
    const found: EnvironmentRow[] = await query.select('environments.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.created_at);
    return {
      items: await this.present(rows, decisions),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<Environment> {
    const { row, decisions } = await this.visible(caller, id);
    const [environment] = await this.present([row], decisions);
    return environment;
  }

  /** The row, if the caller may see it; else 404. */
  async visible(
    caller: Caller,
    id: string,
  ): Promise<{ row: EnvironmentRow; decisions: Decisions }> {
    const [row, decisions] = await Promise.all([
      this.store.get(id),
      this.access.decide(caller, PERMISSIONS),
    ]);
    if (
      !row ||
      !decisions.allow(
        environmentReadPermission,
        environmentResource(row),
        'see',
      )
    ) {
      throw notFound('environment', id);
    }
    return { row, decisions };
  }

  private async present(
    rows: EnvironmentRow[],
    decisions: Decisions,
  ): Promise<Environment[]> {
    const instances = await this.instanceStore.ofEnvironments(
      rows.map(({ id }) => id),
    );
    const view = await this.instances.view(
      [...instances.values()].flat(),
      decisions,
    );
    return rows.map(row =>
      presentEnvironment(row, instances.get(row.id) ?? [], view),
    );
  }
}

function presentEnvironment(
  row: EnvironmentRow,
  instances: InstanceRow[],
  view: View,
): Environment {
  const resource = environmentResource(row);
  const lives = row.terminated_at === null;
  const { decisions } = view;
  const readyAt = toOptionalNumber(row.ready_at);
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? undefined,
    entityRef: `resource:default/${row.entity_name}`,
    blueprintRef: row.blueprint_ref,
    blueprintTitle: row.blueprint_title,
    blueprintTitles: fromJson<Partial<EnvironmentBlueprintSpec>>(
      row.blueprint_snapshot,
    ).title ?? { en: row.blueprint_title },
    stage: row.stage,
    state: row.state,
    parties: toParties(row),
    createdAt: toIsoTime(row.created_at)!,
    createdBy: row.created_by,
    readyAt: toIsoTime(readyAt),
    expiresAt: toIsoTime(row.expires_at),
    terminatedAt: toIsoTime(row.terminated_at),
    readySeconds:
      readyAt === undefined
        ? undefined
        : Math.max(0, readyAt - Number(row.created_at)) / 1000,
    activeOrderId: row.active_order_id ?? undefined,
    lastOrderId: row.last_order_id ?? undefined,
    failure: fromOptionalJson(row.failure),
    instances: instances.map(instance => presentInstance(instance, view)),
    permissions: {
      update:
        lives &&
        decisions.allow(environmentUpdatePermission, resource, 'change'),
      terminate:
        lives &&
        decisions.allow(environmentTerminatePermission, resource, 'change'),
      credentials:
        lives &&
        decisions.allow(credentialUsePermission, resource, 'use-credentials'),
    },
  };
}

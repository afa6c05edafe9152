import type { Stage } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import type { BigIntColumn } from '@dualcloud/foundation-node';

/** Columns that every shared object has. */
export type PartiesColumns = {
  owner_ref: string;
  system_ref: string;
  customer_ref: string | null;
  software_provider_ref: string | null;
  payer_ref: string | null;
  commission_ref: string | null;
};

/** A row of the table `instances`. */
export type InstanceRow = PartiesColumns & {
  id: string;
  environment_id: string | null;
  component_name: string;
  depends_on: string;
  name: string;
  entity_name: string;
  broker_name: string;
  service_ref: string;
  service_id: string;
  service_title: string;
  tier: 'iaas' | 'paas' | 'saas';
  version: string;
  plan_id: string;
  plan_name: string;
  plan_title: string;
  maintenance_version: string | null;
  parameters: string;
  service_snapshot: string;
  simulated: boolean | number;
  bindable: boolean | number;
  stage: Stage;
  state:
    | 'pending'
    | 'provisioning'
    | 'ready'
    | 'updating'
    | 'failed'
    | 'deprovisioning'
    | 'terminated';
  description: string | null;
  dashboard_url: string | null;
  created_by: string;
  created_at: number | string;
  ready_at: BigIntColumn;
  expires_at: BigIntColumn;
  terminated_at: BigIntColumn;
  active_order_id: string | null;
  last_order_id: string | null;
  failure: string | null;
  expiry_warned_days: number | null;
};

/** Which instances. */
export type InstanceFilter = {
  environmentId?: string;
  standalone?: boolean;
  serviceRef?: string;
  systemRef?: string;
  stage?: Stage;
  includeTerminated?: boolean;
};

/** Reads instances; orders write them. */
export class InstanceStore {
  constructor(private readonly knex: Knex) {}

  query(filter: InstanceFilter): Knex.QueryBuilder {
    const query = this.knex('instances');
    if (filter.environmentId !== undefined)
      query.where('instances.environment_id', filter.environmentId);
    if (filter.standalone !== undefined) {
      if (filter.standalone) query.whereNull('instances.environment_id');
      else query.whereNotNull('instances.environment_id');
    }
    if (filter.serviceRef !== undefined)
      query.where('instances.service_ref', filter.serviceRef);
    if (filter.systemRef !== undefined)
      query.where('instances.system_ref', filter.systemRef);
    if (filter.stage !== undefined)
      query.where('instances.stage', filter.stage);
    if (!filter.includeTerminated) query.whereNull('instances.terminated_at');
    return query;
  }

  async get(id: string): Promise<InstanceRow | undefined> {
    return this.knex<InstanceRow>('instances').where({ id }).first();
  }

  async ofEnvironments(ids: string[]): Promise<Map<string, InstanceRow[]>> {
    const byEnvironment = new Map<string, InstanceRow[]>();
    if (ids.length === 0) return byEnvironment;
    const rows: InstanceRow[] = await this.knex('instances')
      .whereIn('environment_id', ids)
      .orderBy([{ column: 'created_at' }, { column: 'id' }]);
    for (const row of rows) {
      const environmentId = row.environment_id ?? '';
      const others = byEnvironment.get(environmentId) ?? [];
      byEnvironment.set(environmentId, [...others, row]);
    }
    return byEnvironment;
  }

  async byIds(
    ids: string[],
    knex: Knex = this.knex,
  ): Promise<Map<string, InstanceRow>> {
    if (ids.length === 0) return new Map();
    const rows: InstanceRow[] = await knex('instances').whereIn('id', [
      ...new Set(ids),
    ]);
    return new Map(rows.map(row => [row.id, row]));
  }
}

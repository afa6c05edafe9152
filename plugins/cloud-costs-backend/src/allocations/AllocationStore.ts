import {
  type BigIntColumn,
  fromJson,
  toBoolean,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BegunBy, StoredAllocation } from './types';

type AllocationRow = {
  id: number;
  instance_id: string;
  segment: number;
  from_ms: number | string;
  to_ms: BigIntColumn;
  instance_name: string;
  environment_id: string | null;
  environment_name: string | null;
  service_ref: string;
  plan: string;
  begun_by: BegunBy;
  stage: StoredAllocation['stage'];
  payer_ref: string;
  owner_ref: string;
  customer_ref: string | null;
  software_provider_ref: string | null;
  system_ref: string | null;
  tags: string;
  simulated: boolean | number;
  last_used_ms: BigIntColumn;
};

/** SQLite takes no more values in one statement than 32,766. */
const IDS_IN_A_QUERY = 10_000;

/** Reads allocations. They are written by `applyLifecycleEvents` alone. */
export class AllocationStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): AllocationStore {
    return new AllocationStore(knex);
  }

  async get(
    id: number,
    knex: Knex = this.knex,
  ): Promise<StoredAllocation | undefined> {
    const row: AllocationRow | undefined = await knex('allocations')
      .where({ id })
      .first();
    return row && toAllocation(row);
  }

  /** Those that there are of the given ids, by id. */
  async list(
    ids: number[],
    knex: Knex = this.knex,
  ): Promise<StoredAllocation[]> {
    const found: StoredAllocation[] = [];
    for (let start = 0; start < ids.length; start += IDS_IN_A_QUERY) {
      const rows: AllocationRow[] = await knex('allocations')
        .whereIn('id', ids.slice(start, start + IDS_IN_A_QUERY))
        .orderBy('id');
      found.push(...rows.map(toAllocation));
    }
    return found;
  }

  /** The allocations of instances in time order, without the void ones. */
  async ofInstances(
    instanceIds: string[],
    knex: Knex = this.knex,
  ): Promise<StoredAllocation[]> {
    const found: StoredAllocation[] = [];
    for (let start = 0; start < instanceIds.length; start += IDS_IN_A_QUERY) {
      const rows: AllocationRow[] = await knex('allocations')
        .whereIn(
          'instance_id',
          instanceIds.slice(start, start + IDS_IN_A_QUERY),
        )
        .where('segment', '>=', 0)
        .orderBy(['instance_id', 'segment']);
      found.push(...rows.map(toAllocation));
    }
    return found;
  }

  /** Those that hold at some time in a period, page by page in the order of their ids. */
  async activeBetween(options: {
    fromMs: number;
    toMs: number;
    afterId?: number;
    limit: number;
  }): Promise<StoredAllocation[]> {
    const rows: AllocationRow[] = await this.knex('allocations')
      .where('id', '>', options.afterId ?? 0)
      .where('segment', '>=', 0)
      .where('from_ms', '<', options.toMs)
      .where(open =>
        open.whereNull('to_ms').orWhere('to_ms', '>', options.fromMs),
      )
      .orderBy('id')
      .limit(options.limit);
    return rows.map(toAllocation);
  }

  /** Where an instant of an instance belongs. */
  async at(
    instanceId: string,
    timeMs: number,
  ): Promise<StoredAllocation | undefined> {
    const row: AllocationRow | undefined = await this.knex('allocations')
      .where('instance_id', instanceId)
      .where('segment', '>=', 0)
      .where('from_ms', '<=', timeMs)
      .where(open => open.whereNull('to_ms').orWhere('to_ms', '>', timeMs))
      .first();
    return row && toAllocation(row);
  }
}

/** Reads a row of `allocations`. */
export function toAllocation(row: AllocationRow): StoredAllocation {
  return {
    id: row.id,
    instanceId: row.instance_id,
    segment: row.segment,
    fromMs: Number(row.from_ms),
    toMs: toOptionalNumber(row.to_ms),
    instanceName: row.instance_name,
    environmentId: row.environment_id ?? undefined,
    environmentName: row.environment_name ?? undefined,
    serviceRef: row.service_ref,
    plan: row.plan,
    begunBy: row.begun_by,
    stage: row.stage,
    payerRef: row.payer_ref,
    ownerRef: row.owner_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
    systemRef: row.system_ref ?? undefined,
    tags: fromJson(row.tags),
    simulated: toBoolean(row.simulated),
    lastUsedMs: toOptionalNumber(row.last_used_ms),
  };
}

/** Writes a row of `allocations`. */
export function toAllocationRow(
  allocation: Omit<StoredAllocation, 'id' | 'lastUsedMs'>,
): Omit<AllocationRow, 'id' | 'last_used_ms'> {
  return {
    instance_id: allocation.instanceId,
    segment: allocation.segment,
    from_ms: allocation.fromMs,
    to_ms: allocation.toMs ?? null,
    instance_name: allocation.instanceName,
    environment_id: allocation.environmentId ?? null,
    environment_name: allocation.environmentName ?? null,
    service_ref: allocation.serviceRef,
    plan: allocation.plan,
    begun_by: allocation.begunBy,
    stage: allocation.stage,
    payer_ref: allocation.payerRef,
    owner_ref: allocation.ownerRef,
    customer_ref: allocation.customerRef ?? null,
    software_provider_ref: allocation.softwareProviderRef ?? null,
    system_ref: allocation.systemRef ?? null,
    tags: JSON.stringify(allocation.tags),
    simulated: allocation.simulated,
  };
}

import type {
  EnvironmentState,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import type { BigIntColumn } from '@dualcloud/foundation-node';
import type { PartiesColumns } from '../instances';

/** A row of the table `environments`. */
export type EnvironmentRow = PartiesColumns & {
  id: string;
  name: string;
  description: string | null;
  entity_name: string;
  blueprint_ref: string;
  blueprint_title: string;
  blueprint_snapshot: string;
  stage: Stage;
  state: EnvironmentState;
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

/** Which environments. */
export type EnvironmentFilter = {
  stage?: Stage;
  systemRef?: string;
  ownerRef?: string;
  state?: EnvironmentState;
  includeTerminated?: boolean;
  text?: string;
};

/** Reads environments; orders write them. */
export class EnvironmentStore {
  constructor(private readonly knex: Knex) {}

  query(filter: EnvironmentFilter): Knex.QueryBuilder {
    const query = this.knex('environments');
    if (filter.stage !== undefined)
      query.where('environments.stage', filter.stage);
    if (filter.systemRef !== undefined)
      query.where('environments.system_ref', filter.systemRef);
    if (filter.ownerRef !== undefined)
      query.where('environments.owner_ref', filter.ownerRef);
    if (filter.state !== undefined)
      query.where('environments.state', filter.state);
    if (!filter.includeTerminated && filter.state !== 'terminated')
      query.whereNull('environments.terminated_at');
    if (filter.text) {
      const like = `%${filter.text
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, found => `\\${found}`)}%`;
      query.where(nested => {
        for (const column of ['name', 'description', 'blueprint_title']) {
          nested.orWhereRaw(`lower(??) like ? escape '\\'`, [
            `environments.${column}`,
            like,
          ]);
        }
      });
    }
    return query;
  }

  async get(id: string): Promise<EnvironmentRow | undefined> {
    return this.knex<EnvironmentRow>('environments').where({ id }).first();
  }

  async byIds(ids: string[]): Promise<Map<string, EnvironmentRow>> {
    if (ids.length === 0) return new Map();
    const rows: EnvironmentRow[] = await this.knex('environments').whereIn(
      'id',
      [...new Set(ids)],
    );
    return new Map(rows.map(row => [row.id, row]));
  }
}

import type {
  Binding,
  BindingState,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  type BigIntColumn,
  fromOptionalJson,
  toIsoTime,
} from '@dualcloud/foundation-node';

/** A row of the table `bindings`. */
export type BindingRow = {
  id: string;
  instance_id: string;
  purpose: string | null;
  state: BindingState;
  created_by: string;
  created_at: number | string;
  revealed_at: BigIntColumn;
  revealed_by: string | null;
  revoked_at: BigIntColumn;
  expires_at: BigIntColumn;
  replaces_id: string | null;
  parameters: string;
  task_id: string | null;
  sealed: string | null;
  failure: string | null;
};

/** Reads bindings. */
export class BindingStore {
  constructor(private readonly knex: Knex) {}

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<BindingRow | undefined> {
    return knex<BindingRow>('bindings').where({ id }).first();
  }

  async ofInstance(instanceId: string): Promise<BindingRow[]> {
    return this.knex<BindingRow>('bindings')
      .where({ instance_id: instanceId })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
  }
}

/** Without the value, sealed or not. */
export function presentBinding(row: BindingRow): Binding {
  return {
    id: row.id,
    instanceId: row.instance_id,
    purpose: row.purpose ?? undefined,
    state: row.state,
    createdAt: toIsoTime(row.created_at)!,
    createdBy: row.created_by,
    revealedAt: toIsoTime(row.revealed_at),
    revealedBy: row.revealed_by ?? undefined,
    revokedAt: toIsoTime(row.revoked_at),
    replacesId: row.replaces_id ?? undefined,
    expiresAt: toIsoTime(row.expires_at),
    failure: fromOptionalJson(row.failure),
  };
}

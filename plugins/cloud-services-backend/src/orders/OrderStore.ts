import type {
  OrderState,
  OrderType,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import type { BigIntColumn } from '@dualcloud/foundation-node';
import type { PartiesColumns } from '../instances';

/** A row of the table `orders`. */
export type OrderRow = PartiesColumns & {
  id: string;
  type: OrderType;
  state: OrderState;
  requested_by: string;
  requested_at: number | string;
  finished_at: BigIntColumn;
  ready_ms: number | null;
  environment_id: string | null;
  instance_id: string | null;
  target_name: string;
  stage: Stage;
  expires_at: BigIntColumn;
  request: string;
  changes: string;
  failure: string | null;
  can_retry: boolean | number;
  task_id: string | null;
};

/** Which orders. */
export type OrderFilter = {
  state?: OrderState;
  environmentId?: string;
  instanceId?: string;
};

/** Reads orders; see acceptOrder for what writes them. */
export class OrderStore {
  constructor(private readonly knex: Knex) {}

  query(filter: OrderFilter): Knex.QueryBuilder {
    const query = this.knex('orders');
    const { state, environmentId, instanceId } = filter;
    if (state !== undefined) query.where('orders.state', state);
    if (environmentId !== undefined)
      query.where('orders.environment_id', environmentId);
    if (instanceId !== undefined) {
      query.where(nested =>
        nested
          .where('orders.instance_id', instanceId)
          .orWhereIn(
            'orders.id',
            this.knex('operations')
              .select('order_id')
              .where('instance_id', instanceId)
              .whereNotNull('order_id'),
          ),
      );
    }
    return query;
  }

  async get(
    id: string,
    knex: Knex | Knex.Transaction = this.knex,
  ): Promise<OrderRow | undefined> {
    return knex<OrderRow>('orders').where({ id }).first();
  }
}

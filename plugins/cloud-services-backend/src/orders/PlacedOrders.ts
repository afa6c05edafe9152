import {
  type JournalPage,
  type Order,
  type OrderPage,
  orderReadPermission,
  orderUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type Caller,
  cutPage,
  invalidField,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access, Decisions } from '../authorization';
import { type InstanceStore, restrictScope, type Scope } from '../instances';
import type { JournalStore } from '../journal';
import { listOperationsOfOrders } from '../provisioning';
import type { OrderFilter, OrderRow, OrderStore } from './OrderStore';
import { orderResource, presentOrder } from './presentOrder';

const PERMISSIONS = [orderReadPermission, orderUpdatePermission];

/** Orders that have been placed, as a caller may see them. */
export class PlacedOrders {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: OrderStore;
      access: Access;
      instances: InstanceStore;
      journal: JournalStore;
    },
  ) {}

  async list(
    caller: Caller,
    options: OrderFilter & { scope?: Scope; limit?: number; cursor?: string },
  ): Promise<OrderPage> {
    const { access, store, knex } = this.deps;
    const limit = pageSize(options.limit);
    const decisions = await access.decide(caller, PERMISSIONS);
    const query = store.query(options);
    decisions.restrict(query, 'orders', orderReadPermission);
    restrictScope(query, 'orders', caller, options.scope);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'orders.requested_at',
      cursor: options.cursor,
      limit,
    });
    const found: OrderRow[] = await query.select('orders.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.requested_at);
    return {
      items: await this.present(knex, rows),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<Order> {
    const { row } = await this.visible(caller, id);
    const [order] = await this.present(this.deps.knex, [row]);
    return order;
  }

  async journal(
    caller: Caller,
    id: string,
    options: { after?: number; limit?: number },
  ): Promise<JournalPage> {
    await this.visible(caller, id);
    return readJournal(this.deps.journal, { orderId: id }, options);
  }

  /** 404 if there is none that the caller may see. */
  async visible(
    caller: Caller,
    id: string,
  ): Promise<{ row: OrderRow; decisions: Decisions }> {
    const [row, decisions] = await Promise.all([
      this.deps.store.get(id),
      this.deps.access.decide(caller, PERMISSIONS),
    ]);
    if (
      !row ||
      !decisions.allow(orderReadPermission, orderResource(row), 'see')
    ) {
      throw notFound('order', id);
    }
    return { row, decisions };
  }

  /** Whoever has just written it may read it. */
  async read(trx: Knex.Transaction, id: string): Promise<Order> {
    const row = await this.deps.store.get(id, trx);
    if (!row) throw notFound('order', id);
    const [order] = await this.present(trx, [row]);
    return order;
  }

  private async present(knex: Knex, rows: OrderRow[]): Promise<Order[]> {
    const operations = await listOperationsOfOrders(
      knex,
      rows.map(({ id }) => id),
    );
    const instances = await this.deps.instances.byIds(
      operations.map(({ instanceId }) => instanceId),
      knex,
    );
    return rows.map(row =>
      presentOrder(
        row,
        operations.filter(({ orderId }) => orderId === row.id),
        instances,
      ),
    );
  }
}

/** A page of the journal. */
export async function readJournal(
  journal: JournalStore,
  of: Parameters<JournalStore['list']>[0]['of'],
  options: { after?: number; limit?: number },
): Promise<JournalPage> {
  const limit = pageSize(options.limit, 200);
  if (!Number.isSafeInteger(options.after ?? 0)) {
    throw invalidField('after', 'range', 'is not an id that the journal gave');
  }
  const items = await journal.list({ of, after: options.after, limit });
  return {
    items,
    nextAfter: items.length === limit ? items[limit - 1].id : undefined,
  };
}

import type { MetricsServiceCounter } from '@backstage/backend-plugin-api/alpha';
import {
  type JournalPage,
  type Order,
  type OrderPage,
  type OrderPreview,
  orderReadPermission,
  type OrderRequest,
  orderUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  type Caller,
  cutPage,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  page,
  pageSize,
  type StoredAnswer,
  transact,
} from '@dualcloud/foundation-node';
import type { Access, Decisions } from '../authorization';
import { type InstanceStore, restrictScope, type Scope } from '../instances';
import type { JournalStore } from '../journal';
import type { Messenger } from '../notifications';
import { listOperationsOfOrders, retryOrder } from '../provisioning';
import { coded } from '../refusals';
import { acceptOrder, type AcceptStores, type Orderer } from './acceptOrder';
import { nameTaken } from './insertCreation';
import type { OrderPlan, Target } from './OrderPlan';
import type { OrderPlanner } from './OrderPlanner';
import type { OrderFilter, OrderRow, OrderStore } from './OrderStore';
import { orderResource, presentOrder } from './presentOrder';
import { presentPreview } from './presentPreview';

const PERMISSIONS = [orderReadPermission, orderUpdatePermission];

/** Orders as a caller may place and see them. */
export class OrderService {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: OrderStore;
      planner: OrderPlanner;
      access: Access;
      instances: InstanceStore;
      journal: JournalStore;
      stores: AcceptStores;
      idempotency: IdempotencyStore;
      messenger: Messenger;
      ordered: MetricsServiceCounter;
    },
  ) {}

  async submit(
    caller: Caller,
    request: OrderRequest,
    key: string,
  ): Promise<StoredAnswer<Order>> {
    const { planner, idempotency } = this.deps;
    let accepted: Awaited<ReturnType<typeof acceptOrder>> | undefined;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /orders', body: request },
      () => planner.plan(caller, request),
      async (trx, plan) => {
        const orderer = { ref: caller.ref, taskId: request.taskId };
        accepted = await this.accept(trx, plan, orderer);
        return {
          status: 202,
          response: await this.read(trx, accepted.orderId),
        };
      },
    );
    if (!answer.repeated && accepted) {
      this.deps.ordered.add(1, { type: request.type });
      this.tell(accepted, answer.response);
    }
    return answer;
  }

  /** The plugin's own order: tears down what has expired. */
  async tearDown(target: Target, actor: string): Promise<string> {
    const { planner, knex } = this.deps;
    const plan = await planner.planTeardown(target);
    const { accepted, order } = await transact(knex, async trx => {
      const stored = await this.accept(trx, plan, { ref: actor });
      return { accepted: stored, order: await this.read(trx, stored.orderId) };
    });
    this.tell(accepted, order);
    return accepted.orderId;
  }

  async preview(caller: Caller, request: OrderRequest): Promise<OrderPreview> {
    return presentPreview(await this.deps.planner.plan(caller, request));
  }

  async retry(
    caller: Caller,
    id: string,
    key: string,
  ): Promise<StoredAnswer<Order>> {
    const { idempotency } = this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: `POST /orders/${id}/retry`, body: {} },
      async () => {
        const { row, decisions } = await this.visible(caller, id);
        const may = decisions.allow(
          orderUpdatePermission,
          orderResource(row),
          'change',
        );
        if (!may) {
          throw coded(
            notAllowed(
              'you may see this order, but not try it again; the owner and the software provider may',
            ),
            'may-not-retry',
            {},
          );
        }
      },
      trx => this.retryIn(trx, id, caller.ref),
    );
    if (!answer.repeated) {
      this.tell({ orderId: id, feedChanged: false }, answer.response);
    }
    return answer;
  }

  /** The plugin's own retry of a teardown. */
  async retryAs(id: string, actor: string): Promise<void> {
    const { response } = await transact(this.deps.knex, trx =>
      this.retryIn(trx, id, actor),
    );
    this.tell({ orderId: id, feedChanged: false }, response);
  }

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

  private async visible(
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

  private async accept(
    trx: Knex.Transaction,
    plan: OrderPlan,
    orderer: Orderer,
  ) {
    try {
      return await acceptOrder(trx, plan, orderer, this.deps.stores);
    } catch (error) {
      if (isNameConflict(error)) throw nameTaken(plan);
      throw error;
    }
  }

  private async retryIn(trx: Knex.Transaction, id: string, actor: string) {
    const { journal, stores } = this.deps;
    await retryOrder(trx, { orderId: id, actor, journal });
    await stores.audit.append(trx, {
      actor,
      action: 'order-retry',
      objectRef: `order:${id}`,
    });
    return { status: 202, response: await this.read(trx, id) };
  }

  private async read(trx: Knex.Transaction, id: string): Promise<Order> {
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

  private tell(
    accepted: { orderId: string; feedChanged: boolean },
    order: Order,
  ): void {
    this.deps.messenger.committed({
      orderId: accepted.orderId,
      environmentId: order.environmentId,
      instanceIds: order.instanceId ? [order.instanceId] : [],
      bindingIds: [],
      parties: { ...order.parties, requestedBy: order.requestedBy },
      feedChanged: accepted.feedChanged,
    });
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

const NAME_INDEXES = [
  'environments_live_name_uniq',
  'instances_live_name_uniq',
];

function isNameConflict(error: unknown): boolean {
  const { message, constraint } = error as {
    message?: string;
    constraint?: string;
  };
  // SQLite names an index on expressions, and the columns of a plain one.
  return (
    NAME_INDEXES.includes(constraint ?? '') ||
    /UNIQUE constraint failed: (environments|instances)\.system_ref/.test(
      message ?? '',
    )
  );
}

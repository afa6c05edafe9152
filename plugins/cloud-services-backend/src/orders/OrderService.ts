import type { MetricsServiceCounter } from '@backstage/backend-plugin-api/alpha';
import {
  type Order,
  type OrderPreview,
  type OrderRequest,
  orderUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  type Caller,
  type IdempotencyStore,
  notAllowed,
  type StoredAnswer,
  transact,
  unprocessable,
} from '@dualcloud/foundation-node';
import {
  type Budgets,
  type Spending,
  spendingOfPlan,
  spendingOfRetry,
} from '../budgets';
import type { InstanceStore } from '../instances';
import type { JournalStore } from '../journal';
import type { Messenger } from '../notifications';
import { listOperationsOfOrders, retryOrder } from '../provisioning';
import { coded } from '../refusals';
import { acceptOrder, type AcceptStores, type Orderer } from './acceptOrder';
import { nameTaken } from './insertCreation';
import { orderIdOf } from './orderId';
import type { OrderPlan, Target } from './OrderPlan';
import type { OrderPlanner } from './OrderPlanner';
import type { OrderRow, OrderStore } from './OrderStore';
import type { PlacedOrders } from './PlacedOrders';
import { orderResource } from './presentOrder';
import { presentPreview } from './presentPreview';

/** Places orders and tries them again. */
export class OrderService {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: OrderStore;
      placed: PlacedOrders;
      planner: OrderPlanner;
      budgets: Budgets;
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
    const { planner, placed, idempotency } = this.deps;
    const orderId = orderIdOf(caller.ref, key);
    let accepted: Awaited<ReturnType<typeof acceptOrder>> | undefined;
    const answer = await this.withinBudget(caller, orderId, reserve =>
      idempotency.once(
        { actor: caller.ref, key, route: 'POST /orders', body: request },
        async () => {
          await this.refuseOldKey(orderId);
          const plan = await planner.plan(caller, request);
          await reserve(spendingOfPlan(plan));
          return plan;
        },
        async (trx, plan) => {
          const { taskId } = request;
          const orderer = { orderId, ref: caller.ref, taskId };
          accepted = await this.accept(trx, plan, orderer);
          return { status: 202, response: await placed.read(trx, orderId) };
        },
      ),
    );
    if (!answer.repeated && accepted) {
      this.deps.ordered.add(1, { type: request.type });
      this.tell(accepted, answer.response);
    }
    return answer;
  }

  /** The plugin's own order: tears down what has expired. */
  async tearDown(target: Target, actor: string): Promise<string> {
    const { planner, placed, knex } = this.deps;
    const plan = await planner.planTeardown(target);
    const orderer = { orderId: uuid(), ref: actor };
    const { accepted, order } = await transact(knex, async trx => {
      const stored = await this.accept(trx, plan, orderer);
      return {
        accepted: stored,
        order: await placed.read(trx, stored.orderId),
      };
    });
    this.tell(accepted, order);
    return accepted.orderId;
  }

  async preview(caller: Caller, request: OrderRequest): Promise<OrderPreview> {
    const { planner, budgets } = this.deps;
    const plan = await planner.plan(caller, request);
    const spending = spendingOfPlan(plan);
    return presentPreview(
      plan,
      spending ? await budgets.warnings(caller, spending) : [],
    );
  }

  async retry(
    caller: Caller,
    id: string,
    key: string,
  ): Promise<StoredAnswer<Order>> {
    const { idempotency } = this.deps;
    const answer = await this.withinBudget(caller, id, reserve =>
      idempotency.once(
        { actor: caller.ref, key, route: `POST /orders/${id}/retry`, body: {} },
        async () => {
          const order = await this.retryable(caller, id);
          await reserve(await this.spendingOf(order));
        },
        trx => this.retryIn(trx, id, caller.ref),
      ),
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

  /** Gives back what `work` reserves for an order, if it fails. */
  private async withinBudget<T>(
    caller: Caller,
    orderId: string,
    work: (
      reserve: (spending: Spending | undefined) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> {
    const { budgets, store } = this.deps;
    let isReserved = false;
    try {
      return await work(async spending => {
        if (!spending) return;
        isReserved = await budgets.reserve(caller, orderId, spending);
      });
    } catch (error) {
      if (isReserved) {
        // Somebody else may have been quicker, with the same reservation.
        const order = await store.get(orderId);
        if (!order || order.state === 'failed') await budgets.release(orderId);
      }
      throw error;
    }
  }

  /** Keys are forgotten after a while; the order that came of one is not. */
  private async refuseOldKey(orderId: string): Promise<void> {
    if (!(await this.deps.store.get(orderId))) return;
    throw unprocessable(
      `this Idempotency-Key was used for order "${orderId}" some time ago; use a new key for a new wish`,
    );
  }

  private async retryable(caller: Caller, id: string): Promise<OrderRow> {
    const { row, decisions } = await this.deps.placed.visible(caller, id);
    const may = decisions.allow(
      orderUpdatePermission,
      orderResource(row),
      'change',
    );
    if (may) return row;
    throw coded(
      notAllowed(
        'you may see this order, but not try it again; the owner and the software provider may',
      ),
      'may-not-retry',
      {},
    );
  }

  /** What trying an order again would spend. */
  private async spendingOf(order: OrderRow): Promise<Spending | undefined> {
    if (order.state !== 'failed') return undefined;
    const { knex, instances } = this.deps;
    const steps = await listOperationsOfOrders(knex, [order.id]);
    return spendingOfRetry(
      order,
      steps,
      await instances.byIds(steps.map(({ instanceId }) => instanceId)),
    );
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
    const { journal, placed, stores } = this.deps;
    await retryOrder(trx, { orderId: id, actor, journal });
    await stores.audit.append(trx, {
      actor,
      action: 'order-retry',
      objectRef: `order:${id}`,
    });
    return { status: 202, response: await placed.read(trx, id) };
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

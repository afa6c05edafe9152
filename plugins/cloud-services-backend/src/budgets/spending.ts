import type { QuoteItem } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type {
  Parties,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { type BigIntColumn, toIsoTime } from '@dualcloud/foundation-node';
import { type InstanceRow, payerOf, toParties } from '../instances';
import type { OrderPlan, OrderRow, Target } from '../orders';
import type { Operation } from '../provisioning';
import type { Spending } from './Budgets';

/** What an order would spend; undefined if it adds no costs, as a teardown does. */
export function spendingOfPlan(plan: OrderPlan): Spending | undefined {
  const common = whose(plan.parties, plan.stage);
  switch (plan.action) {
    case 'create':
      return {
        ...common,
        items: plan.instances.map(instance => ({
          name: instance.componentName,
          serviceRef: instance.serviceRef,
          plan: instance.plan.name,
        })),
        ...until(plan.expiresAt),
      };
    case 'update':
      return changing(
        plan.updates.map(update => ({ ...update, planName: update.plan.name })),
        { ...common, ...environmentOf(plan.target) },
      );
    case 'extend': {
      const items = plan.target.instances
        .filter(({ terminated_at }) => terminated_at === null)
        .map(instance => itemOf(instance));
      return items.length === 0
        ? undefined
        : {
            ...common,
            ...environmentOf(plan.target),
            items,
            ...until(plan.expiresAt),
            current: { items, ...until(plan.target.row.expires_at) },
          };
    }
    default:
      return undefined;
  }
}

/** What the steps that an order has not made would spend when it is tried again. */
export function spendingOfRetry(
  order: OrderRow,
  steps: Operation[],
  instances: Map<string, InstanceRow>,
): Spending | undefined {
  const common = {
    ...whose(toParties(order), order.stage),
    ...(order.environment_id && { environmentId: order.environment_id }),
  };
  const open = steps.filter(({ state }) =>
    ['failed', 'skipped'].includes(state),
  );
  const items = open.flatMap(({ kind, instanceId }) => {
    const instance = instances.get(instanceId);
    return kind === 'provision' && instance ? [itemOf(instance)] : [];
  });
  if (items.length > 0) {
    return { ...common, items, ...until(order.expires_at) };
  }
  const changes = open.flatMap(({ kind, payload, instanceId }) => {
    const instance = instances.get(instanceId);
    return kind === 'update' && instance
      ? [{ instance, planName: payload.planName }]
      : [];
  });
  return changing(changes, common);
}

/** New parameters alone have no price that could be told before they are used. */
function changing(
  changes: Array<{ instance: InstanceRow; planName: string }>,
  common: Omit<Spending, 'items'>,
): Spending | undefined {
  const others = changes.filter(
    ({ instance, planName }) => instance.plan_name !== planName,
  );
  if (others.length === 0) return undefined;
  const end = until(others[0].instance.expires_at);
  return {
    ...common,
    items: others.map(({ instance, planName }) => itemOf(instance, planName)),
    ...end,
    current: {
      items: others.map(({ instance }) => itemOf(instance)),
      ...end,
    },
  };
}

function itemOf(instance: InstanceRow, plan = instance.plan_name): QuoteItem {
  return {
    name: instance.component_name,
    serviceRef: instance.service_ref,
    plan,
    instanceId: instance.id,
  };
}

function whose(parties: Parties, stage: Stage): Omit<Spending, 'items'> {
  const { systemRef, ownerRef, customerRef, softwareProviderRef } = parties;
  return {
    systemRef,
    ownerRef,
    payerRef: payerOf(parties),
    ...(customerRef && { customerRef }),
    ...(softwareProviderRef && { softwareProviderRef }),
    stage,
  };
}

function until(ms: BigIntColumn | undefined): { until?: string } {
  const end = toIsoTime(ms);
  return end === undefined ? {} : { until: end };
}

function environmentOf(target: Target): { environmentId?: string } {
  return target.kind === 'environment' ? { environmentId: target.row.id } : {};
}

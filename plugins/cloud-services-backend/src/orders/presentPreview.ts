import type {
  OrderPreview,
  OrderWarning,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { fromJson, toBoolean, toIsoTime } from '@dualcloud/foundation-node';
import type { InstanceRow } from '../instances';
import { maskParameters } from '../parameters';
import type { OrderPlan } from './OrderPlan';

type PreviewInstance = OrderPreview['instances'][number];

/**
 * What an order would do, for people: secrets are masked.
 * @param warnings - besides those of the plan
 */
export function presentPreview(
  plan: OrderPlan,
  warnings: OrderWarning[],
): OrderPreview {
  return {
    type: plan.type,
    name: plan.targetName,
    stage: plan.stage,
    expiresAt: toIsoTime(plan.expiresAt),
    parties: plan.parties,
    instances: instancesOf(plan),
    changes: plan.changes,
    warnings: [...plan.warnings, ...warnings],
  };
}

function instancesOf(plan: OrderPlan): PreviewInstance[] {
  switch (plan.action) {
    case 'create':
      return plan.instances.map(instance => ({
        componentName: instance.componentName,
        serviceRef: instance.serviceRef,
        serviceTitle: instance.serviceTitle,
        planName: instance.plan.name,
        planTitle: instance.plan.title?.en,
        parameters: maskParameters(
          instance.parameters,
          instance.plan.schemas?.create,
        ),
        dependsOn: instance.dependsOn,
        action: 'provision',
        simulated: Boolean(instance.plan.simulated ?? instance.spec.simulated),
      }));
    case 'update':
      return plan.target.instances
        .filter(({ terminated_at }) => terminated_at === null)
        .map(row => {
          const update = plan.updates.find(
            ({ instance }) => instance.id === row.id,
          );
          return update
            ? {
                ...existing(row, 'update'),
                planName: update.plan.name,
                planTitle: update.plan.title?.en,
                parameters: maskParameters(
                  update.resulting,
                  update.plan.schemas?.create,
                ),
              }
            : existing(row, 'none');
        });
    default: {
      const action = plan.action === 'terminate' ? 'deprovision' : 'none';
      return plan.target.instances
        .filter(({ terminated_at }) => terminated_at === null)
        .map(row => existing(row, action));
    }
  }
}

function existing(
  row: InstanceRow,
  action: PreviewInstance['action'],
): PreviewInstance {
  return {
    componentName: row.component_name,
    serviceRef: row.service_ref,
    serviceTitle: row.service_title,
    planName: row.plan_name,
    planTitle: row.plan_title,
    dependsOn: fromJson(row.depends_on),
    action,
    simulated: toBoolean(row.simulated),
  };
}

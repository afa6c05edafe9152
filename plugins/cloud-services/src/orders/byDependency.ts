import type { OrderStep } from '@dualcloud/backstage-plugin-cloud-services-common';

/**
 * Steps with those first on which others wait. Steps that wait on each other
 * (which the backend refuses) keep their place, so that none is ever lost.
 */
export function byDependency(steps: OrderStep[]): OrderStep[] {
  const left = [...steps];
  const placed = new Set<string>();
  const names = new Set(steps.map(step => step.componentName));
  const sorted: OrderStep[] = [];
  while (left.length > 0) {
    const next = left.findIndex(step =>
      (step.dependsOn ?? []).every(
        name => placed.has(name) || !names.has(name),
      ),
    );
    const [step] = left.splice(Math.max(next, 0), 1);
    placed.add(step.componentName);
    sorted.push(step);
  }
  return sorted;
}

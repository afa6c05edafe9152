import type { OrderStep } from '@dualcloud/backstage-plugin-cloud-services-common';
import { byDependency } from './byDependency';

const step = (componentName: string, ...dependsOn: string[]): OrderStep => ({
  id: componentName,
  action: 'provision',
  state: 'waiting',
  instanceId: componentName,
  componentName,
  dependsOn,
  attempts: 0,
});

const names = (steps: OrderStep[]) =>
  byDependency(steps).map(({ componentName }) => componentName);

describe('byDependency', () => {
  it('puts first what others wait for', () => {
    expect(
      names([
        step('app', 'db', 'queue'),
        step('queue', 'net'),
        step('db'),
        step('net'),
      ]),
    ).toEqual(['db', 'net', 'queue', 'app']);
  });

  it('loses no step that waits for itself or for one that is not there', () => {
    expect(
      names([step('a', 'b'), step('b', 'a'), step('c', 'gone')]),
    ).toHaveLength(3);
  });
});

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type BindResult,
  type CloudServiceDriver,
  cloudServicesDriversExtensionPoint,
  DriverError,
  type OperationResult,
} from '@dualcloud/backstage-plugin-cloud-services-node';

/** A broker that does at once what it is asked to, unless it is told to refuse. */
export function instantDriver() {
  const broker = {
    refuses: false,
    /** What credentials it gives. */
    bind: async (): Promise<BindResult> => {
      throw new DriverError('none', { outcome: 'refused' });
    },
  };
  const done = async (): Promise<OperationResult> => {
    if (broker.refuses) throw new DriverError('no', { outcome: 'refused' });
    return { status: 'done' };
  };
  const unused = async () => {
    throw new Error('nobody asks for this');
  };
  const driver: CloudServiceDriver = {
    endpoint: 'memory:',
    catalog: async () => [],
    provision: done,
    update: done,
    deprovision: done,
    lastOperation: unused,
    bind: () => broker.bind(),
    unbind: done,
    lastBindingOperation: unused,
    fetchInstance: async () => undefined,
    fetchBinding: unused,
  };
  const module = createBackendModule({
    pluginId: 'cloud-services',
    moduleId: 'instant-driver',
    register(env) {
      env.registerInit({
        deps: { drivers: cloudServicesDriversExtensionPoint },
        async init({ drivers }) {
          drivers.addDriverFactory({ type: 'instant', create: () => driver });
        },
      });
    },
  });
  return { broker, module };
}

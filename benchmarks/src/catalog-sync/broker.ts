import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type CloudServiceDriver,
  cloudServicesDriversExtensionPoint,
  type DriverServiceOffering,
} from '@dualcloud/backstage-plugin-cloud-services-node';

/** A service as a broker of ours describes it. */
export function offering(at: number): DriverServiceOffering {
  const name = `service-${at}`;
  return {
    id: `${name}-id`,
    name,
    description: `Service number ${at} of the benchmark`,
    bindable: true,
    plan_updateable: true,
    tags: ['database'],
    metadata: {
      displayName: `Service ${at}`,
      dualcloud: {
        tier: 'paas',
        version: '18',
        titles: { en: `Service ${at}`, de: `Dienst ${at}` },
        networkZones: ['internal'],
        stages: ['development', 'test'],
      },
    },
    plans: ['small', 'large'].map(plan => ({
      id: `${name}-${plan}`,
      name: plan,
      description: `The ${plan} plan`,
      free: false,
      schemas: {
        service_instance: {
          create: {
            parameters: {
              $schema: 'http://json-schema.org/draft-07/schema#',
              type: 'object',
              required: ['databaseName'],
              additionalProperties: false,
              properties: {
                databaseName: { type: 'string', title: 'Database name' },
                storageGb: { type: 'integer', minimum: 1, maximum: 100 },
              },
            },
          },
        },
      },
    })),
  };
}

/** A broker in memory that has a catalogue and provisions nothing. */
export class CatalogBroker {
  services: DriverServiceOffering[] = [];

  feature() {
    const nothing = async (): Promise<never> => {
      throw new Error('this broker provisions nothing');
    };
    const driver: CloudServiceDriver = {
      endpoint: 'memory',
      catalog: async () => this.services,
      provision: nothing,
      update: nothing,
      deprovision: nothing,
      lastOperation: nothing,
      bind: nothing,
      unbind: nothing,
      lastBindingOperation: nothing,
      fetchInstance: nothing,
      fetchBinding: nothing,
    };
    return createBackendModule({
      pluginId: 'cloud-services',
      moduleId: 'benchmark-driver',
      register(env) {
        env.registerInit({
          deps: { drivers: cloudServicesDriversExtensionPoint },
          async init({ drivers }) {
            drivers.addDriverFactory({ type: 'memory', create: () => driver });
          },
        });
      },
    });
  }
}

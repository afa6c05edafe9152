import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  CloudServiceDriver,
  CloudServiceDriverFactory,
} from '@dualcloud/backstage-plugin-cloud-services-node';

/** One configured broker. */
export type Broker = {
  name: string;
  type: string;
  title: string;
  owner?: string;
  defaults?: JsonObject;
  driver: CloudServiceDriver;
};

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The configured brokers and their drivers, made once at start. */
export class DriverRegistry {
  private constructor(private readonly brokers: Map<string, Broker>) {}

  /** Throws an InputError that names the key at fault. */
  static create(
    config: RootConfigService,
    factories: CloudServiceDriverFactory[],
  ): DriverRegistry {
    const byType = new Map(factories.map(factory => [factory.type, factory]));
    const section = config.getOptionalConfig('cloudServices.brokers');
    const brokers = new Map<string, Broker>();
    for (const name of section?.keys() ?? []) {
      const where = `cloudServices.brokers.${name}`;
      if (!NAME.test(name)) {
        throw new InputError(
          `${where}: a broker's name consists of lower-case letters, digits and hyphens`,
        );
      }
      const own = config.getConfig(where);
      const type = own.getString('type');
      const factory = byType.get(type);
      if (!factory) {
        const known = [...byType.keys()].sort().join(', ') || 'none';
        throw new InputError(
          `${where}.type is "${type}", but no driver of that type is installed (installed: ${known}); add its backend module, or correct the type`,
        );
      }
      brokers.set(name, {
        name,
        type,
        title: own.getOptionalString('title') ?? name,
        owner: own.getOptionalString('owner'),
        defaults: own.getOptional<JsonObject>('defaults'),
        driver: factory.create({ brokerName: name, config: own }),
      });
    }
    return new DriverRegistry(brokers);
  }

  get(name: string): Broker {
    const broker = this.brokers.get(name);
    if (!broker) {
      throw new NotFoundError(
        `there is no broker "${name}" in the configuration`,
      );
    }
    return broker;
  }

  has(name: string): boolean {
    return this.brokers.has(name);
  }

  all(): Broker[] {
    return [...this.brokers.values()];
  }

  /** For the engine. */
  drivers(): ReadonlyMap<string, CloudServiceDriver> {
    return new Map(this.all().map(({ name, driver }) => [name, driver]));
  }
}
